package dev.coordtest.coord;

import dev.coordtest.coord.WriteRead.Change;
import dev.coordtest.coord.catalog.CatalogItem;
import dev.coordtest.expr.scalar.ScalarExpr;
import dev.coordtest.expr.scalar.Scalars;
import dev.coordtest.expr.scalar.TextFormat;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Row;
import dev.coordtest.repr.RowReader;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.Column;
import dev.coordtest.repr.type.RelationDesc;
import dev.coordtest.sql.plan.Plan;
import dev.coordtest.sql.plan.TableRules;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Judges the rows that a statement writes by the rules of their table: each row by NOT NULL, then by the checks, then by the keys, and the first row that breaks a
 * rule ends the statement. The wording is PostgreSQL's.
 *
 * <p>Keys are judged by the table as the whole statement leaves it, as PostgreSQL judges those that are DEFERRABLE: rows have no order here in which an
 * UPDATE could meet itself half done.
 */
final class TableJudge {
    /** PostgreSQL cuts each value of a failing row at so many bytes. */
    private static final int VALUE_BYTES_MAX = 64;

    private final String table;
    private final RelationDesc desc;
    private final TableRules rules;

    TableJudge(String name, CatalogItem.Table table) {
        this.table = name;
        this.desc = table.desc();
        this.rules = table.rules();
    }

    /** Whether the change can only be judged beside the rows that are there: it adds a key that it does not also remove. */
    boolean needsTable(Change change) {
        if (rules.keys().isEmpty() || change.rows().isEmpty()) return false;
        return switch (change.kind()) {
            case INSERT -> true;
            case DELETE -> false;
            case UPDATE -> rules.keys().stream().anyMatch(key -> changes(change, key));
        };
    }

    private static boolean changes(Change change, TableRules.Key key) {
        for (int i = 0; i < change.rows().size(); i++) {
            List<Datum> datums = datums(change.rows(), i);
            int half = datums.size() / 2;
            Row before = key(key, datums.subList(0, half));
            Row after = key(key, datums.subList(half, datums.size()));
            if (after != null && (before == null || !after.equals(before))) return true;
        }
        return false;
    }

    /**
     * Throws what the first row breaks that breaks a rule.
     *
     * @param present what is in the table, as batches that sum to it; empty if the change does not {@link #needsTable need} it
     */
    void judge(Change change, List<Batch> present) {
        if (change.kind() == Plan.MutationKind.DELETE) return;
        boolean keyed = needsTable(change);
        List<Map<Row, Long>> held = new ArrayList<>();
        for (TableRules.Key key : keyed ? rules.keys() : List.<TableRules.Key>of())
            held.add(held(key, change, present));
        for (int i = 0; i < change.rows().size(); i++) {
            List<Datum> datums = datums(change.rows(), i);
            if (change.kind() == Plan.MutationKind.UPDATE) datums = datums.subList(datums.size() / 2, datums.size());
            judgeNulls(datums);
            judgeChecks(datums);
            for (int k = 0; k < held.size(); k++) {
                judgeKey(rules.keys().get(k), held.get(k), datums, change.rows().diff(i));
            }
        }
    }

    private static List<Datum> datums(Batch rows, int i) {
        return new RowReader().reset(rows.packed(), rows.start(i), rows.end(i)).datums();
    }

    // ---- NOT NULL and CHECK

    private void judgeNulls(List<Datum> row) {
        for (int i = 0; i < row.size(); i++) {
            Column column = desc.columns().get(i);
            if (!row.get(i).isNull() || column.type().nullable()) continue;
            throw failing(
                    SqlState.NOT_NULL_VIOLATION,
                    "null value in column \"" + column.name() + "\" of relation \"" + table
                            + "\" violates not-null constraint",
                    row);
        }
    }

    private void judgeChecks(List<Datum> row) {
        for (TableRules.Check check : rules.checks()) {
            Datum kept = Scalars.evaluate(check.condition(), row::get);
            if (kept.isNull() || kept.equals(Datum.TRUE)) continue;
            throw failing(
                    SqlState.CHECK_VIOLATION,
                    "new row for relation \"" + table + "\" violates check constraint \"" + check.name() + "\"",
                    row);
        }
    }

    private SqlException failing(SqlState state, String message, List<Datum> row) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) values.add(cut(text(row.get(i), i)));
        return new SqlException(
                SqlError.of(state, message).withDetail("Failing row contains (" + String.join(", ", values) + ")."));
    }

    private String text(Datum datum, int column) {
        return datum.isNull()
                ? "null"
                : TextFormat.print(datum, desc.types().get(column).type());
    }

    private static String cut(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= VALUE_BYTES_MAX) return text;
        int end = VALUE_BYTES_MAX;
        while ((bytes[end] & 0xC0) == 0x80) end--;
        return new String(bytes, 0, end, StandardCharsets.UTF_8) + "...";
    }

    // ---- keys

    /** How often each key is there once the rows that an UPDATE replaces are gone. */
    private static Map<Row, Long> held(TableRules.Key key, Change change, List<Batch> present) {
        Map<Row, Long> held = new HashMap<>();
        for (Batch rows : present) {
            for (int i = 0; i < rows.size(); i++) count(held, key(key, datums(rows, i)), rows.diff(i));
        }
        if (change.kind() != Plan.MutationKind.UPDATE) return held;
        for (int i = 0; i < change.rows().size(); i++) {
            List<Datum> both = datums(change.rows(), i);
            count(
                    held,
                    key(key, both.subList(0, both.size() / 2)),
                    -change.rows().diff(i));
        }
        return held;
    }

    private static void count(Map<Row, Long> held, @Nullable Row key, long diff) {
        if (key != null) held.merge(key, diff, Long::sum);
    }

    private void judgeKey(TableRules.Key key, Map<Row, Long> held, List<Datum> row, long copies) {
        Row own = key(key, row);
        if (own == null) return;
        if (held.merge(own, copies, Long::sum) <= 1) return;
        List<String> columns = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (int column : key.columns()) {
            columns.add(desc.names().get(column));
            values.add(text(row.get(column), column));
        }
        throw new SqlException(SqlError.of(
                        SqlState.UNIQUE_VIOLATION,
                        "duplicate key value violates unique constraint \"" + key.name() + "\"")
                .withDetail("Key (" + String.join(", ", columns) + ")=(" + String.join(", ", values)
                        + ") already exists."));
    }

    /** The key of a row, in bytes that are equal only for equal keys; null if there is NULL in it, which equals nothing. */
    private static @Nullable Row key(TableRules.Key key, List<Datum> row) {
        List<Datum> values = new ArrayList<>();
        for (ScalarExpr value : key.values()) {
            Datum datum = Scalars.evaluate(value, row::get);
            if (datum.isNull()) return null;
            values.add(datum);
        }
        return Row.of(values);
    }
}
