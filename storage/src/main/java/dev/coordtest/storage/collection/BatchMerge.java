package dev.coordtest.storage.collection;

import dev.coordtest.repr.Batch;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.Times;
import java.util.Arrays;

/**
 * Merges two consolidated batches into one, a bounded number of updates at a time. Times before {@code since} are moved
 * up to it; that keeps each input sorted, so what becomes equal stands together and is summed.
 */
final class BatchMerge {
    private final Batch left;
    private final Batch right;
    private final Frontier since;
    private final Batch.Builder out;
    private int leftNext;
    private int rightNext;
    // The update that later ones may still be added to.
    private Batch from = Batch.EMPTY;
    private int index;
    private long time;
    private long diff;

    BatchMerge(Batch left, Batch right, Frontier since) {
        this.left = left;
        this.right = right;
        this.since = since;
        this.out = new Batch.Builder(left.size() + right.size(), left.packed().length + right.packed().length);
    }

    /** Takes up to {@code fuel} updates; returns how many it took, fewer than asked for only if none is left. */
    long work(long fuel) {
        long taken = 0;
        while (taken < fuel && (leftNext < left.size() || rightNext < right.size())) {
            if (rightNext == right.size() || leftNext < left.size() && leftIsFirst()) {
                take(left, leftNext++);
            } else {
                take(right, rightNext++);
            }
            taken++;
        }
        return taken;
    }

    boolean isDone() {
        return leftNext == left.size() && rightNext == right.size();
    }

    Batch result() {
        flush();
        from = Batch.EMPTY;
        diff = 0;
        return out.build();
    }

    private boolean leftIsFirst() {
        int byRow = compareRows(left, leftNext, right, rightNext);
        return byRow != 0 ? byRow < 0 : Times.lessEqual(advanced(left.time(leftNext)), advanced(right.time(rightNext)));
    }

    private void take(Batch batch, int i) {
        long at = advanced(batch.time(i));
        if (diff != 0 && at == time && compareRows(from, index, batch, i) == 0) {
            diff += batch.diff(i);
            return;
        }
        flush();
        from = batch;
        index = i;
        time = at;
        diff = batch.diff(i);
    }

    private void flush() {
        if (diff != 0) out.add(from.packed(), from.start(index), from.end(index), time, diff);
    }

    private long advanced(long t) {
        return since.closed() ? t : Times.max(t, since.time());
    }

    private static int compareRows(Batch a, int i, Batch b, int j) {
        return Arrays.compareUnsigned(a.packed(), a.start(i), a.end(i), b.packed(), b.start(j), b.end(j));
    }
}
