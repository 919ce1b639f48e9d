package dev.coordtest.compute.operator;

import dev.coordtest.expr.ColumnOrder;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.DatumOrder;
import dev.coordtest.repr.Row;
import dev.coordtest.repr.RowReader;
import dev.coordtest.repr.ShownOrder;
import java.util.Comparator;
import java.util.List;

/** The order of an ORDER BY; rows that it leaves equal are in the order in which rows are shown. */
public final class RowOrder implements Comparator<Row> {
    private final List<ColumnOrder> order;
    private final RowReader left = new RowReader();
    private final RowReader right = new RowReader();

    public RowOrder(List<ColumnOrder> order) {
        this.order = order;
    }

    @Override
    public int compare(Row a, Row b) {
        if (!order.isEmpty()) {
            left.reset(a);
            right.reset(b);
            for (ColumnOrder column : order) {
                int compared = compare(left.datum(column.column()), right.datum(column.column()), column);
                if (compared != 0) return compared;
            }
        }
        return ShownOrder.ORDER.compare(a, b);
    }

    private static int compare(Datum a, Datum b, ColumnOrder column) {
        if (a.isNull() || b.isNull()) {
            if (a.isNull() == b.isNull()) return 0;
            return a.isNull() == column.nullsLast() ? 1 : -1;
        }
        int compared = DatumOrder.ORDER.compare(a, b);
        return column.descending() ? -compared : compared;
    }
}
