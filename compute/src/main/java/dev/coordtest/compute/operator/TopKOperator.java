package dev.coordtest.compute.operator;

import dev.coordtest.expr.RelExpr;
import dev.coordtest.protocol.collection.Part;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.DataflowError;
import dev.coordtest.repr.Frontier;
import java.util.List;

/**
 * The first rows of each group, from an arrangement in which a group's rows stand in the order asked for: a change costs as many rows as are skipped and
 * shown, however large the group.
 */
final class TopKOperator implements Operator {
    private final long limit;
    private final long offset;
    private final OrderedGroups rows;

    TopKOperator(RelExpr.TopK topK) {
        this.rows = new OrderedGroups(topK.groupKey(), topK.orderBy());
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
            for (; i < inOrder.length && changes.time(inOrder[i]) == time; i++) rows.add(changes, inOrder[i]);
            Batch touched = rows.touched();
            emit(touched, time, -1, out, errors);
            rows.settle();
            emit(touched, time, 1, out, errors);
        }
        return new Part(out.build().consolidate(), errors.build());
    }

    /** Emits what is shown of some groups now, {@code sign} times. */
    private void emit(Batch groups, long time, int sign, Batch.Builder out, ErrorsBuilder errors) {
        for (int i = 0; i < groups.size(); i++) {
            long invalid = invalidCount(groups, i);
            if (invalid < 0) errors.add(DataflowError.evaluation(OrderedGroups.negative(invalid)), time, sign);
            else show(groups, i, time, sign, out);
        }
    }

    private void show(Batch groups, int i, long time, int sign, Batch.Builder out) {
        rows.seek(groups, i);
        long skip = offset;
        long left = limit;
        while (left > 0 && rows.next()) {
            long skipped = Math.min(skip, rows.count());
            long taken = Math.min(left, rows.count() - skipped);
            skip -= skipped;
            left -= taken;
            if (taken > 0) out.add(rows.packed(), rows.start(), rows.end(), time, sign * taken);
        }
    }

    /** The count of the first row, of those skipped and shown, that has gone more often than it came; 0 if there is none. */
    private long invalidCount(Batch groups, int i) {
        rows.seek(groups, i);
        for (long seen = 0; seen - offset < limit && rows.next(); seen += rows.count()) {
            if (rows.count() < 0) return rows.count();
        }
        return 0;
    }
}
