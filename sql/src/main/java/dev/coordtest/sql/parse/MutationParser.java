package dev.coordtest.sql.parse;

import dev.coordtest.sql.ast.Expr;
import dev.coordtest.sql.ast.From;
import dev.coordtest.sql.ast.Name;
import dev.coordtest.sql.ast.Query;
import dev.coordtest.sql.ast.Statement;
import dev.coordtest.sql.ast.Unbuilt;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** INSERT, UPDATE and DELETE, their first word read. */
final class MutationParser {
    private final Tokens tokens;
    private final QueryParser queries;
    private final ExprParser exprs;

    MutationParser(Tokens tokens, QueryParser queries) {
        this.tokens = tokens;
        this.queries = queries;
        this.exprs = queries.exprs();
    }

    Statement insert() {
        tokens.expect("into");
        Name table = tokens.name();
        String alias = tokens.accept("as") ? tokens.identifier() : null;
        List<String> columns = queries.isQueryNext() ? List.of() : tokens.optionalColumns();
        if (tokens.isNext("overriding")) throw Tokens.notSupported("OVERRIDING is", tokens.position());
        Query source = null;
        if (!columns.isEmpty() || !tokens.accept("default", "values")) source = queries.query();
        Unbuilt conflict = tokens.isNext("on", "conflict") ? tokens.unbuilt("ON CONFLICT is", tokens.mark()) : null;
        return new Statement.Insert(table, alias, columns, source, conflict, returning());
    }

    private List<Query.Item> returning() {
        return tokens.accept("returning") ? queries.selects().items() : List.of();
    }

    Statement update() {
        tokens.accept("only");
        Name table = tokens.name();
        tokens.acceptOperator("*");
        String alias = alias("set");
        tokens.expect("set");
        List<Statement.Assignment> assignments = tokens.commas(this::assignment);
        List<From> from = tokens.accept("from") ? queries.fromList() : List.of();
        Expr where = where();
        return new Statement.Update(table, alias, assignments, from, where, returning());
    }

    private @Nullable String alias(String next) {
        if (tokens.accept("as")) return tokens.identifier();
        return tokens.isIdentifierNext() && !tokens.isNext(next) ? tokens.identifier() : null;
    }

    private Statement.Assignment assignment() {
        int position = tokens.position();
        if (tokens.peek().isOperator("(")) {
            List<String> columns = tokens.optionalColumns();
            tokens.expectOperator("=");
            return new Statement.Assignment(columns, true, exprs.expr(), position);
        }
        List<String> column = new ArrayList<>(List.of(tokens.identifier()));
        if (tokens.peek().isOperator("[") || tokens.peek().isOperator(".")) {
            throw Tokens.notSupported("assignments to a part of a column are", tokens.position());
        }
        tokens.expectOperator("=");
        return new Statement.Assignment(column, false, exprs.expr(), position);
    }

    private @Nullable Expr where() {
        if (tokens.isNext("where", "current", "of")) {
            throw Tokens.notSupported("WHERE CURRENT OF is", tokens.position());
        }
        return tokens.accept("where") ? exprs.expr() : null;
    }

    Statement delete() {
        tokens.expect("from");
        tokens.accept("only");
        Name table = tokens.name();
        tokens.acceptOperator("*");
        String alias = alias("using");
        List<From> using = tokens.accept("using") ? queries.fromList() : List.of();
        Expr where = where();
        return new Statement.Delete(table, alias, using, where, returning());
    }
}
