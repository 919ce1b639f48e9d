package dev.coordtest.compute.arrange;

import dev.coordtest.repr.Batch;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.Times;
import java.util.ArrayList;
import java.util.List;

/**
 * A growing multiset of updates as a short list of immutable sorted batches, the largest first (a log-structured merge). A batch is merged with its successor
 * as soon as it is not at least twice as large, so there are logarithmically many and an update is moved logarithmically often. A merge moves times before
 * {@code since} up to it; what then cancels is gone: that is compaction.
 *
 * <p>Rows are sorted by their bytes, so that those with the same first columns, the key, stand together and are found by binary search.
 */
public final class Spine {
    private final List<Batch> batches = new ArrayList<>();
    private Frontier since = Frontier.MINIMUM;

    public void insert(Batch updates) {
        Batch batch = updates.consolidate();
        if (batch.isEmpty()) return;
        batches.add(batch);
        while (batches.size() > 1 && last(1).size() <= 2L * last(0).size()) mergeLastTwo();
    }

    /** Times before this need not be told apart any more. */
    public void setSince(Frontier frontier) {
        since = since.join(frontier);
    }

    public List<Batch> batches() {
        return batches;
    }

    public int size() {
        int size = 0;
        for (Batch batch : batches) size += batch.size();
        return size;
    }

    /** Receives updates of one key. */
    @FunctionalInterface
    public interface Visitor {
        void visit(Batch batch, int index);
    }

    /** Visits all updates whose rows start with the given bytes, which are whole packed columns. */
    public void visitKey(byte[] key, int start, int end, Visitor visitor) {
        for (Batch batch : batches) {
            for (int i = Search.lowerBound(batch, key, start, end); i < batch.size(); i++) {
                if (!Search.hasPrefix(batch, i, key, start, end)) break;
                visitor.visit(batch, i);
            }
        }
    }

    public void visitAll(Visitor visitor) {
        for (Batch batch : batches) {
            for (int i = 0; i < batch.size(); i++) visitor.visit(batch, i);
        }
    }

    private Batch last(int back) {
        return batches.get(batches.size() - 1 - back);
    }

    private void mergeLastTwo() {
        Batch later = batches.remove(batches.size() - 1);
        Batch earlier = batches.remove(batches.size() - 1);
        Batch.Builder both =
                new Batch.Builder(earlier.size() + later.size(), earlier.packed().length + later.packed().length);
        add(earlier, both);
        add(later, both);
        Batch merged = both.build().consolidate();
        if (!merged.isEmpty()) batches.add(merged);
    }

    private void add(Batch batch, Batch.Builder to) {
        for (int i = 0; i < batch.size(); i++) {
            long time = since.closed() ? batch.time(i) : Times.max(batch.time(i), since.time());
            to.add(batch.packed(), batch.start(i), batch.end(i), time, batch.diff(i));
        }
    }
}
