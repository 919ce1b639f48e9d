package dev.coordtest.repr;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Finds the order of a batch's updates by row and then time, as a list of their numbers.
 *
 * <p>Many updates in no order are sorted by radix first, on the eight bytes after what all rows begin with: that reads memory from front to
 * back, where a comparison jumps to two rows. What those bytes leave equal, and batches that are small or nearly in order, are
 * sorted by merging runs that are in order already.
 */
final class Sorter {
    private static final VarHandle BIG_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int RADIX_FROM = 128;
    private static final int RUNS_WORTH_MERGING = 8;
    private static final int DIGITS = Long.BYTES;

    private final Batch batch;

    Sorter(Batch batch) {
        this.batch = batch;
    }

    static int compare(Batch batch, int i, int j) {
        int byRow = Batch.compareRows(batch, i, batch, j);
        return byRow != 0 ? byRow : Times.compare(batch.time(i), batch.time(j));
    }

    private int compare(int i, int j) {
        return compare(batch, i, j);
    }

    int[] sorted() {
        int size = batch.size();
        int[] order = new int[size];
        for (int i = 0; i < size; i++) order[i] = i;
        if (size < RADIX_FROM || hasFewRuns()) return MergeSort.sort(order, this::compare);
        long[] keys = keys();
        order = byRadix(keys, order);
        for (int i = 0; i < size; ) {
            int end = i + 1;
            long key = keys[order[i]];
            while (end < size && keys[order[end]] == key) end++;
            if (end - i > 1) sortRange(order, i, end);
            i = end;
        }
        return order;
    }

    private void sortRange(int[] order, int start, int end) {
        if (end - start == 2) {
            if (compare(batch, order[start], order[start + 1]) <= 0) return;
            int swap = order[start];
            order[start] = order[start + 1];
            order[start + 1] = swap;
            return;
        }
        int[] sorted = MergeSort.sort(Arrays.copyOfRange(order, start, end), this::compare);
        System.arraycopy(sorted, 0, order, start, sorted.length);
    }

    private boolean hasFewRuns() {
        int runs = 1;
        for (int i = 1; i < batch.size() && runs <= RUNS_WORTH_MERGING; i++) {
            if (compare(batch, i - 1, i) > 0) runs++;
        }
        return runs <= RUNS_WORTH_MERGING;
    }

    /** For each update eight bytes of its row, those after what all rows begin with, as an unsigned number; zeros after its end. */
    private long[] keys() {
        byte[] bytes = batch.packed();
        int common = batch.end(0);
        for (int i = 1; i < batch.size() && common > 0; i++) {
            int start = batch.start(i);
            int length = Math.min(common, batch.end(i) - start);
            int differs = Arrays.mismatch(bytes, 0, length, bytes, start, start + length);
            common = differs < 0 ? length : differs;
        }
        long[] keys = new long[batch.size()];
        for (int i = 0; i < keys.length; i++) keys[i] = key(bytes, batch.start(i) + common, batch.end(i));
        return keys;
    }

    private static long key(byte[] bytes, int at, int end) {
        int there = end - at;
        if (there >= DIGITS) return (long) BIG_ENDIAN.get(bytes, at);
        long key = 0;
        for (int i = 0; i < there; i++) key |= (bytes[at + i] & 0xFFL) << 56 - 8 * i;
        return key;
    }

    /** From the last digit to the first; a digit that is the same everywhere is passed over. */
    private static int[] byRadix(long[] keys, int[] order) {
        int[][] counts = new int[DIGITS][256];
        for (long key : keys) {
            for (int digit = 0; digit < DIGITS; digit++) counts[digit][(int) (key >>> 8 * digit) & 0xFF]++;
        }
        long[] from = keys;
        long[] to = new long[keys.length];
        int[] other = new int[order.length];
        for (int digit = 0; digit < DIGITS; digit++) {
            int[] places = counts[digit];
            if (places[(int) (keys[0] >>> 8 * digit) & 0xFF] == keys.length) continue;
            int next = 0;
            for (int i = 0; i < places.length; i++) {
                int count = places[i];
                places[i] = next;
                next += count;
            }
            for (int i = 0; i < from.length; i++) {
                int place = places[(int) (from[i] >>> 8 * digit) & 0xFF]++;
                to[place] = from[i];
                other[place] = order[i];
            }
            int[] swap = order;
            order = other;
            other = swap;
            long[] free = from == keys ? new long[keys.length] : from;
            from = to;
            to = free;
        }
        return order;
    }
}
