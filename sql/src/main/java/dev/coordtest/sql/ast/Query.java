package dev.coordtest.sql.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query: what WITH defines, a body, and what is done to its rows.
 *
 * @param limit the rows wanted, or null; FETCH FIRST is LIMIT, LIMIT ALL is none
 * @param unsupported such as {@code FOR UPDATE} and {@code FETCH FIRST … WITH TIES}
 */
public record Query(
        boolean recursive,
        List<Cte> with,
        Body body,
        List<OrderItem> orderBy,
        @Nullable Expr limit,
        @Nullable Expr offset,
        List<Clause> unsupported,
        int position) {
    public Query {
        with = List.copyOf(with);
        orderBy = List.copyOf(orderBy);
        unsupported = List.copyOf(unsupported);
    }

    /** {@code name [(columns)] AS [[NOT] MATERIALIZED] (query)}; {@code materialized} is null where nothing was said. */
    public record Cte(Ident name, List<Ident> columns, @Nullable Boolean materialized, Query query) {
        public Cte {
            columns = List.copyOf(columns);
        }
    }

    /** {@code nullsFirst} is null where neither NULLS FIRST nor NULLS LAST was written. */
    public record OrderItem(Expr expr, boolean descending, @Nullable Boolean nullsFirst) {}

    /** What a query's rows come from. */
    public sealed interface Body {
        int position();

        /**
         * SELECT.
         *
         * @param distinct null for ALL; without expressions DISTINCT, with some DISTINCT ON
         * @param from the items between the commas
         * @param groupBy null where there is no GROUP BY
         * @param unsupported what follows HAVING, such as {@code WINDOW}
         */
        record Select(
                @Nullable List<Expr> distinct,
                List<Item> items,
                List<TableRef> from,
                @Nullable Expr where,
                @Nullable List<Expr> groupBy,
                @Nullable Expr having,
                @Nullable Clause unsupported,
                int position)
                implements Body {
            public Select {
                items = List.copyOf(items);
                from = List.copyOf(from);
            }
        }

        record Values(List<List<Expr>> rows, int position) implements Body {
            public Values {
                rows = List.copyOf(rows);
            }
        }

        /** {@code TABLE name}. */
        record Table(ObjectName name, int position) implements Body {}

        record SetOperation(SetKind kind, boolean all, Body left, Body right, int position) implements Body {}

        /** A query in parentheses. */
        record Nested(Query query, int position) implements Body {}
    }

    public enum SetKind {
        UNION,
        INTERSECT,
        EXCEPT
    }

    /** One entry of a SELECT list. */
    public sealed interface Item {
        /** {@code *}. */
        record Star(int position) implements Item {}

        /** {@code table.*}. */
        record QualifiedStar(ObjectName qualifier) implements Item {}

        /** {@code (expr).*}. */
        record FieldsOf(Expr expr) implements Item {}

        record Column(Expr expr, @Nullable Ident alias) implements Item {}
    }
}
