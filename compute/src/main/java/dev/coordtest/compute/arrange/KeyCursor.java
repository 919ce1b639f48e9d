package dev.coordtest.compute.arrange;

import dev.coordtest.repr.Batch;
import java.util.Arrays;
import java.util.List;

/**
 * Goes through the rows of a spine that begin with a key, in the order of their bytes, each with the sum of its differences over all times. It merges the
 * spine's batches as it goes, so the first rows cost no more than there are batches, however many rows the key has. Good until the spine changes.
 */
public final class KeyCursor {
    private Batch[] batches = new Batch[8];
    private int[] next = new int[8];
    private int count;
    private byte[] key = new byte[0];
    private int keyStart;
    private int keyEnd;

    private Batch batch = Batch.EMPTY;
    private int index;
    private long diff;

    void reset(List<Run> runs, byte[] bytes, int start, int end) {
        key = bytes;
        keyStart = start;
        keyEnd = end;
        count = 0;
        for (int r = 0; r < runs.size(); r++) {
            Run run = runs.get(r);
            int found = run.find(bytes, start, end);
            if (found < run.size()) open(run.batch, found);
        }
    }

    private void open(Batch opened, int from) {
        if (count == batches.length) {
            batches = Arrays.copyOf(batches, 2 * count);
            next = Arrays.copyOf(next, 2 * count);
        }
        batches[count] = opened;
        next[count++] = from;
    }

    /** Moves to the next row whose differences do not sum to zero; returns false if there is none. */
    public boolean next() {
        while (count > 0) {
            int least = 0;
            for (int i = 1; i < count; i++) {
                if (Batch.compareRows(batches[i], next[i], batches[least], next[least]) < 0) least = i;
            }
            batch = batches[least];
            index = next[least];
            diff = 0;
            for (int i = count - 1; i >= 0; i--) takeEqual(i);
            if (diff != 0) return true;
        }
        return false;
    }

    private void takeEqual(int i) {
        while (Batch.compareRows(batches[i], next[i], batch, index) == 0) {
            diff += batches[i].diff(next[i]);
            next[i]++;
            if (next[i] < batches[i].size() && Search.hasPrefix(batches[i], next[i], key, keyStart, keyEnd)) continue;
            count--;
            batches[i] = batches[count];
            next[i] = next[count];
            return;
        }
    }

    public byte[] packed() {
        return batch.packed();
    }

    public int start() {
        return batch.start(index);
    }

    public int end() {
        return batch.end(index);
    }

    public long diff() {
        return diff;
    }
}
