package dev.coordtest.compute.arrange;

import dev.coordtest.repr.Batch;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Where to look in a consolidated batch: for each value of the first bits of a row, after what all rows begin with, the first row that has them.
 * A binary search over many rows reads memory all over the place; this reads one place, then a few neighbouring rows. In small batches most
 * buckets are empty, so that a key that is not there is mostly known at once.
 */
final class Directory {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    /** In batches of at most so many rows there are four buckets a row, in larger ones one for four rows. */
    private static final int SPARSE_ROWS_MAX = 1 << 16;

    private final Batch batch;
    /** How many bytes all rows have in common. */
    private final int common;

    private final int shift;
    /** The bytes of a key, after the common ones, that say all about its bucket. */
    private final int decisive;
    /** For each bucket the first row of it or of a later one; at the end the number of rows. */
    private final int[] firsts;

    Directory(Batch batch) {
        this.batch = batch;
        int size = batch.size();
        int log = 32 - Integer.numberOfLeadingZeros(size);
        int bits = Math.max(1, size <= SPARSE_ROWS_MAX ? log + 2 : log - 2);
        this.shift = Long.SIZE - bits;
        this.decisive = (bits + 7) / 8;
        byte[] bytes = batch.packed();
        // Rows are sorted: what the first and the last have in common, all have.
        int differs = Arrays.mismatch(bytes, 0, batch.end(0), bytes, batch.start(size - 1), batch.end(size - 1));
        this.common = differs < 0 ? batch.end(0) : differs;
        this.firsts = new int[(1 << bits) + 1];
        int next = 0;
        for (int i = 0; i < size; i++) {
            int bucket = bucket(bytes, batch.start(i) + common, batch.end(i));
            while (next <= bucket) firsts[next++] = i;
        }
        Arrays.fill(firsts, next, firsts.length, size);
    }

    /** The first update whose row starts with the key, or the number of updates if there is none. */
    int find(byte[] key, int start, int end) {
        long range = range(key, start, end);
        int low = (int) (range >>> Integer.SIZE);
        int high = (int) range;
        if (low == high) return batch.size();
        int found = Search.lowerBound(batch, low, high, key, start, end);
        return found < batch.size() && Search.hasPrefix(batch, found, key, start, end) ? found : batch.size();
    }

    /**
     * Between which rows to search for the first that is not before the key: the lower in the upper half of the result, the higher in the lower half. They are equal only if no
     * row starts with the key.
     */
    long range(byte[] key, int start, int end) {
        int length = end - start;
        int shared = Math.min(length, common);
        if (!Arrays.equals(batch.packed(), 0, shared, key, start, start + shared)) return 0;
        if (length < common) return batch.size();
        int bucket = bucket(key, start + shared, end);
        int low = firsts[bucket];
        int high = firsts[bucket + 1];
        // Of a short key the rows can begin in a later bucket than the key, being longer.
        if (low == high && length - common < decisive) high = Math.min(low + 1, batch.size());
        return (long) low << Integer.SIZE | high;
    }

    private int bucket(byte[] bytes, int from, int to) {
        long prefix = 0;
        if (to - from >= Long.BYTES) {
            prefix = (long) LONG.get(bytes, from);
        } else {
            for (int i = from, at = 56; i < to; i++, at -= 8) prefix |= (bytes[i] & 0xFFL) << at;
        }
        return (int) (prefix >>> shift);
    }
}
