package dev.coordtest.storage.collection;

import dev.coordtest.protocol.collection.Chunk;
import dev.coordtest.repr.Frontier;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The updates of one collection in layers that follow each other in time, few and ever smaller: a log-structured merge
 * tree (O'Neil et al., 1996) with the bounded work per step of differential dataflow's spine.
 *
 * <p>Neighbours are merged when the older is at most twice as large as the newer, so an update moves a logarithmic number of
 * times. Each update that comes in pays for {@value #FUEL_PER_UPDATE} moves in every merge under way: a merge is over long
 * before the next one at its level is wanted, and no single append pays for a whole one.
 */
final class Layers {
    private static final long FUEL_PER_UPDATE = 32;
    private static final long FUEL_PER_CALL = 1 << 10;
    private static final long FUEL_PER_COMPACTION = 1 << 16;
    /** Arrays end at 2 GiB; layers stop growing before. */
    private static final long ROW_BYTES_MAX = 1L << 30;

    private static final int TAIL_UPDATES = 1 << 16;

    /** A tail that is less than this part of the whole is not worth compacting. */
    private static final long TAIL_SHARE = 4;

    private Tail tail = new Tail();
    private final List<Layer> layers = new ArrayList<>();
    private final List<Merge> merges = new ArrayList<>();

    /** Returns the chunk to share: that which is kept, if it is large. */
    Chunk add(Chunk chunk, Frontier since) {
        if (tail.size() + chunk.part().rows().size() + chunk.part().errors().size() <= TAIL_UPDATES) {
            tail.add(chunk);
            return chunk;
        }
        settle(since);
        Layer layer = Layer.of(chunk);
        add(layer, since);
        return layer.chunk();
    }

    private void add(Layer layer, Frontier since) {
        layers.add(layer);
        startMerges(since);
        work(FUEL_PER_CALL + FUEL_PER_UPDATE * layer.size(), since);
    }

    /** What came in small pieces becomes a layer when someone looks, or when there is enough of it. */
    private void settle(Frontier since) {
        if (tail.size() == 0) return;
        Layer layer = Layer.of(tail.build());
        tail = new Tail();
        add(layer, since);
    }

    /** History before {@code since} may go: layers that would lose a good part of their updates are written anew. */
    void compact(Frontier since) {
        if (TAIL_SHARE * tail.size() >= size()) settle(since);
        for (Layer layer : layers) {
            if (layer.isWorthRewriting(since) && isFree(layer)) merges.add(Merge.alone(layer, since));
        }
        work(FUEL_PER_COMPACTION, since);
    }

    List<Chunk> chunks(Frontier since) {
        settle(since);
        return layers.stream().map(Layer::chunk).toList();
    }

    private long size() {
        long size = tail.size();
        for (Layer layer : layers) size += layer.size();
        return size;
    }

    private void work(long fuel, Frontier since) {
        boolean finished = false;
        for (Iterator<Merge> each = merges.iterator(); each.hasNext(); ) {
            Merge merge = each.next();
            if (!merge.work(fuel)) continue;
            each.remove();
            replace(merge);
            finished = true;
        }
        if (finished) startMerges(since);
    }

    private void replace(Merge merge) {
        int at = indexOf(merge.first);
        if (merge.last != merge.first) layers.remove(at + 1);
        Layer result = merge.result();
        if (result.size() > 0) layers.set(at, result);
        else layers.remove(at);
    }

    private void startMerges(Frontier since) {
        for (int i = layers.size() - 2; i >= 0; i--) {
            Layer earlier = layers.get(i);
            Layer later = layers.get(i + 1);
            boolean wanted = earlier.size() <= 2L * later.size();
            boolean fits = earlier.rowBytes() + later.rowBytes() <= ROW_BYTES_MAX;
            if (wanted && fits && isFree(earlier) && isFree(later)) merges.add(Merge.of(earlier, later, since));
        }
    }

    private boolean isFree(Layer layer) {
        for (Merge merge : merges) {
            if (merge.includes(layer)) return false;
        }
        return true;
    }

    /** By identity: comparing layers would compare their contents. */
    private int indexOf(Layer layer) {
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i) == layer) return i;
        }
        throw new IllegalStateException(
                "merged a layer that is not there: " + layer.chunk().lower());
    }
}
