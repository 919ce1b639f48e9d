package dev.coordtest.compute.operator;

import dev.coordtest.compute.operator.GroupFunction.Counted;
import dev.coordtest.expr.ColumnOrder;
import dev.coordtest.expr.scalar.AggregateExpr;
import dev.coordtest.expr.scalar.Aggregates;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Row;
import dev.coordtest.repr.RowPacker;
import dev.coordtest.repr.RowReader;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;

/** The functions of groups: aggregates, the first rows, and rows that are there at all. */
final class Groups {
    private Groups() {}

    /** Rows are the key and then the aggregates' arguments. */
    static GroupFunction aggregates(int keyColumns, List<AggregateExpr> aggregates) {
        return group -> {
            checkPositive(group);
            RowReader reader = new RowReader();
            Row first = group.get(0).row();
            reader.reset(first);
            RowPacker out = new RowPacker();
            out.pushPacked(first.packed(), 0, reader.start(keyColumns));
            for (int i = 0; i < aggregates.size(); i++) {
                AggregateExpr aggregate = aggregates.get(i);
                out.push(Aggregates.evaluate(aggregate.func(), values(group, keyColumns + i, aggregate.distinct())));
            }
            return List.of(new Counted(out.toRow(), 1));
        };
    }

    private static List<Aggregates.Counted> values(List<Counted> group, int column, boolean distinct) {
        List<Aggregates.Counted> values = new ArrayList<>(group.size());
        SortedSet<Row> seen = new TreeSet<>();
        RowReader reader = new RowReader();
        for (Counted row : group) {
            Datum value = reader.reset(row.row()).datum(column);
            if (distinct && !seen.add(Row.of(value))) continue;
            values.add(new Aggregates.Counted(value, distinct ? 1 : row.count()));
        }
        return values;
    }

    private static void checkPositive(List<Counted> group) {
        for (Counted row : group) {
            if (row.count() < 0) throw negative(row);
        }
    }

    private static SqlException negative(Counted row) {
        return new SqlException(
                SqlState.DATA_CORRUPTED,
                "Invalid data in source, saw retractions (" + -row.count() + ") for row that does not exist: "
                        + row.row());
    }

    /** The first rows of the group; rows are the group columns, already first, and the whole row after {@code rowStart}. */
    static GroupFunction topK(int rowStart, List<ColumnOrder> order, OptionalLong limit, long offset) {
        RowOrder rowOrder = new RowOrder(order);
        return group -> {
            checkPositive(group);
            List<Counted> rows = new ArrayList<>(group.size());
            RowReader reader = new RowReader();
            for (Counted counted : group) {
                reader.reset(counted.row());
                Row row = Row.ofPacked(reader.packed(), reader.start(rowStart), reader.start(reader.columns()));
                rows.add(new Counted(row, counted.count()));
            }
            rows.sort((a, b) -> rowOrder.compare(a.row(), b.row()));
            return slice(rows, limit, offset);
        };
    }

    /** The rows after {@code offset}, at most {@code limit} of them. */
    static List<Counted> slice(List<Counted> rows, OptionalLong limit, long offset) {
        List<Counted> kept = new ArrayList<>();
        long skip = offset;
        long left = limit.orElse(Long.MAX_VALUE);
        for (Counted row : rows) {
            long skipped = Math.min(skip, row.count());
            skip -= skipped;
            long taken = Math.min(left, row.count() - skipped);
            left -= taken;
            if (taken > 0) kept.add(new Counted(row.row(), taken));
            if (left == 0) break;
        }
        return kept;
    }

    /** Rows that are there, with their counts; those with a negative count are not. */
    static GroupFunction threshold() {
        return group -> group.stream().filter(row -> row.count() > 0).toList();
    }
}
