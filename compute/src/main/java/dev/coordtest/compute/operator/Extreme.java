package dev.coordtest.compute.operator;

import dev.coordtest.compute.arrange.KeyCursor;
import dev.coordtest.compute.arrange.OrderedBytes;
import dev.coordtest.compute.arrange.Spine;
import dev.coordtest.expr.scalar.AggregateFunc.Kind;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.PackedHash;
import dev.coordtest.repr.RowPacker;
import dev.coordtest.repr.RowReader;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * MIN, MAX, or ANY: the first value of a group in an arrangement where values stand in order (for MAX the other way round). So a change costs no more than there
 * are batches, however large the group. Of equal values that are written differently the one with the least packed form is first.
 *
 * <p>Entries are the group's number, the value for comparing, the value as it is packed, and how long that is. Of the sums of a group one is a
 * fingerprint of its values, 0 if there are none: so a group does not seem empty while values are kept for it.
 */
final class Extreme implements Accumulator {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private final Kind kind;
    private final Spine values = new Spine();
    private final OrderedBytes entry = new OrderedBytes();
    private final KeyCursor cursor = new KeyCursor();
    private Batch.Builder pending = new Batch.Builder();

    Extreme(Kind kind) {
        this.kind = kind;
    }

    @Override
    public int width() {
        return 1;
    }

    @Override
    public void add(int group, RowReader row, int column, long diff, long[] sums, int at) {
        if (row.isNull(column)) return;
        byte[] packed = row.packed();
        int start = row.start(column);
        int end = row.end(column);
        entry.clear().putInt(group);
        if (kind != Kind.ANY) entry.put(row.datum(column), kind == Kind.MAX, true);
        entry.putByLength(packed, start, end).putInt(end - start);
        pending.add(entry.bytes(), 0, entry.length(), 0, diff);
        sums[at] += diff * PackedHash.of(packed, start, end);
    }

    @Override
    public void settle() {
        if (pending.size() == 0) return;
        values.insert(pending.build());
        pending = new Batch.Builder();
    }

    @Override
    public void push(int group, long[] sums, int at, RowPacker out) {
        entry.clear().putInt(group);
        values.seek(cursor, entry.bytes(), 0, entry.length());
        if (!cursor.next()) {
            out.pushNull();
            return;
        }
        if (cursor.diff() < 0) {
            throw new SqlException(
                    SqlState.DATA_CORRUPTED,
                    "Invalid data in source, saw retractions (" + -cursor.diff() + ") for a value that does not exist");
        }
        int end = cursor.end() - Integer.BYTES;
        int length = (int) INT.get(cursor.packed(), end);
        out.pushPacked(cursor.packed(), end - length, end);
    }
}
