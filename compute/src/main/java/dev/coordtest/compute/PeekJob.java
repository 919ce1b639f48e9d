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
            return new PeekResult.Rows(finish(rows(at(trace.rows, peek.key()))));
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
        Batch.Builder sum = new Batch.Builder();
        Spine.Visitor visitor = (batch, i) -> {
            if (Times.lessEqual(batch.time(i), peek.time())) {
                sum.add(batch.packed(), batch.start(i), batch.end(i), 0, batch.diff(i));
            }
        };
        if (key == null) spine.visitAll(visitor);
        else spine.visitKey(key.packed(), 0, key.length(), visitor);
        return sum.build().consolidate();
    }

    private record Counted(Row row, long count) {}

    private List<Counted> rows(Batch keyed) {
        MfpOperator mfp = null;
        RowReader written = new RowReader();
        RowPacker row = new RowPacker();
        RowReader reader = new RowReader();
        RowPacker mapped = new RowPacker();
        List<Counted> rows = new ArrayList<>(keyed.size());
        for (int i = 0; i < keyed.size(); i++) {
            trace.keying.read(written.reset(keyed.packed(), keyed.start(i), keyed.end(i)), row);
            if (keyed.diff(i) < 0) {
                throw new SqlException(
                        SqlState.DATA_CORRUPTED,
                        "Invalid data in source, saw retractions (" + -keyed.diff(i) + ") for row that does not exist: "
                                + row.toRow());
            }
            reader.reset(row);
            if (mfp == null) mfp = new MfpOperator(peek.mfp(), reader.columns());
            if (mfp.apply(reader, mapped)) rows.add(new Counted(mapped.toRow(), keyed.diff(i)));
        }
        return rows;
    }

    private Batch finish(List<Counted> rows) {
        Finishing finishing = peek.finishing();
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
