package dev.coordtest.sql.parse;

import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.sql.ast.Expr;
import dev.coordtest.sql.ast.Name;
import dev.coordtest.sql.ast.Query;
import dev.coordtest.sql.ast.TypeName;
import java.util.ArrayList;
import java.util.List;

/** What operators join: literals, names, calls, constructors, CASE, CAST, subqueries, and whole expressions in parentheses. */
final class AtomParser {
    private final Tokens tokens;
    private final QueryParser queries;
    private final ExprParser exprs;
    private final TypeParser types;
    private final CallParser calls;

    AtomParser(Tokens tokens, QueryParser queries, ExprParser exprs, TypeParser types) {
        this.tokens = tokens;
        this.queries = queries;
        this.exprs = exprs;
        this.types = types;
        this.calls = new CallParser(tokens, exprs);
    }

    CallParser calls() {
        return calls;
    }

    Expr atom() {
        Token token = tokens.peek();
        int position = tokens.position();
        return switch (token.kind()) {
            case NUMBER -> new Expr.NumberLiteral(tokens.next().text(), position);
            case STRING -> new Expr.StringLiteral(tokens.next().text(), position);
            case PARAMETER -> new Expr.Parameter(number(tokens.next().text(), position), position);
            case OPERATOR -> {
                if (token.text().equals("(")) yield parenthesized(position);
                throw tokens.unexpected("an expression");
            }
            case QUOTED -> literalOrName(position);
            case WORD -> word(token, position);
            case END -> throw tokens.unexpected("an expression");
        };
    }

