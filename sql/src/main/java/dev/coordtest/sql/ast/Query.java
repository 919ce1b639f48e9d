package dev.coordtest.sql.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query expression with what stands around it.
 *
 * @param with null where there is no WITH
 * @param limit the rows wanted, null where nothing was said; LIMIT ALL is NULL, FETCH FIRST is LIMIT
 * @param ties FETCH FIRST … WITH TIES
 */
public record Query(
        @Nullable With with,
        SetExpr body,
        List<OrderBy> orderBy,
        @Nullable Expr limit,
        @Nullable Expr offset,
        boolean ties,
        List<Lock> locks,
        int position) {
    /** Whether it is its body and nothing else. */
    public boolean isPlain() {
        return with == null && orderBy.isEmpty() && limit == null && offset == null && locks.isEmpty();
    }

    /** The common table expressions before it. */
    public List<Cte> ctes() {
        return with == null ? List.of() : with.ctes();
    }

    /** How common table expressions may name each other. */
    public enum Recursion {
        NONE,
        RECURSIVE,
        MUTUALLY_RECURSIVE
    }

    /** {@code options} are those of WITH MUTUALLY RECURSIVE, such as its limit. */
    public record With(Recursion recursion, List<Option> options, List<Cte> ctes, int position) {}

    /** {@code materialized} is null where nothing was said. */
    public record Cte(
            String name, List<CteColumn> columns, @Nullable Boolean materialized, Query query, int position) {}

    /** The type is given in WITH MUTUALLY RECURSIVE only. */
    public record CteColumn(String name, @Nullable TypeName type) {}

    public record OrderBy(
            Expr expr, boolean descending, @Nullable Boolean nullsFirst) {}

    /** {@code FOR UPDATE OF a, b NOWAIT}: {@code strength} is UPDATE, {@code waiting} is NOWAIT, SKIP LOCKED or empty. */
    public record Lock(String strength, List<Name> tables, String waiting, int position) {}

    /** What stands between the operators of sets. */
    public sealed interface SetExpr {
        int position();
    }

    /** {@code groupOptions} are the hints of {@code OPTION (…)}. */
    public record Select(
            boolean distinct,
            List<Expr> distinctOn,
            List<Item> items,
            List<From> from,
            @Nullable Expr where,
            boolean groupDistinct,
            List<Grouping> groupBy,
            List<Option> groupOptions,
            @Nullable Expr having,
            List<NamedWindow> windows,
            int position)
            implements SetExpr {
        /** A SELECT of items from one place and nothing else. */
        public static Select of(List<Item> items, From from, int position) {
            return new Select(
                    false,
                    List.of(),
                    items,
                    List.of(from),
                    null,
                    false,
                    List.of(),
                    List.of(),
                    null,
                    List.of(),
                    position);
        }
    }

    public record NamedWindow(String name, Window window, int position) {}

    public record Values(List<List<Expr>> rows, int position) implements SetExpr {}

    /** {@code TABLE name}. */
    public record TableOf(Name name, int position) implements SetExpr {}

    public record Nested(Query query, int position) implements SetExpr {}

    /** {@code operator} is UNION, INTERSECT or EXCEPT. */
    public record SetOperation(String operator, boolean all, SetExpr left, SetExpr right, int position)
            implements SetExpr {}

    // ---- GROUP BY

    /** One entry of GROUP BY. */
    public sealed interface Grouping {
        int position();
    }

    /** One expression; a row without ROW before it groups by its fields. */
    public record Key(Expr expr) implements Grouping {
        @Override
        public int position() {
            return expr.position();
        }
    }

    /** {@code ()}: everything is one group. */
    public record NoKey(int position) implements Grouping {}

    public record GroupingSets(List<Grouping> sets, int position) implements Grouping {}

    public record Rollup(List<Expr> keys, int position) implements Grouping {}

    public record Cube(List<Expr> keys, int position) implements Grouping {}

    // ---- SELECT list

    /** One entry of a SELECT list. */
    public sealed interface Item {
        int position();
    }

    /** {@code *}, or {@code t.*} if {@code table} is not empty. */
    public record Star(List<String> table, int position) implements Item {}

    /** {@code (record).*}. */
    public record FieldsOf(Expr expr, int position) implements Item {}

    public record Column(Expr expr, @Nullable String alias, int position) implements Item {}
}
