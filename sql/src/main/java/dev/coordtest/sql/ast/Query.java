package dev.coordtest.sql.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A query expression with what stands around it. */
public record Query(
        List<Cte> ctes,
        SetExpr body,
        List<OrderBy> orderBy,
        @Nullable Expr limit,
        @Nullable Expr offset,
        int position) {
    public record Cte(String name, List<String> columns, Query query, int position) {}

    public record OrderBy(
            Expr expr, boolean descending, @Nullable Boolean nullsFirst) {}

    /** What stands between the operators of sets. */
    public sealed interface SetExpr {
        int position();
    }

    public record Select(
            boolean distinct,
            List<Expr> distinctOn,
            List<Item> items,
            List<From> from,
            @Nullable Expr where,
            List<Expr> groupBy,
            @Nullable Expr having,
            int position)
            implements SetExpr {}

    public record Values(List<List<Expr>> rows, int position) implements SetExpr {}

    public record Nested(Query query, int position) implements SetExpr {}

    /** {@code operator} is UNION, INTERSECT or EXCEPT. */
    public record SetOperation(String operator, boolean all, SetExpr left, SetExpr right, int position)
            implements SetExpr {}

    /** One entry of a SELECT list. */
    public sealed interface Item {
        int position();
    }

    /** {@code *}, or {@code t.*} if {@code table} is not empty. */
    public record Star(List<String> table, int position) implements Item {}

    public record Column(Expr expr, @Nullable String alias, int position) implements Item {}

    /** One entry of a FROM list. */
    public sealed interface From {
        int position();
    }

    public record Alias(String name, List<String> columns) {}

    public record Table(Name name, @Nullable Alias alias, int position) implements From {}

    public record Derived(
            Query query, boolean lateral, @Nullable Alias alias, int position) implements From {}

    /** {@code kind} is INNER, LEFT, RIGHT, FULL or CROSS; at most one of {@code on}, {@code using}, {@code natural} is set. */
    public record Join(
            String kind, From left, From right, @Nullable Expr on, List<String> using, boolean natural, int position)
            implements From {}
}
