package dev.coordtest.sql.parse;

import dev.coordtest.sql.ast.Expr;
import dev.coordtest.sql.ast.From;
import dev.coordtest.sql.ast.Name;
import dev.coordtest.sql.ast.Query;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** FROM: tables, queries, table functions, and joins of them. */
final class FromParser {
    private final Tokens tokens;
    private final QueryParser queries;
    private final ExprParser exprs;

    FromParser(Tokens tokens, QueryParser queries, ExprParser exprs) {
        this.tokens = tokens;
        this.queries = queries;
        this.exprs = exprs;
    }

    // ---- joins

    From from() {
        From left = primary();
        for (int length = 0; ; length++) {
            tokens.checkChain(length);
            int position = tokens.position();
            if (tokens.accept("cross", "join")) {
                left = new From.Join(From.JoinKind.CROSS, left, primary(), new From.All(), position);
                continue;
            }
            boolean natural = tokens.accept("natural");
            From.JoinKind kind = joinKind();
            if (kind == null) {
                if (natural) throw tokens.unexpected("JOIN");
                return left;
            }
            From right = primary();
            if (natural) {
                left = new From.Join(kind, left, right, new From.Natural(), position);
                continue;
            }
            // A join may stand to the right of another whose condition comes after it.
            for (int inner = 1; isJoinNext(); inner++) {
                tokens.checkChain(inner);
                right = nested(right);
            }
            left = new From.Join(kind, left, right, condition(), position);
        }
    }

    private boolean isJoinNext() {
        int mark = tokens.mark();
        boolean join = joinKind() != null || tokens.isNext("cross", "join") || tokens.isNext("natural");
        tokens.reset(mark);
        return join;
    }

    private From nested(From left) {
        int position = tokens.position();
        if (tokens.accept("cross", "join"))
            return new From.Join(From.JoinKind.CROSS, left, primary(), new From.All(), position);
        boolean natural = tokens.accept("natural");
        From.JoinKind kind = joinKind();
        if (kind == null) throw tokens.unexpected("JOIN");
        From right = primary();
        if (natural) return new From.Join(kind, left, right, new From.Natural(), position);
        tokens.enter();
        // The joins before the next ON are inside this one.
        for (int inner = 1; isJoinNext(); inner++) {
            tokens.checkChain(inner);
            right = nested(right);
        }
        tokens.leave();
        return new From.Join(kind, left, right, condition(), position);
    }

    private From.@Nullable JoinKind joinKind() {
        if (tokens.accept("join") || tokens.accept("inner", "join")) return From.JoinKind.INNER;
        for (String kind : List.of("left", "right", "full")) {
            if (tokens.accept(kind, "join") || tokens.accept(kind, "outer", "join"))
                return From.JoinKind.valueOf(kind.toUpperCase(Locale.ROOT));
        }
        return null;
    }

    private From.Condition condition() {
        if (tokens.accept("on")) return new From.On(exprs.expr());
        if (!tokens.accept("using")) throw tokens.unexpected("ON or USING");
        if (!tokens.peek().isOperator("(")) throw tokens.unexpected("\"(\"");
        List<String> columns = tokens.optionalColumns();
        boolean named = !queries.isAsOfNext() && tokens.accept("as");
        return new From.Using(columns, named ? tokens.identifier() : null);
    }

    // ---- what is joined

    private From primary() {
        int position = tokens.position();
        boolean lateral = tokens.accept("lateral");
        if (tokens.acceptOperator("(")) {
            if (!queries.isQueryNext()) {
                tokens.enter();
                From from = from();
                tokens.leave();
                tokens.expectOperator(")");
                if (hasAlias()) throw Tokens.notSupported("aliases of joins are", tokens.position());
                return from;
            }
            Query query = queries.query();
            tokens.expectOperator(")");
            return new From.Derived(query, lateral, alias(), position);
        }
        if (tokens.peek().isOperator("[")) return byId(position);
        if (tokens.accept("rows", "from")) return rowsFrom(lateral, position);
        boolean only = tokens.accept("only");
        Name name = tokens.name();
        if (tokens.peek().isOperator("(") && !only) return function(name, lateral, position);
        if (lateral) throw tokens.unexpected("a query or a function");
        tokens.acceptOperator("*");
        From.Alias alias = alias();
        return new From.Table(name, only, alias, tokens.isNext("tablesample") ? sample() : null, position);
    }

    private From function(Name name, boolean lateral, int position) {
        Expr.Call call = exprs.calls().call(name, position);
        boolean ordinality = tokens.accept("with", "ordinality");
        return new From.Function(call, lateral, ordinality, alias(), position);
    }

    private From rowsFrom(boolean lateral, int position) {
        tokens.expectOperator("(");
        List<Expr.Call> calls = tokens.commas(() -> {
            int at = tokens.position();
            return exprs.calls().call(tokens.name(), at);
        });
        tokens.expectOperator(")");
        boolean ordinality = tokens.accept("with", "ordinality");
        return new From.RowsFrom(calls, lateral, ordinality, alias(), position);
    }

    private From byId(int position) {
        tokens.expectOperator("[");
        String id = tokens.label();
        tokens.expect("as");
        Name name = tokens.name();
        tokens.expectOperator("]");
        return new From.ById(id, name, alias(), position);
    }

    private From.Sample sample() {
        int position = tokens.position();
        tokens.expect("tablesample");
        String method = tokens.label();
        tokens.expectOperator("(");
        List<Expr> arguments = exprs.exprs();
        tokens.expectOperator(")");
        Expr seed = null;
        if (tokens.accept("repeatable")) {
            tokens.expectOperator("(");
            seed = exprs.expr();
            tokens.expectOperator(")");
        }
        return new From.Sample(method, arguments, seed, position);
    }

    private boolean hasAlias() {
        return !queries.isAsOfNext() && (tokens.isNext("as") || tokens.isIdentifierNext() && !isClauseNext());
    }

    /** Words that may name things, but begin a clause after FROM. */
    private boolean isClauseNext() {
        return tokens.isNext("option") && tokens.peek(1).isOperator("(");
    }

    private From.@Nullable Alias alias() {
        if (!hasAlias()) return null;
        tokens.accept("as");
        if (tokens.peek().isOperator("(")) throw Tokens.notSupported("column definition lists are", tokens.position());
        String name = tokens.identifier();
        boolean typed = tokens.peek().isOperator("(")
                && tokens.peek(1).kind() != Token.Kind.OPERATOR
                && tokens.peek(2).kind() == Token.Kind.WORD;
        if (typed) throw Tokens.notSupported("column definition lists are", tokens.position());
        return new From.Alias(name, tokens.optionalColumns());
    }
}
