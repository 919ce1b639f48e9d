package dev.coordtest.compute;

import dev.coordtest.compute.arrange.Spine;
import dev.coordtest.compute.operator.MfpOperator;
import dev.coordtest.compute.operator.RowOrder;
import dev.coordtest.expr.Finishing;
import dev.coordtest.protocol.compute.ComputeCommand;
import dev.coordtest.protocol.compute.PeekId;
import dev.coordtest.protocol.compute.PeekResult;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.DataflowError;
import dev.coordtest.repr.Row;
import dev.coordtest.repr.RowPacker;
import dev.coordtest.repr.RowReader;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.Times;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One read of an index at one time, parked until that time is complete. */
final class PeekJob {
    private final ComputeCommand.Peek peek;
    private final IndexTrace trace;

    PeekJob(ComputeCommand.Peek peek, IndexTrace trace) {
        this.peek = peek;
        this.trace = trace;
        if (trace.since.isPast(peek.time())) {
            throw new IllegalStateException(peek + " is before since " + trace.since);
        }
    }

    PeekId id() {
        return peek.id();
    }

    long time() {
        return peek.time();
    }

    IndexTrace trace() {
        return trace;
    }

    boolean isReady() {
        return trace.upper.isPast(peek.time());
    }

    PeekResult answer() {
        Batch errors = at(trace.errors, null);
        if (!errors.isEmpty()) return failed(errors);
        try {
            return new PeekResult.Rows(finish(mapped(at(trace.rows, peek.key()))));
        } catch (SqlException e) {
            return new PeekResult.EvaluationFailed(e.error());
        }
    }

    private static PeekResult failed(Batch errors) {
        if (errors.diff(0) > 0) return new PeekResult.Failed(DataflowError.of(errors.row(0)));
        String text = "Invalid data in source errors, saw retractions (" + -errors.diff(0)
                + ") for row that does not exist: " + errors.row(0);
        return new PeekResult.EvaluationFailed(SqlError.of(SqlState.DATA_CORRUPTED, text));
    }

    /** What the spine sums to at the time of the peek: consolidated, at time 0. */
    private Batch at(Spine spine, @Nullable Row key) {
        if (spine.isEmpty()) return Batch.EMPTY;
        Batch.Builder sum = key == null ? new Batch.Builder() : new Batch.Builder(2, 2 * key.length() + 64);
        Spine.Visitor visitor = (batch, i) -> {
            if (Times.lessEqual(batch.time(i), peek.time())) {
                sum.add(batch.packed(), batch.start(i), batch.end(i), 0, batch.diff(i));
            }
        };
        if (key == null) spine.visitAll(visitor);
        else spine.visitKey(key.packed(), 0, key.length(), visitor);
        return sum.build().consolidate();
    }

    /** The rows of the relation, mapped; each as often as it is there. */
    private Batch mapped(Batch keyed) {
        if (keyed.isEmpty()) return keyed;
        for (int i = 0; i < keyed.size(); i++) if (keyed.diff(i) < 0) throw retracted(keyed, i);
        MfpOperator mfp = new MfpOperator(peek.mfp(), trace.keying.arity());
        boolean readsBack = !trace.keying.isIdentity();
        if (!readsBack && mfp.passesAll()) return keyed;
        Batch.Builder rows = new Batch.Builder(keyed.size(), keyed.packed().length);
        RowReader reader = new RowReader();
        RowPacker row = new RowPacker();
        RowPacker result = new RowPacker();
        for (int i = 0; i < keyed.size(); i++) {
            reader.reset(keyed.packed(), keyed.start(i), keyed.end(i));
            if (readsBack) {
                trace.keying.read(reader, row);
                reader.reset(row);
            }
            if (mfp.apply(reader, result)) rows.add(result, 0, keyed.diff(i));
        }
        return rows.build();
    }

    private SqlException retracted(Batch keyed, int i) {
        RowPacker row = new RowPacker();
        trace.keying.read(new RowReader().reset(keyed.packed(), keyed.start(i), keyed.end(i)), row);
        return new SqlException(
                SqlState.DATA_CORRUPTED,
                "Invalid data in source, saw retractions (" + -keyed.diff(i) + ") for row that does not exist: "
                        + row.toRow());
    }

    private record Counted(Row row, long count) {}

    private Batch finish(Batch mapped) {
        Finishing finishing = peek.finishing();
        if (mapped.isEmpty()
                || mapped.size() == 1
                        && finishing.keepsAll(peek.mfp().projection().size())) return mapped;
        List<Counted> rows = new ArrayList<>(mapped.size());
        for (int i = 0; i < mapped.size(); i++) rows.add(new Counted(mapped.row(i), mapped.diff(i)));
        RowOrder order = new RowOrder(finishing.orderBy());
        rows.sort((a, b) -> order.compare(a.row(), b.row()));
        Batch.Builder shown = new Batch.Builder();
        RowReader reader = new RowReader();
        RowPacker packer = new RowPacker();
        long skip = finishing.offset();
        long left = finishing.limit().orElse(Long.MAX_VALUE);
        for (Counted row : rows) {
            long skipped = Math.min(skip, row.count());
            skip -= skipped;
            long taken = Math.min(left, row.count() - skipped);
            left -= taken;
            if (taken == 0) continue;
            reader.reset(row.row());
            packer.clear();
            for (int column : finishing.projection()) {
                packer.pushPacked(reader.packed(), reader.start(column), reader.end(column));
            }
            shown.add(packer, 0, taken);
        }
        return shown.build();
    }
}
