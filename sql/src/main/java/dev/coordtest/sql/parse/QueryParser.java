package dev.coordtest.sql.parse;

import dev.coordtest.sql.ast.Expr;
import dev.coordtest.sql.ast.Name;
import dev.coordtest.sql.ast.Query;
import dev.coordtest.sql.ast.Query.SetExpr;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Queries: WITH, SELECT, VALUES, set operations, ORDER BY, LIMIT. */
final class QueryParser {

    private static final List<String> QUERY_WORDS = List.of("select", "values", "with", "table");
    private static final List<String> AFTER_QUERY =
            List.of("union", "intersect", "except", "order", "limit", "offset", "fetch");

    private final Tokens tokens;
    private final ExprParser exprs;

    QueryParser(Tokens tokens) {
        this.tokens = tokens;
        this.exprs = new ExprParser(tokens, this);
    }

    ExprParser exprs() {
        return exprs;
    }

    /** Whether what comes is a query, perhaps in parentheses; not an expression that begins with one. */
    boolean isQueryNext() {
        int word = 0;
        while (tokens.peek(word).isOperator("(")) word++;
        if (QUERY_WORDS.stream().noneMatch(tokens.peek(word)::isWord)) return false;
        for (int open = word - 1; open >= 0; open--) {
            if (!canFollowQuery(tokens.afterClosing(open))) return false;
        }
        return true;
    }

    private static boolean canFollowQuery(Token next) {
        return next.kind() == Token.Kind.END
                || next.isOperator(")")
                || next.isOperator(";")
                || AFTER_QUERY.stream().anyMatch(next::isWord);
    }

    Query query() {
        tokens.enter();
        int position = tokens.position();
        List<Query.Cte> ctes = tokens.accept("with") ? ctes() : List.of();
        SetExpr body = unions();
        List<Query.OrderBy> orderBy = tokens.accept("order", "by") ? orderBy() : List.of();
        Expr limit = null;
        Expr offset = null;
        while (true) {
            if (limit == null && tokens.accept("limit")) {
                limit = tokens.accept("all") ? new Expr.NullLiteral(position) : exprs.expr();
            } else if (offset == null && tokens.accept("offset")) {
                offset = exprs.expr();
                if (!tokens.accept("rows")) tokens.accept("row");
            } else if (limit == null && tokens.accept("fetch")) {
                if (!tokens.accept("first")) tokens.expect("next");
                limit = tokens.isNext("row") || tokens.isNext("rows")
                        ? new Expr.NumberLiteral("1", position)
                        : exprs.expr();
                if (!tokens.accept("rows")) tokens.expect("row");
                if (tokens.isNext("with")) throw Tokens.notSupported("WITH TIES is", tokens.position());
                tokens.expect("only");
            } else {
                break;
            }
        }
        if (tokens.isNext("for", "update")) throw Tokens.notSupported("FOR UPDATE is", tokens.position());
        tokens.leave();
        return new Query(ctes, body, orderBy, limit, offset, position);
    }

    private List<Query.Cte> ctes() {
        if (tokens.isNext("recursive") || tokens.isNext("mutually")) {
            throw Tokens.notSupported("WITH RECURSIVE is", tokens.position());
        }
        List<Query.Cte> ctes = new ArrayList<>();
        do {
            int position = tokens.position();
            String name = tokens.identifier();
            List<String> columns = tokens.optionalColumns();
            tokens.expect("as");
            tokens.expectOperator("(");
            Query query = query();
            tokens.expectOperator(")");
            ctes.add(new Query.Cte(name, columns, query, position));
        } while (tokens.acceptOperator(","));
        return ctes;
    }

    private List<Query.OrderBy> orderBy() {
        List<Query.OrderBy> keys = new ArrayList<>();
        do {
            Expr expr = exprs.expr();
            boolean descending = tokens.accept("desc");
            if (!descending) tokens.accept("asc");
            Boolean nullsFirst = null;
            if (tokens.accept("nulls", "first")) nullsFirst = true;
            else if (tokens.accept("nulls", "last")) nullsFirst = false;
            keys.add(new Query.OrderBy(expr, descending, nullsFirst));
        } while (tokens.acceptOperator(","));
        return keys;
    }

    private SetExpr unions() {
        SetExpr left = intersections();
        for (int length = 1; tokens.isNext("union") || tokens.isNext("except"); length++) {
            tokens.checkChain(length);
            int position = tokens.position();
            String operator = tokens.next().text().toUpperCase(java.util.Locale.ROOT);
            left = new Query.SetOperation(operator, all(), left, intersections(), position);
        }
        return left;
    }

    private SetExpr intersections() {
        SetExpr left = operand();
        for (int length = 1; tokens.isNext("intersect"); length++) {
            tokens.checkChain(length);
            int position = tokens.position();
            tokens.next();
            left = new Query.SetOperation("INTERSECT", all(), left, operand(), position);
        }
        return left;
    }

    private boolean all() {
        boolean all = tokens.accept("all");
        if (!all) tokens.accept("distinct");
        return all;
    }

    private SetExpr operand() {
        int position = tokens.position();
        if (tokens.acceptOperator("(")) {
            Query query = query();
            tokens.expectOperator(")");
            return new Query.Nested(query, position);
        }
        if (tokens.accept("values")) {
            List<List<Expr>> rows = new ArrayList<>();
            do {
                tokens.expectOperator("(");
                rows.add(exprs.exprs());
                tokens.expectOperator(")");
            } while (tokens.acceptOperator(","));
            return new Query.Values(rows, position);
        }
        if (tokens.accept("table")) {
            Query.From from = new Query.Table(tokens.name(), null, position);
            return new Query.Select(
                    false,
                    List.of(),
                    List.of(new Query.Star(List.of(), position)),
                    List.of(from),
                    null,
                    List.of(),
                    null,
                    position);
        }
        return select(position);
    }

