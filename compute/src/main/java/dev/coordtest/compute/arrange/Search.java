package dev.coordtest.compute.arrange;

import dev.coordtest.repr.Batch;
import java.util.Arrays;

/** Binary search in a consolidated batch. */
final class Search {
    private Search() {}

    /** The first update from {@code from} on, and before {@code to}, whose row is not before the key; {@code to} if there is none. */
    static int lowerBound(Batch batch, int from, int to, byte[] key, int start, int end) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            int compared =
                    Arrays.compareUnsigned(batch.packed(), batch.start(middle), batch.end(middle), key, start, end);
            if (compared < 0) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    static boolean hasPrefix(Batch batch, int i, byte[] key, int start, int end) {
        int length = end - start;
        int from = batch.start(i);
        return batch.end(i) - from >= length && Arrays.equals(batch.packed(), from, from + length, key, start, end);
    }
}
