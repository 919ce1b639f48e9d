package dev.coordtest.compute.operator;

import dev.coordtest.compute.arrange.KeyCursor;
import dev.coordtest.compute.arrange.OrderedBytes;
import dev.coordtest.compute.arrange.Spine;
import dev.coordtest.expr.scalar.AggregateExpr;
import dev.coordtest.expr.scalar.Gathered;
import dev.coordtest.expr.scalar.SortKey;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.PackedHash;
import dev.coordtest.repr.RowPacker;
import dev.coordtest.repr.RowReader;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An aggregate that is made of all values of a group in their order, which is the order in which they are kept: the work of a change is to find its
 * place, and to make the value anew.
 *
 * <p>Entries are the group's number, what the order compares, the arguments as they are packed, how long that is, and how long all before it is. Of the
 * sums of a group one is a fingerprint of its entries, 0 if there are none.
 */
final class Gather implements Accumulator {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final boolean ASCENDING = false;
    private static final boolean NULLS_FIRST = false;

    private final AggregateExpr aggregate;
    private final int arguments;
    private final Spine values = new Spine();
    private final OrderedBytes entry = new OrderedBytes();
    private final KeyCursor cursor = new KeyCursor();
    private final RowReader reader = new RowReader();
    private Batch.Builder pending = new Batch.Builder();

    Gather(AggregateExpr aggregate) {
        this.aggregate = aggregate;
        this.arguments = aggregate.arguments().size();
    }

    @Override
    public int width() {
        return 1;
    }

    @Override
    public void add(int group, RowReader row, int column, long diff, long[] sums, int at) {
        if (!counts(row, column)) return;
        entry.clear().putInt(group);
        int next = column + arguments;
        for (SortKey<?> key : aggregate.order()) entry.put(row.datum(next++), key.descending(), key.nullsLast());
        for (int i = 0; i < arguments; i++) entry.put(row.datum(column + i), ASCENDING, NULLS_FIRST);
        int compared = entry.length();
        int start = row.start(column);
        int end = row.end(column + arguments - 1);
        entry.putByLength(row.packed(), start, end).putInt(end - start).putInt(compared);
        pending.add(entry.bytes(), 0, entry.length(), 0, diff);
        sums[at] += diff * PackedHash.of(entry.bytes(), 0, entry.length());
    }

    private boolean counts(RowReader row, int column) {
        if (aggregate.func().kind().keepsNulls()) {
            int filter = column + aggregate.scalars().size() - 1;
            return aggregate.filter() == null || row.datum(filter).equals(Datum.TRUE);
        }
        return !row.isNull(column);
    }

    @Override
    public void settle() {
        if (pending.size() == 0) return;
        values.insert(pending.build());
        pending = new Batch.Builder();
    }

    @Override
    public void push(int group, long[] sums, int at, RowPacker out) {
        List<List<Datum>> rows = new ArrayList<>();
        OrderedBytes key = new OrderedBytes().putInt(group);
        values.seek(cursor, key.bytes(), 0, key.length());
        byte[] last = new byte[0];
        while (cursor.next()) {
            if (cursor.diff() < 0) throw negative(cursor.diff());
            int tail = cursor.end() - 2 * Integer.BYTES;
            int length = (int) INT.get(cursor.packed(), tail);
            if (aggregate.distinct()) {
                int compared = (int) INT.get(cursor.packed(), tail + Integer.BYTES);
                byte[] face = Arrays.copyOfRange(cursor.packed(), cursor.start(), cursor.start() + compared);
                if (Arrays.equals(face, last)) continue;
                last = face;
            }
            reader.reset(cursor.packed(), tail - length, tail);
            List<Datum> values = reader.datums();
            for (long i = aggregate.distinct() ? 1 : cursor.diff(); i > 0; i--) rows.add(values);
        }
        out.push(Gathered.of(aggregate.func(), rows));
    }

    private static SqlException negative(long diff) {
        return new SqlException(
                SqlState.DATA_CORRUPTED,
                "Invalid data in source, saw retractions (" + -diff + ") for a value that does not exist");
    }
}
