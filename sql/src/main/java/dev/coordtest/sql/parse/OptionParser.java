package dev.coordtest.sql.parse;

import dev.coordtest.sql.ast.Expr;
import dev.coordtest.sql.ast.Option;
import dev.coordtest.sql.parse.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** {@code (name = value, name value, name)}. */
final class OptionParser {
    private final Tokens tokens;

    OptionParser(Tokens tokens) {
        this.tokens = tokens;
    }

    /** The options after WITH, if it comes and a parenthesis after it; else none. */
    List<Option> with() {
        if (!tokens.isNext("with") || !tokens.peek(1).isOperator("(")) return List.of();
        tokens.expect("with");
        return options();
    }

    List<Option> options() {
        tokens.expectOperator("(");
        List<Option> options = tokens.peek().isOperator(")") ? List.of() : tokens.commas(this::option);
        tokens.expectOperator(")");
        return options;
    }

    private Option option() {
        int position = tokens.position();
        StringBuilder name = new StringBuilder(tokens.label());
        while (tokens.acceptOperator(".")) name.append('.').append(tokens.label());
        boolean equals = tokens.acceptOperator("=");
        boolean none = tokens.peek().isOperator(",") || tokens.peek().isOperator(")");
        return new Option(name.toString(), none && !equals ? null : value(), position);
    }

    /** A literal or a name. */
    Expr value() {
        int position = tokens.position();
        Token token = tokens.peek();
        if (token.kind() == Kind.STRING)
            return new Expr.StringLiteral(tokens.next().text(), position);
        if (token.kind() == Kind.NUMBER)
            return new Expr.NumberLiteral(tokens.next().text(), position);
        if ((token.isOperator("-") || token.isOperator("+")) && tokens.peek(1).kind() == Kind.NUMBER) {
            tokens.next();
            int digits = tokens.position();
            return new Expr.Unary(
                    token.text(), new Expr.NumberLiteral(tokens.next().text(), digits), position);
        }
        if (tokens.accept("true")) return new Expr.BooleanLiteral(true, position);
        if (tokens.accept("false")) return new Expr.BooleanLiteral(false, position);
        if (tokens.accept("null")) return new Expr.NullLiteral(position);
        if (token.kind() != Kind.WORD && token.kind() != Kind.QUOTED) throw tokens.unexpected("a value");
        List<String> parts = new ArrayList<>(List.of(tokens.label()));
        while (tokens.acceptOperator(".")) parts.add(tokens.label());
        return new Expr.Identifier(parts, position);
    }
}
