package dev.coordtest.storage.collection;

import dev.coordtest.protocol.collection.Chunk;
import dev.coordtest.protocol.collection.Collections.Listener;
import dev.coordtest.protocol.collection.Part;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.Times;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * One collection: chunks that follow each other in time, and a log of those that some listener has not seen.
 *
 * <p>A new chunk is merged with its predecessors as long as they are not much larger than it, so that there are logarithmically many and each update is
 * moved a logarithmic number of times. A merge moves times before the since up to it, where what cancels goes away.
 */
final class Stored {
    final boolean isTable;
    final List<Listener> listeners = new ArrayList<>();
    Frontier since = Frontier.MINIMUM;
    Frontier upper;
    private final List<Chunk> chunks = new ArrayList<>();
    private final Deque<Chunk> log = new ArrayDeque<>();
    private long logStart;

    Stored(boolean isTable, Frontier upper) {
        this.isTable = isTable;
        this.upper = upper;
    }

    void append(Chunk chunk) {
        if (!listeners.isEmpty()) log.addLast(chunk);
        else logStart++;
        upper = upper.join(chunk.upper());
        if (chunk.part().isEmpty()) return;
        chunks.add(chunk);
        while (chunks.size() > 1 && size(last(1)) <= 2L * size(last(0))) mergeLastTwo();
    }

    List<Chunk> chunks() {
        return List.copyOf(chunks);
    }

    void allowCompaction(Frontier newSince) {
        if (newSince.isBeyond(since)) since = newSince;
    }

    long logEnd() {
        return logStart + log.size();
    }

    /** Everything stored with times from {@code from} on, as one chunk. */
    Chunk from(Frontier from) {
        Batch.Builder rows = new Batch.Builder();
        Batch.Builder errors = new Batch.Builder();
        for (Chunk chunk : chunks) {
            addFrom(chunk.part().rows(), from, rows);
            addFrom(chunk.part().errors(), from, errors);
        }
        return new Chunk(
                from, upper, new Part(rows.build().consolidate(), errors.build().consolidate()));
    }

    private static void addFrom(Batch batch, Frontier from, Batch.Builder to) {
        for (int i = 0; i < batch.size(); i++) {
            if (from.lessEqual(batch.time(i))) {
                to.add(batch.packed(), batch.start(i), batch.end(i), batch.time(i), batch.diff(i));
            }
        }
    }

    Chunk logged(long position) {
        long skip = position - logStart;
        for (Chunk chunk : log) {
            if (skip-- == 0) return chunk;
        }
        throw new IllegalStateException("log position " + position + " of " + logStart + " to " + logEnd());
    }

    void forgetLogBefore(long position) {
        while (logStart < position && !log.isEmpty()) {
            log.removeFirst();
            logStart++;
        }
    }

    private Chunk last(int back) {
        return chunks.get(chunks.size() - 1 - back);
    }

    private static int size(Chunk chunk) {
        return chunk.part().rows().size() + chunk.part().errors().size();
    }

    private void mergeLastTwo() {
        Chunk later = chunks.remove(chunks.size() - 1);
        Chunk earlier = chunks.remove(chunks.size() - 1);
        Part part = new Part(
                merge(earlier.part().rows(), later.part().rows()),
                merge(earlier.part().errors(), later.part().errors()));
        if (!part.isEmpty()) chunks.add(new Chunk(earlier.lower(), later.upper(), part));
    }

    private Batch merge(Batch earlier, Batch later) {
        if (later.isEmpty()) return earlier;
        Batch.Builder both =
                new Batch.Builder(earlier.size() + later.size(), earlier.packed().length + later.packed().length);
        add(earlier, both);
        add(later, both);
        return both.build().consolidate();
    }

    private void add(Batch batch, Batch.Builder to) {
        for (int i = 0; i < batch.size(); i++) {
            long time = since.closed() ? batch.time(i) : Times.max(batch.time(i), since.time());
            to.add(batch.packed(), batch.start(i), batch.end(i), time, batch.diff(i));
        }
    }
}
