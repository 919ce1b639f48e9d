package dev.coordtest.sql.plan;

import dev.coordtest.expr.scalar.ScalarExpr;
import java.util.List;

/**
 * What the rows of a table must keep, besides the NOT NULL of its columns. Data, so that whoever writes can judge rows without reading SQL.
 *
 * @param keys primary key first, then in the order written
 * @param checks by name, which is the order in which they are judged
 */
public record TableRules(List<Key> keys, List<Check> checks) {
    public static final TableRules NONE = new TableRules(List.of(), List.of());

    public TableRules {
        keys = List.copyOf(keys);
        checks = List.copyOf(checks);
    }

    /**
     * PRIMARY KEY or UNIQUE: no two rows without NULL in the columns have equal values in all of them.
     *
     * @param values one per column, over the table's row: their bytes are equal exactly where the column's values are
     */
    public record Key(String name, boolean primary, List<Integer> columns, List<ScalarExpr> values) {
        public Key {
            columns = List.copyOf(columns);
            values = List.copyOf(values);
        }
    }

    /** CHECK: the condition, over the table's row, is true or NULL. */
    public record Check(String name, ScalarExpr condition) {}
}
