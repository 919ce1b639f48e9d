package dev.coordtest.repr;

import java.util.Comparator;

/**
 * The order in which rows are shown when nobody asked for one: that of {@link Row}, but blind to
 * the zeros a numeric is shown with, so that {@code 1.50} sorts where {@code 1.5} does. Rows that
 * differ in such zeros alone are ordered by their bytes; the order is total.
 */
public final class ShownOrder implements Comparator<Row> {
    public static final ShownOrder ORDER = new ShownOrder();

    private ShownOrder() {}

    @Override
    public int compare(Row a, Row b) {
        Row aPlain = withoutScales(a);
        Row bPlain = withoutScales(b);
        int compared = aPlain.compareTo(bPlain);
        return compared != 0 ? compared : a.compareTo(b);
    }

    /** The row without the zeros that its numerics are shown with; itself if there are none. */
    public static Row withoutScales(Row row) {
        byte[] bytes = row.packed();
        boolean scaled = false;
        for (int at = 0; at < bytes.length && !scaled; at = Packed.end(bytes, at))
            scaled = PackedNumeric.hasScale(bytes, at);
        if (!scaled) return row;
        RowPacker plain = new RowPacker();
        for (Datum datum : row.datums())
            plain.push(datum instanceof Datum.Numeric ? DatumOrder.canonical(datum) : datum);
        return plain.toRow();
    }
}
