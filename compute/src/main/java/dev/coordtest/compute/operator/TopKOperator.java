package dev.coordtest.compute.operator;

import dev.coordtest.compute.arrange.KeyCursor;
import dev.coordtest.compute.arrange.OrderedBytes;
import dev.coordtest.compute.arrange.Spine;
import dev.coordtest.expr.ColumnOrder;
import dev.coordtest.expr.RelExpr;
import dev.coordtest.protocol.collection.Part;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.DataflowError;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.Row;
import dev.coordtest.repr.RowReader;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlState;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;

/**
 * The first rows of each group, from an arrangement in which a group's rows stand in the order asked for: a change costs as many rows as are skipped and
 * shown, however large the group. Entries are the columns of the group as they are packed, the row for comparing, the row, and how long that is.
 */
final class TopKOperator implements Operator {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private final int[] groupKey;
    private final List<ColumnOrder> order;
    private final long limit;
    private final long offset;
    private final Spine rows = new Spine();
    private final OrderedBytes entry = new OrderedBytes();
    private final RowReader reader = new RowReader();
    private final KeyCursor cursor = new KeyCursor();

    TopKOperator(RelExpr.TopK topK) {
        this.groupKey = topK.groupKey().stream().mapToInt(Integer::intValue).toArray();
        this.order = topK.orderBy();
        this.limit = topK.limit().orElse(Long.MAX_VALUE);
        this.offset = topK.offset();
    }

    @Override
    public Part retire(Frontier lower, Frontier upper, List<Part> inputs) {
        Batch changes = inputs.get(0).rows();
        if (changes.isEmpty()) return new Part(Batch.EMPTY, inputs.get(0).errors());
        Batch.Builder out = new Batch.Builder();
        ErrorsBuilder errors = new ErrorsBuilder(inputs.get(0).errors());
        int[] inOrder = changes.byTime();
        for (int i = 0; i < inOrder.length; ) {
            long time = changes.time(inOrder[i]);
            Batch.Builder groups = new Batch.Builder();
            Batch.Builder entries = new Batch.Builder();
            for (; i < inOrder.length && changes.time(inOrder[i]) == time; i++) {
                add(changes, inOrder[i], groups, entries);
            }
            Batch touched = groups.build().consolidate();
            emit(touched, time, -1, out, errors);
            rows.insert(entries.build());
            emit(touched, time, 1, out, errors);
        }
        return new Part(out.build().consolidate(), errors.build());
    }

    private void add(Batch changes, int i, Batch.Builder groups, Batch.Builder entries) {
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

    /** Emits what is shown of some groups now, {@code sign} times. */
    private void emit(Batch groups, long time, int sign, Batch.Builder out, ErrorsBuilder errors) {
        for (int i = 0; i < groups.size(); i++) {
            long invalid = invalidCount(groups, i);
            if (invalid < 0) errors.add(DataflowError.evaluation(negative(invalid)), time, sign);
            else show(groups, i, time, sign, out);
        }
    }

    private void show(Batch groups, int i, long time, int sign, Batch.Builder out) {
        rows.seek(cursor, groups.packed(), groups.start(i), groups.end(i));
        long skip = offset;
        long left = limit;
        while (left > 0 && cursor.next()) {
            long skipped = Math.min(skip, cursor.diff());
            long taken = Math.min(left, cursor.diff() - skipped);
            skip -= skipped;
            left -= taken;
            if (taken == 0) continue;
            int end = cursor.end() - Integer.BYTES;
            int length = (int) INT.get(cursor.packed(), end);
            out.add(cursor.packed(), end - length, end, time, sign * taken);
        }
    }

    /** The count of the first row, of those skipped and shown, that has gone more often than it came; 0 if there is none. */
    private long invalidCount(Batch groups, int i) {
        rows.seek(cursor, groups.packed(), groups.start(i), groups.end(i));
        for (long seen = 0; seen - offset < limit && cursor.next(); seen += cursor.diff()) {
            if (cursor.diff() < 0) return cursor.diff();
        }
        return 0;
    }

    private static SqlError negative(long count) {
        return SqlError.of(
                SqlState.DATA_CORRUPTED,
                "Invalid data in source, saw retractions (" + -count + ") for a row that does not exist");
    }
}
