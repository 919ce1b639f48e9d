package dev.coordtest.sql.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something to read from, in FROM. */
public sealed interface TableRef {
    /** {@code AS name [(columns)]}. */
    record Alias(Ident name, List<Ident> columns) {
        public Alias {
            columns = List.copyOf(columns);
        }
    }

    /** {@code unsupported}: TABLESAMPLE, or a reference by the item's id. */
    record Named(ObjectName name, @Nullable Alias alias, @Nullable Clause unsupported) implements TableRef {
        public Named(ObjectName name, @Nullable Alias alias) {
            this(name, alias, null);
        }
    }

    record Derived(Query query, boolean lateral, @Nullable Alias alias, int position) implements TableRef {}

    /** A call of a table function. */
    record Function(Expr.Call call, boolean lateral, boolean ordinality, @Nullable Alias alias) implements TableRef {}

    record Join(Kind kind, TableRef left, TableRef right, Condition condition, int position) implements TableRef {}

    enum Kind {
        INNER,
        LEFT,
        RIGHT,
        FULL,
        CROSS
    }

    /** How a join finds its pairs. */
    sealed interface Condition {
        record On(Expr expr) implements Condition {}

        record Using(List<Ident> columns, @Nullable Ident alias) implements Condition {
            public Using {
                columns = List.copyOf(columns);
            }
        }

        record Natural() implements Condition {}

        /** Of CROSS JOIN. */
        record None() implements Condition {}
    }
}
