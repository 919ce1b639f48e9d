package dev.coordtest.compute.operator;

import dev.coordtest.compute.arrange.KeyCursor;
import dev.coordtest.compute.arrange.OrderedBytes;
import dev.coordtest.compute.arrange.Spine;
import dev.coordtest.expr.ColumnOrder;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.Row;
import dev.coordtest.repr.RowReader;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlState;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Rows arranged by group, those of a group in the order asked for and then as they are shown. Entries are the columns of the group as they are packed, the row
 * for comparing, the row, and how long that is.
 */
final class OrderedGroups {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final int[] groupKey;
    private final List<ColumnOrder> order;
    private final Spine rows = new Spine();
    private final OrderedBytes entry = new OrderedBytes();
    private final RowReader reader = new RowReader();
    private final KeyCursor cursor = new KeyCursor();
    private Batch.Builder groups = new Batch.Builder();
    private Batch.Builder entries = new Batch.Builder();

    OrderedGroups(List<Integer> groupKey, List<ColumnOrder> order) {
        this.groupKey = groupKey.stream().mapToInt(Integer::intValue).toArray();
        this.order = order;
    }

    /** Takes in the change of one row; it counts from {@link #settle} on. */
    void add(Batch changes, int i) {
        reader.reset(changes.packed(), changes.start(i), changes.end(i));
        entry.clear();
        for (int column : groupKey) entry.put(reader.packed(), reader.start(column), reader.end(column));
        groups.add(entry.bytes(), 0, entry.length(), 0, 1);
        for (ColumnOrder column : order) {
            entry.put(reader.datum(column.column()), column.descending(), column.nullsLast());
        }
        Row row = changes.row(i);
        entry.putShown(row).put(row.packed(), 0, row.length()).putInt(row.length());
        entries.add(entry.bytes(), 0, entry.length(), 0, changes.diff(i));
    }

    /** The groups of the changes taken in since the last call, each once. */
    Batch touched() {
        Batch touched = groups.build().consolidate();
        groups = new Batch.Builder();
        return touched;
    }

    void settle() {
        rows.insert(entries.build());
        entries = new Batch.Builder();
    }

    /** Goes before the first row of a group, an entry of what {@link #touched} returned. */
    void seek(Batch touched, int i) {
        rows.seek(cursor, touched.packed(), touched.start(i), touched.end(i));
    }

    /** Goes to the next row of the group; false if there is none. */
    boolean next() {
        return cursor.next();
    }

    /** How many there are of the row; negative if it has gone more often than it came. */
    long count() {
        return cursor.diff();
    }

    /** The bytes in which {@link #start} and {@link #end} of the row lie. */
    byte[] packed() {
        return cursor.packed();
    }

    int start() {
        return end() - (int) INT.get(cursor.packed(), end());
    }

    int end() {
        return cursor.end() - Integer.BYTES;
    }

    Row row() {
        return Row.ofPacked(packed(), start(), end());
    }

    static SqlError negative(long count) {
        return SqlError.of(
                SqlState.DATA_CORRUPTED,
                "Invalid data in source, saw retractions (" + -count + ") for a row that does not exist");
    }
}
