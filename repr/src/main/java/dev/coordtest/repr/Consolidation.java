package dev.coordtest.repr;

/** Sorts a batch by row and time and sums what is equal, without an object per update. */
final class Consolidation {
    private Consolidation() {}

    static Batch consolidate(Batch batch) {
        if (isConsolidated(batch)) return batch;
        int[] order = new Sorter(batch).sorted();
        Batch.Builder out = new Batch.Builder(batch.size(), batch.end(batch.size() - 1));
        for (int i = 0; i < order.length; ) {
            int first = order[i];
            long diff = 0;
            for (; i < order.length && Sorter.compare(batch, first, order[i]) == 0; i++) diff += batch.diff(order[i]);
            if (diff != 0) out.add(batch.packed(), batch.start(first), batch.end(first), batch.time(first), diff);
        }
        return out.build();
    }

    private static boolean isConsolidated(Batch batch) {
        for (int i = 0; i < batch.size(); i++) {
            if (batch.diff(i) == 0) return false;
            if (i > 0 && Sorter.compare(batch, i - 1, i) >= 0) return false;
        }
        return true;
    }
}
