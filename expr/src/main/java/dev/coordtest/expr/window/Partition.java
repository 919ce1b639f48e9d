package dev.coordtest.expr.window;

import dev.coordtest.expr.ColumnOrder;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.DatumOrder;
import dev.coordtest.repr.Row;
import java.util.ArrayList;
import java.util.List;

/** The rows of a partition in their order, and which of them are peers: equal in all that the order compares. */
public final class Partition {
    private final List<List<Datum>> rows;
    private final List<ColumnOrder> order;
    /** For each row the first of its peers, the row after the last, and how many groups of peers are before it. */
    private final int[] first;

    private final int[] after;
    private final int[] group;

    private Partition(List<List<Datum>> rows, List<ColumnOrder> order) {
        this.rows = rows;
        this.order = order;
        int size = rows.size();
        first = new int[size];
        after = new int[size];
        group = new int[size];
        for (int i = 0; i < size; i++) {
            boolean peer = i > 0 && arePeers(rows.get(i - 1), rows.get(i));
            first[i] = peer ? first[i - 1] : i;
            group[i] = i == 0 ? 0 : group[i - 1] + (peer ? 0 : 1);
        }
        for (int i = size - 1; i >= 0; i--) {
            after[i] = i < size - 1 && group[i + 1] == group[i] ? after[i + 1] : i + 1;
        }
    }

    /**
     * Each row with what the calls give it appended.
     *
     * @param sorted the rows of one partition in the order of the window and then in one that leaves nothing open
     * @param order the order of the window
     * @throws dev.coordtest.repr.SqlException if an argument or a bound is not allowed
     */
    public static List<Row> evaluate(List<Row> sorted, List<ColumnOrder> order, List<WindowCall> calls) {
        List<List<Datum>> rows = sorted.stream().map(Row::datums).toList();
        Partition partition = new Partition(rows, order);
        List<List<Datum>> columns = new ArrayList<>();
        for (WindowCall call : calls) columns.add(new Evaluator(partition, call).values());
        List<Row> result = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            List<Datum> row = new ArrayList<>(rows.get(i));
            for (List<Datum> column : columns) row.add(column.get(i));
            result.add(Row.of(row));
        }
        return result;
    }

    private boolean arePeers(List<Datum> a, List<Datum> b) {
        return order.stream().allMatch(key -> compare(a.get(key.column()), b.get(key.column()), key) == 0);
    }

    /** As {@code key} has it, NULL where it stands among the others. */
    static int compare(Datum a, Datum b, ColumnOrder key) {
        if (a.isNull() || b.isNull()) {
            if (a.isNull() == b.isNull()) return 0;
            return a.isNull() == key.nullsLast() ? 1 : -1;
        }
        int compared = DatumOrder.ORDER.compare(a, b);
        return key.descending() ? -compared : compared;
    }

    int size() {
        return rows.size();
    }

    Datum datum(int row, int column) {
        return rows.get(row).get(column);
    }

    /** The one key that a RANGE with an offset goes by. */
    ColumnOrder key() {
        return order.getFirst();
    }

    int firstPeer(int row) {
        return first[row];
    }

    int afterPeers(int row) {
        return after[row];
    }

    int group(int row) {
        return group[row];
    }
}
