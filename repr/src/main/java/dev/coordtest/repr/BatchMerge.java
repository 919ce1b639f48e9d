package dev.coordtest.repr;

import java.util.Arrays;

/**
 * Merges two consolidated batches into one, a bounded number of updates at a time. Times before {@code since} are moved up to it; that keeps
 * each input sorted, so what becomes equal stands together and is summed.
 */
public final class BatchMerge {
    private static final int SAMPLES = 64;
    private static final int SHARE = 4;

    private final Batch left;
    private final Batch right;
    private final Frontier since;
    private int leftNext;
    private int rightNext;

    private final byte[] bytes;
    private final int[] ends;
    private final long[] times;
    private final long[] diffs;
    private int size;
    private int length;

    /** Which side was taken from last, and whether what the other had next then was of the same row. */
    private boolean lastWasLeft;

    private boolean otherHasSameRow;
    /** Whether what was taken last is no longer there, having summed to zero. */
    private boolean lastIsGone = true;

    /** Times before {@code since} are moved up to it; a closed one moves none. */
    public BatchMerge(Batch left, Batch right, Frontier since) {
        this.left = left;
        this.right = right;
        this.since = since;
        int updates = Math.addExact(left.size(), right.size());
        this.bytes = new byte[Math.addExact(left.packed().length, right.packed().length)];
        this.ends = new int[updates];
        this.times = new long[updates];
        this.diffs = new long[updates];
    }

    /**
     * Whether a consolidated batch would lose a quarter or more of its updates if it were merged with nothing under {@code since}. Judged by a sample of neighbours, evenly
     * spread: what is looked at does not grow with the batch.
     */
    public static boolean isWorthwhile(Batch batch, Frontier since) {
        if (batch.hasOneTime() || since.closed()) return false;
        int pairs = batch.size() - 1;
        int samples = Math.min(SAMPLES, pairs);
        int lost = 0;
        for (int sample = 0; sample < samples; sample++) {
            int i = (int) ((long) pairs * sample / samples);
            boolean sameTime = Times.max(batch.time(i), since.time()) == Times.max(batch.time(i + 1), since.time());
            if (sameTime && Batch.compareRows(batch, i, batch, i + 1) == 0) lost++;
        }
        return SHARE * lost >= samples && lost > 0;
    }

    /** Takes up to {@code fuel} updates; returns how many it took, fewer than asked for only if none is left. */
    public long work(long fuel) {
        long taken = 0;
        while (taken < fuel && leftNext < left.size() && rightNext < right.size()) {
            takeFirst();
            taken++;
        }
        for (; taken < fuel && leftNext < left.size(); taken++) take(left, leftNext++, true);
        for (; taken < fuel && rightNext < right.size(); taken++) take(right, rightNext++, false);
        return taken;
    }

    public boolean isDone() {
        return leftNext == left.size() && rightNext == right.size();
    }

    /** The merged batch, consolidated. Called once, when the merge is done. */
    public Batch result() {
        if (!isDone()) throw new IllegalStateException("merged " + leftNext + " and " + rightNext + " updates only");
        if (size == 0) return Batch.EMPTY;
        return new Batch(
                size,
                length == bytes.length ? bytes : Arrays.copyOf(bytes, length),
                size == ends.length ? ends : Arrays.copyOf(ends, size),
                trimmed(times),
                trimmed(diffs));
    }

    private long[] trimmed(long[] values) {
        for (int i = 1; i < size; i++) {
            if (values[i] != values[0]) return size == values.length ? values : Arrays.copyOf(values, size);
        }
        return new long[] {values[0]};
    }

    private void takeFirst() {
        int byRow = Batch.compareRows(left, leftNext, right, rightNext);
        boolean leftIsFirst = byRow != 0
                ? byRow < 0
                : Times.lessEqual(advanced(left.time(leftNext)), advanced(right.time(rightNext)));
        if (leftIsFirst) take(left, leftNext++, true);
        else take(right, rightNext++, false);
        otherHasSameRow = byRow == 0;
    }

    private void take(Batch batch, int i, boolean isLeft) {
        long time = advanced(batch.time(i));
        long diff = batch.diff(i);
        boolean isSame = !lastIsGone && times[size - 1] == time && isRowOfLast(batch, i, isLeft);
        lastWasLeft = isLeft;
        if (isSame) {
            diffs[size - 1] += diff;
            if (diffs[size - 1] != 0) return;
            size--;
            length = size == 0 ? 0 : ends[size - 1];
            lastIsGone = true;
            return;
        }
        int start = batch.start(i);
        int rowLength = batch.end(i) - start;
        Packed.copyRow(batch.packed(), start, bytes, length, rowLength);
        length += rowLength;
        ends[size] = length;
        times[size] = time;
        diffs[size] = diff;
        size++;
        lastIsGone = false;
    }

    /** Whether the update to be taken is of the row that was taken last. Mostly that is known without a look at them: a batch has one update a row and time. */
    private boolean isRowOfLast(Batch batch, int i, boolean isLeft) {
        if (isLeft != lastWasLeft) return otherHasSameRow;
        return batch.time(i) != batch.time(i - 1) && Batch.compareRows(batch, i - 1, batch, i) == 0;
    }

    private long advanced(long time) {
        return since.closed() ? time : Times.max(time, since.time());
    }
}
