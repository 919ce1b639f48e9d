package dev.coordtest.repr;

import java.util.Arrays;

/** Sorts a batch by row and time and sums what is equal, without an object per update. */
final class Consolidation {
    private Consolidation() {}

    static Batch consolidate(Batch batch) {
        if (batch.size() == 0) return batch;
        if (isConsolidated(batch)) return batch;
        int[] order = sorted(batch);
        Batch.Builder out = new Batch.Builder(batch.size(), batch.end(batch.size() - 1));
        for (int i = 0; i < order.length; ) {
            int first = order[i];
            long diff = 0;
            for (; i < order.length && compare(batch, first, order[i]) == 0; i++) diff += batch.diff(order[i]);
            if (diff != 0) out.add(batch.packed(), batch.start(first), batch.end(first), batch.time(first), diff);
        }
        return out.build();
    }

    private static boolean isConsolidated(Batch batch) {
        for (int i = 0; i < batch.size(); i++) {
            if (batch.diff(i) == 0) return false;
            if (i > 0 && compare(batch, i - 1, i) >= 0) return false;
        }
        return true;
    }

    private static int compare(Batch batch, int i, int j) {
        int byRow = Arrays.compareUnsigned(
                batch.packed(), batch.start(i), batch.end(i), batch.packed(), batch.start(j), batch.end(j));
        return byRow != 0 ? byRow : Times.compare(batch.time(i), batch.time(j));
    }

    /** The indexes of the updates in order: a bottom-up merge sort over runs that are in order already. */
    private static int[] sorted(Batch batch) {
        int size = batch.size();
        int[] from = new int[size];
        Arrays.setAll(from, i -> i);
        int[] to = new int[size];
        int[] runs = new int[size + 1];
        int count = 0;
        for (int i = 1; i <= size; i++) {
            if (i == size || compare(batch, i - 1, i) > 0) runs[++count] = i;
        }
        while (count > 1) {
            int merged = 0;
            for (int run = 0; run < count; run += 2) {
                int middle = runs[run + 1];
                int end = run + 1 < count ? runs[run + 2] : middle;
                merge(batch, from, to, runs[run], middle, end);
                runs[++merged] = end;
            }
            count = merged;
            int[] swap = from;
            from = to;
            to = swap;
        }
        return from;
    }

    private static void merge(Batch batch, int[] from, int[] to, int start, int middle, int end) {
        int left = start;
        int right = middle;
        for (int out = start; out < end; out++) {
            boolean takeLeft = right == end || left < middle && compare(batch, from[left], from[right]) <= 0;
            to[out] = takeLeft ? from[left++] : from[right++];
        }
    }
}
