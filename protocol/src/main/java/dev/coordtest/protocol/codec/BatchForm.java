package dev.coordtest.protocol.codec;

import dev.coordtest.repr.Batch;
import dev.coordtest.repr.Row;

/**
 * A batch in columns, as it is in memory: how many updates, whether they have one time, one difference; then the lengths of the rows, the times, the
 * differences, the rows.
 */
final class BatchForm {
    private static final int ONE_TIME = 1;
    private static final int ONE_DIFF = 2;

    private BatchForm() {}

    static void write(Batch batch, Writer to) {
        int size = batch.size();
        to.count(size);
        if (size == 0) return;
        boolean oneTime = batch.hasOneTime();
        boolean oneDiff = hasOneDiff(batch);
        to.oneByte((oneTime ? ONE_TIME : 0) | (oneDiff ? ONE_DIFF : 0));
        for (int i = 0; i < size; i++) to.count(batch.end(i) - batch.start(i));
        for (int i = 0; i < (oneTime ? 1 : size); i++) to.fixedLong(batch.time(i));
        for (int i = 0; i < (oneDiff ? 1 : size); i++) to.signed(batch.diff(i));
        to.raw(batch.packed(), 0, batch.end(size - 1));
    }

    private static boolean hasOneDiff(Batch batch) {
        for (int i = 1; i < batch.size(); i++) if (batch.diff(i) != batch.diff(0)) return false;
        return true;
    }

    static Batch read(Reader from) throws CodecException {
        int size = from.countOfMore();
        if (size == 0) return Batch.EMPTY;
        int flags = from.below((ONE_TIME | ONE_DIFF) + 1, "batch");
        int[] lengths = new int[size];
        long total = 0;
        for (int i = 0; i < size; i++) {
            lengths[i] = from.countOfMore();
            total += lengths[i];
        }
        long[] times = new long[(flags & ONE_TIME) != 0 ? 1 : size];
        for (int i = 0; i < times.length; i++) times[i] = from.fixedLong();
        long[] diffs = new long[(flags & ONE_DIFF) != 0 ? 1 : size];
        for (int i = 0; i < diffs.length; i++) diffs[i] = from.signed();
        int start = from.pass((int) Math.min(total, Integer.MAX_VALUE));
        Batch.Builder batch = new Batch.Builder(size, (int) total);
        for (int i = 0; i < size; i++) {
            int end = start + lengths[i];
            if (!Row.isPacked(from.bytes(), start, end)) throw from.failure("bytes that are no row");
            batch.add(from.bytes(), start, end, times[times.length == 1 ? 0 : i], diffs[diffs.length == 1 ? 0 : i]);
            start = end;
        }
        return batch.build();
    }
}
