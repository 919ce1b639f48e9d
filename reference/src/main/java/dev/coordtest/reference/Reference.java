package dev.coordtest.reference;

import dev.coordtest.expr.ColumnOrder;
import dev.coordtest.expr.Finishing;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.DatumOrder;
import dev.coordtest.repr.Row;
import dev.coordtest.repr.ShownOrder;
import dev.coordtest.repr.SqlException;
import dev.coordtest.sql.plan.BoundRel;
import java.util.Comparator;
import java.util.List;

/** Says what a bound query means, by the definitions of {@link BoundRel} and {@link Finishing}. */
public final class Reference {
    private Reference() {}

    /** The rows of {@code query}, which looks at no outer rows. */
    public static Answer evaluate(BoundRel query, Snapshot snapshot) {
        try {
            return new Answer.Rows(new Evaluation(snapshot).rel(query, Environment.EMPTY));
        } catch (SqlException e) {
            return new Answer.Failed(e.error());
        }
    }

    /** The rows in the order in which they are shown, and of those the ones that are shown. */
    public static List<Row> finish(Multiset rows, Finishing finishing) {
        return rows.toList().stream()
                .sorted(order(finishing.orderBy()))
                .skip(finishing.offset())
                .limit(finishing.limit().orElse(Long.MAX_VALUE))
                .map(row -> project(row, finishing.projection()))
                .toList();
    }

    static Row project(Row row, List<Integer> columns) {
        List<Datum> datums = row.datums();
        return Row.of(columns.stream().map(datums::get).toList());
    }

    /** By {@code orderBy}, and where that leaves rows equal, as rows are shown when nobody asked. */
    static Comparator<Row> order(List<ColumnOrder> orderBy) {
        return keys(orderBy).thenComparing(ShownOrder.ORDER);
    }

    /** By {@code orderBy} alone. */
    static Comparator<Row> keys(List<ColumnOrder> orderBy) {
        return (a, b) -> {
            List<Datum> as = a.datums();
            List<Datum> bs = b.datums();
            for (ColumnOrder column : orderBy) {
                int compared = compare(column, as.get(column.column()), bs.get(column.column()));
                if (compared != 0) return compared;
            }
            return 0;
        };
    }

    private static int compare(ColumnOrder order, Datum a, Datum b) {
        if (a.isNull() || b.isNull()) {
            int nullFirst = Boolean.compare(b.isNull(), a.isNull());
            return order.nullsLast() ? -nullFirst : nullFirst;
        }
        int compared = DatumOrder.ORDER.compare(a, b);
        return order.descending() ? -compared : compared;
    }
}