    private static int number(String digits, int position) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            throw new SqlException(SqlError.of(SqlState.UNDEFINED_PARAMETER, "parameter number too large")
                    .at(position));
        }
    }

    private Expr parenthesized(int position) {
        tokens.expectOperator("(");
        if (queries.isQueryNext()) {
            Query query = queries.query();
            tokens.expectOperator(")");
            return new Expr.Subquery(query, position);
        }
        List<Expr> fields = exprs.exprs();
        tokens.expectOperator(")");
        return fields.size() == 1 ? fields.get(0) : new Expr.Row(false, fields, position);
    }

    private Expr word(Token token, int position) {
        return switch (token.text()) {
            case "true", "false" -> {
                tokens.next();
                yield new Expr.BooleanLiteral(token.text().equals("true"), position);
            }
            case "null" -> {
                tokens.next();
                yield new Expr.NullLiteral(position);
            }
            case "default" -> {
                tokens.next();
                yield new Expr.Default(position);
            }
            case "case" -> caseExpr(position);
            case "cast" -> cast(position);
            case "exists" -> tokens.peek(1).isOperator("(") ? exists(position) : literalOrName(position);
            case "row" -> tokens.peek(1).isOperator("(") ? row(position) : literalOrName(position);
            case "array" -> elements(Expr.Collection.ARRAY, position);
            case "list" ->
                tokens.peek(1).isOperator("[") || isListQuery()
                        ? elements(Expr.Collection.LIST, position)
                        : literalOrName(position);
            case "map" -> tokens.peek(1).isOperator("[") ? map(position) : literalOrName(position);
            case "interval" ->
                types.isIntervalLiteralNext() ? types.intervalLiteral(position) : literalOrName(position);
            case "current_date",
                    "current_time",
                    "current_timestamp",
                    "localtime",
                    "localtimestamp",
                    "current_user",
                    "current_role",
                    "session_user",
                    "system_user",
                    "user",
                    "current_catalog" -> current(position);
            case "current_schema" -> tokens.peek(1).isOperator("(") ? literalOrName(position) : current(position);
            default -> literalOrName(position);
        };
    }

    private boolean isListQuery() {
        return tokens.peek(1).isOperator("(")
                && (tokens.peek(2).isWord("select") || tokens.peek(2).isWord("with"));
    }

    private Expr current(int position) {
        String name = tokens.next().text();
        // Called like a function it is one: now() and current_timestamp() are the same elsewhere.
        if (tokens.peek().isOperator("(") && tokens.peek(1).isOperator(")")) {
            tokens.next();
            tokens.next();
            return new Expr.Current(name, null, position);
        }
        Integer precision = null;
        if (name.contains("time") && tokens.acceptOperator("(")) {
            precision = tokens.smallInteger();
            tokens.expectOperator(")");
        }
        return new Expr.Current(name, precision, position);
    }

    private Expr caseExpr(int position) {
        tokens.expect("case");
        Expr operand = tokens.isNext("when") ? null : exprs.expr();
        List<Expr.Case.When> whens = new ArrayList<>();
        while (tokens.accept("when")) {
            Expr condition = exprs.expr();
            tokens.expect("then");
            whens.add(new Expr.Case.When(condition, exprs.expr()));
        }
        if (whens.isEmpty()) throw tokens.unexpected("WHEN");
        Expr otherwise = tokens.accept("else") ? exprs.expr() : null;
        tokens.expect("end");
        return new Expr.Case(operand, whens, otherwise, position);
    }

    private Expr cast(int position) {
        tokens.expect("cast");
        tokens.expectOperator("(");
        Expr operand = exprs.expr();
        tokens.expect("as");
        TypeName type = types.type();
        tokens.expectOperator(")");
        return new Expr.Cast(operand, type, position);
    }

    private Expr exists(int position) {
        tokens.expect("exists");
        tokens.expectOperator("(");
        Query query = queries.query();
        tokens.expectOperator(")");
        return new Expr.Exists(query, position);
    }

    private Expr row(int position) {
        tokens.expect("row");
        tokens.expectOperator("(");
        List<Expr> fields = tokens.peek().isOperator(")") ? List.of() : exprs.exprs();
        tokens.expectOperator(")");
        return new Expr.Row(true, fields, position);
    }

    private Expr elements(Expr.Collection kind, int position) {
        tokens.next();
        if (tokens.acceptOperator("(")) {
            Query query = queries.query();
            tokens.expectOperator(")");
            return new Expr.ElementsOf(kind, query, position);
        }
        return brackets(kind, position);
    }

    /** {@code [a, b]}; inside another, brackets alone make what the outer ones make. */
    private Expr brackets(Expr.Collection kind, int position) {
        tokens.enter();
        tokens.expectOperator("[");
        List<Expr> elements = new ArrayList<>();
        if (!tokens.peek().isOperator("]")) {
            elements = tokens.commas(
                    () -> tokens.peek().isOperator("[") ? brackets(kind, tokens.position()) : exprs.expr());
        }
        tokens.expectOperator("]");
        tokens.leave();
        return new Expr.Elements(kind, elements, position);
    }

    private Expr map(int position) {
        tokens.expect("map");
        tokens.expectOperator("[");
        List<Expr.MapElements.Entry> entries = List.of();
        if (!tokens.peek().isOperator("]")) {
            entries = tokens.commas(() -> {
                Expr key = exprs.expr();
                tokens.expectOperator("=>");
                return new Expr.MapElements.Entry(key, exprs.expr());
            });
        }
        tokens.expectOperator("]");
        return new Expr.MapElements(entries, position);
    }

    private Expr literalOrName(int position) {
        if (types.isLiteralNext()) {
            TypeName.Named type = types.named();
            return new Expr.TypedLiteral(type, tokens.string(), position);
        }
        Token token = tokens.peek();
        boolean call = tokens.peek(1).isOperator("(") && token.kind() == Token.Kind.WORD;
        boolean named = call ? Keywords.canNameFunction(token.text()) : tokens.isIdentifierNext();
        if (!named) throw tokens.unexpected("an expression");
        if (call && calls.isForm(token.text())) return calls.form(position);
        List<String> parts = new ArrayList<>(List.of(tokens.label()));
        while (tokens.peek().isOperator(".") && tokens.peek(1).kind() != Token.Kind.OPERATOR) {
            tokens.next();
            parts.add(tokens.label());
        }
        if (tokens.peek().isOperator("(")) return calls.call(new Name(parts, position), position);
        if (parts.size() > 4) {
            throw new SqlException(SqlError.of(
                            SqlState.SYNTAX_ERROR,
                            "improper qualified name (too many dotted names): " + String.join(".", parts))
                    .at(position));
        }
        return new Expr.Identifier(parts, position);
    }
}
