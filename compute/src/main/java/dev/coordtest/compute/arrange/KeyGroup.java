package dev.coordtest.compute.arrange;

import dev.coordtest.repr.Batch;

/**
 * A few dozen keys that are looked up together. Most of a lookup in a large batch is waiting for memory, three or four times, each time for what the
 * last one told; with a group every wait is one of all its keys at once (group prefetching: Chen, Ailamaki, Gibbons and Mowry, 2004).
 */
public final class KeyGroup {
    /** As many as fit the nearest cache with what they lead to. */
    private static final int KEYS_MAX = 64;

    private byte[] bytes = new byte[0];
    private final int[] starts = new int[KEYS_MAX];
    private final int[] ends = new int[KEYS_MAX];
    private int size;

    /** Of each key, between which rows of the batch at hand to search. */
    private final int[] low = new int[KEYS_MAX];

    private final int[] high = new int[KEYS_MAX];
    /** What was read only to have it near; kept, or it would not be read. */
    private final int[] rowStarts = new int[KEYS_MAX];

    private final byte[] rowBytes = new byte[KEYS_MAX];

    /** Receives updates of the keys of a group. */
    @FunctionalInterface
    public interface Visitor {
        void visit(int key, Batch batch, int index);
    }

    /** Begins a group of keys that are parts of {@code packed}. */
    public void reset(byte[] packed) {
        bytes = packed;
        size = 0;
    }

    /** Adds a key: whole packed columns, in what the group was begun with. */
    public void add(int start, int end) {
        starts[size] = start;
        ends[size] = end;
        size++;
    }

    public boolean isFull() {
        return size == KEYS_MAX;
    }

    public int size() {
        return size;
    }

    /** Visits, key by key, the updates of a batch whose rows start with it. */
    void visit(Batch batch, Directory directory, Visitor visitor) {
        for (int k = 0; k < size; k++) {
            long range = directory.range(bytes, starts[k], ends[k]);
            low[k] = (int) (range >>> Integer.SIZE);
            high[k] = (int) range;
        }
        for (int k = 0; k < size; k++) rowStarts[k] = low[k] < high[k] ? batch.start(low[k]) : -1;
        byte[] rows = batch.packed();
        for (int k = 0; k < size; k++) if (rowStarts[k] >= 0) rowBytes[k] = rows[rowStarts[k]];
        for (int k = 0; k < size; k++) {
            if (low[k] == high[k]) continue;
            visitFrom(Search.lowerBound(batch, low[k], high[k], bytes, starts[k], ends[k]), k, batch, visitor);
        }
    }

    /** As {@link #visit(Batch, Directory, Visitor)}, in a batch so small that it needs no directory. */
    void visit(Batch batch, Visitor visitor) {
        for (int k = 0; k < size; k++) {
            visitFrom(Search.lowerBound(batch, 0, batch.size(), bytes, starts[k], ends[k]), k, batch, visitor);
        }
    }

    private void visitFrom(int found, int k, Batch batch, Visitor visitor) {
        for (int i = found; i < batch.size() && Search.hasPrefix(batch, i, bytes, starts[k], ends[k]); i++) {
            visitor.visit(k, batch, i);
        }
    }
}
