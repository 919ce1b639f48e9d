package dev.coordtest.compute.arrange;

import dev.coordtest.repr.Batch;
import dev.coordtest.repr.BatchMerge;
import dev.coordtest.repr.Frontier;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A growing multiset of updates as a short list of immutable sorted batches, the largest first: a log-structured merge tree (O'Neil et al., 1996) with
 * the bounded work per step of differential dataflow's spine. Neighbours are merged once the earlier is at most twice as large as the
 * later, so an update moves logarithmically often; each update that comes in pays for {@value #FUEL_PER_UPDATE} moves in every merge under way, which
 * is over long before the next at its level is wanted, and no single insertion pays for a whole one. A merge moves times before {@code since} up to
 * it; what then cancels is gone: that is compaction. History that was held for long and is let go of while nothing comes in goes by {@link #compact}.
 *
 * <p>Rows are sorted by their bytes, so that those with the same first columns, the key, stand together and are found by binary search.
 */
public final class Spine {
    private static final long FUEL_PER_UPDATE = 16;
    /** Small merges are done at once: they cost less than being remembered. */
    private static final long FUEL_PER_CALL = 64;

    private static final int TAIL_UPDATES = 1024;

    private Batch.Builder tail = new Batch.Builder();
    private final List<Run> runs = new ArrayList<>();
    private final List<Merging> merges = new ArrayList<>();
    private Frontier since = Frontier.MINIMUM;

    /** Two neighbours on their way to being one, or one alone that is written anew. Until that is done, readers are given what there was. */
    private record Merging(Run first, Run last, BatchMerge merge) {}

    public void insert(Batch updates) {
        if (updates.isEmpty()) return;
        if (tail.size() + updates.size() <= TAIL_UPDATES) {
            tail.add(updates);
            return;
        }
        settle();
        add(updates.consolidate());
    }

    /** What came in small pieces is sorted when someone looks, or when there is enough of it. */
    private void settle() {
        if (tail.size() == 0) return;
        Batch batch = tail.build().consolidate();
        tail = new Batch.Builder();
        add(batch);
    }

    private void add(Batch batch) {
        if (batch.isEmpty()) return;
        runs.add(new Run(batch));
        startMerges();
        work(FUEL_PER_CALL + FUEL_PER_UPDATE * batch.size());
    }

    /** Times before this need not be told apart any more. */
    public void setSince(Frontier frontier) {
        since = since.join(frontier);
    }

    /**
     * Lets history before the since go, though nothing comes in: up to {@code fuel} moves in each merge under way. A batch that would lose a good part is
     * written anew; with nothing else to do the last two are merged, so that there is less to look through.
     */
    public void compact(long fuel) {
        settle();
        for (Run run : runs) {
            if (merging(run) == null && BatchMerge.isWorthwhile(run.batch, since)) {
                merges.add(new Merging(run, run, new BatchMerge(run.batch, Batch.EMPTY, since)));
            }
        }
        if (merges.isEmpty() && runs.size() > 1) merges.add(merge(runs.size() - 2));
        work(fuel);
    }

    public List<Batch> batches() {
        settle();
        return runs.stream().map(run -> run.batch).toList();
    }

    public boolean isEmpty() {
        return size() == 0;
    }

    public int size() {
        int size = tail.size();
        for (Run run : runs) size += run.size();
        return size;
    }

    /** Receives updates of one key. */
    @FunctionalInterface
    public interface Visitor {
        void visit(Batch batch, int index);
    }

    /** Visits all updates whose rows start with the given bytes, which are whole packed columns. */
    public void visitKey(byte[] key, int start, int end, Visitor visitor) {
        settle();
        for (int r = 0; r < runs.size(); r++) {
            Batch batch = runs.get(r).batch;
            int i = runs.get(r).find(key, start, end);
            if (i == batch.size()) continue;
            visitor.visit(batch, i);
            while (++i < batch.size() && Search.hasPrefix(batch, i, key, start, end)) visitor.visit(batch, i);
        }
    }

    /** Visits all updates whose rows start with one of the keys, batch by batch. */
    public void visitKeys(KeyGroup keys, KeyGroup.Visitor visitor) {
        settle();
        for (int r = 0; r < runs.size(); r++) runs.get(r).visit(keys, visitor);
    }

    /** Sets the cursor before the first row that starts with the given bytes. */
    public void seek(KeyCursor cursor, byte[] key, int start, int end) {
        settle();
        cursor.reset(runs, key, start, end);
    }

    public void visitAll(Visitor visitor) {
        for (Batch batch : batches()) {
            for (int i = 0; i < batch.size(); i++) visitor.visit(batch, i);
        }
    }

    private void startMerges() {
        for (int i = runs.size() - 2; i >= 0; i--) {
            Run earlier = runs.get(i);
            Run later = runs.get(i + 1);
            if (earlier.size() > 2L * later.size() || merging(earlier) != null || merging(later) != null) continue;
            merges.add(merge(i));
        }
    }

    private Merging merge(int i) {
        Run earlier = runs.get(i);
        Run later = runs.get(i + 1);
        return new Merging(earlier, later, new BatchMerge(earlier.batch, later.batch, since));
    }

    private void work(long fuel) {
        boolean again = true;
        while (again) {
            again = false;
            for (Iterator<Merging> each = merges.iterator(); each.hasNext(); ) {
                Merging merging = each.next();
                merging.merge.work(fuel);
                if (!merging.merge.isDone()) continue;
                each.remove();
                replace(merging);
                again = true;
            }
            if (again) startMerges();
        }
    }

    private void replace(Merging merging) {
        int at = indexOf(merging.first);
        if (merging.last != merging.first) runs.remove(at + 1);
        Batch merged = merging.merge.result();
        if (merged.isEmpty()) runs.remove(at);
        else runs.set(at, new Run(merged));
    }

    private @Nullable Merging merging(Run run) {
        for (Merging merging : merges) if (merging.first == run || merging.last == run) return merging;
        return null;
    }

    private int indexOf(Run run) {
        for (int i = 0; i < runs.size(); i++) if (runs.get(i) == run) return i;
        throw new IllegalStateException("merged a batch that is not there, of " + run.size() + " updates");
    }
}