    private SetExpr select(int position) {
        tokens.expect("select");
        boolean distinct = false;
        List<Expr> distinctOn = List.of();
        if (tokens.accept("distinct")) {
            distinct = true;
            if (tokens.accept("on")) {
                tokens.expectOperator("(");
                distinctOn = exprs.exprs();
                tokens.expectOperator(")");
            }
        } else {
            tokens.accept("all");
        }
        List<Query.Item> items = new ArrayList<>();
        boolean none = tokens.atEnd()
                || tokens.isNext("from")
                || tokens.peek().isOperator(")")
                || tokens.peek().isOperator(";");
        if (!none) {
            do {
                items.add(item());
            } while (tokens.acceptOperator(","));
        }
        List<Query.From> from = new ArrayList<>();
        if (tokens.accept("from")) {
            do {
                from.add(from());
            } while (tokens.acceptOperator(","));
        }
        Expr where = tokens.accept("where") ? exprs.expr() : null;
        List<Expr> groupBy = List.of();
        if (tokens.accept("group", "by")) {
            for (String word : List.of("rollup", "cube", "grouping")) {
                if (tokens.isNext(word)) throw Tokens.notSupported("grouping sets are", tokens.position());
            }
            groupBy = exprs.exprs();
        }
        Expr having = tokens.accept("having") ? exprs.expr() : null;
        if (tokens.isNext("window")) throw Tokens.notSupported("window functions are", tokens.position());
        return new Query.Select(distinct, distinctOn, items, from, where, groupBy, having, position);
    }

    private Query.Item item() {
        int position = tokens.position();
        if (tokens.acceptOperator("*")) return new Query.Star(List.of(), position);
        int mark = tokens.mark();
        if (tokens.isIdentifierNext()) {
            List<String> parts = new ArrayList<>(List.of(tokens.identifier()));
            while (tokens.acceptOperator(".")) {
                if (tokens.acceptOperator("*")) return new Query.Star(parts, position);
                parts.add(tokens.label());
            }
            tokens.reset(mark);
        }
        Expr expr = exprs.expr();
        String alias = null;
        if (tokens.accept("as")) alias = tokens.label();
        else if (tokens.isIdentifierNext()) alias = tokens.identifier();
        return new Query.Column(expr, alias, position);
    }

    private Query.From from() {
        Query.From left = primary();
        for (int length = 0; ; length++) {
            tokens.checkChain(length);
            int position = tokens.position();
            if (tokens.accept("cross", "join")) {
                left = new Query.Join("CROSS", left, primary(), null, List.of(), false, position);
                continue;
            }
            boolean natural = tokens.accept("natural");
            String kind = joinKind();
            if (kind == null) {
                if (natural) throw tokens.unexpected("JOIN");
                return left;
            }
            Query.From right = primary();
            // A join may stand to the right of another whose condition comes after it.
            for (int inner = 1; !natural && isJoinNext(); inner++) {
                tokens.checkChain(inner);
                right = nested(right);
            }
            if (natural) left = new Query.Join(kind, left, right, null, List.of(), true, position);
            else if (tokens.accept("on"))
                left = new Query.Join(kind, left, right, exprs.expr(), List.of(), false, position);
            else if (tokens.accept("using"))
                left = new Query.Join(kind, left, right, null, tokens.optionalColumns(), false, position);
            else throw tokens.unexpected("ON or USING");
        }
    }

    private boolean isJoinNext() {
        int mark = tokens.mark();
        boolean join = joinKind() != null;
        tokens.reset(mark);
        return join;
    }

    private Query.From nested(Query.From left) {
        int position = tokens.position();
        String kind = joinKind();
        Query.From right = primary();
        if (tokens.accept("on"))
            return new Query.Join(String.valueOf(kind), left, right, exprs.expr(), List.of(), false, position);
        if (tokens.accept("using"))
            return new Query.Join(String.valueOf(kind), left, right, null, tokens.optionalColumns(), false, position);
        throw tokens.unexpected("ON or USING");
    }

    private @Nullable String joinKind() {
        if (tokens.accept("join") || tokens.accept("inner", "join")) return "INNER";
        for (String kind : List.of("left", "right", "full")) {
            if (tokens.accept(kind, "join") || tokens.accept(kind, "outer", "join"))
                return kind.toUpperCase(java.util.Locale.ROOT);
        }
        return null;
    }

    private Query.From primary() {
        int position = tokens.position();
        boolean lateral = tokens.accept("lateral");
        if (tokens.acceptOperator("(")) {
            if (!isQueryNext()) {
                tokens.enter();
                Query.From from = from();
                tokens.leave();
                tokens.expectOperator(")");
                return from;
            }
            Query query = query();
            tokens.expectOperator(")");
            return new Query.Derived(query, lateral, alias(), position);
        }
        Name name = tokens.name();
        if (tokens.peek().isOperator("(")) throw Tokens.notSupported("table functions are", position);
        return new Query.Table(name, alias(), position);
    }

    private Query.@Nullable Alias alias() {
        // AS OF ends the query; it is not a name.
        if (tokens.isNext("as", "of")) return null;
        boolean named = tokens.accept("as");
        if (!named && !tokens.isIdentifierNext()) return null;
        String name = tokens.identifier();
        return new Query.Alias(name, tokens.optionalColumns());
    }
}
