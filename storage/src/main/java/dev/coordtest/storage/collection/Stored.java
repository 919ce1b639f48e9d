package dev.coordtest.storage.collection;

import dev.coordtest.protocol.collection.Chunk;
import dev.coordtest.protocol.collection.Collections.Listener;
import dev.coordtest.protocol.collection.Part;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.Frontier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** One collection: its layers, its frontiers, and who follows it. A follower keeps the chunks that it has not seen. */
final class Stored {
    final boolean isTable;
    Frontier since = Frontier.MINIMUM;
    Frontier upper;
    private final Layers layers = new Layers();
    private final List<Follower> followers = new ArrayList<>();

    Stored(boolean isTable, Frontier upper) {
        this.isTable = isTable;
        this.upper = upper;
    }

    void append(Chunk chunk) {
        upper = upper.join(chunk.upper());
        if (chunk.part().isEmpty()) return;
        Chunk shared = layers.add(chunk, since);
        for (Follower follower : followers) follower.unseen.addLast(shared);
    }

    /** The chunks, each starting where the one before it ends, up to {@code end}: time in which nothing happened belongs to the chunk after it. */
    List<Chunk> chunks(Frontier end) {
        List<Chunk> chunks = new ArrayList<>();
        Frontier seen = Frontier.MINIMUM;
        for (Chunk chunk : layers.chunks(since)) {
            chunks.add(new Chunk(seen, chunk.upper(), chunk.part()));
            seen = chunk.upper();
        }
        if (end.isBeyond(seen)) chunks.add(new Chunk(seen, end, Part.EMPTY));
        return chunks;
    }

    void allowCompaction(Frontier newSince) {
        if (!newSince.isBeyond(since)) return;
        since = newSince;
        layers.compact(since);
    }

    /** @param end how far the collection has come at the time of asking */
    Listener follow(Frontier from, Supplier<Frontier> end) {
        Follower follower = new Follower(from, end);
        for (Chunk chunk : layers.chunks(since)) {
            if (from.isAtLeast(chunk.upper())) continue;
            Part part = chunk.part();
            Part rest = new Part(notBefore(from, part.rows()), notBefore(from, part.errors()));
            if (!rest.isEmpty()) follower.unseen.addLast(new Chunk(chunk.lower(), chunk.upper(), rest));
        }
        followers.add(follower);
        return follower;
    }

    int followerCount() {
        return followers.size();
    }

    private static Batch notBefore(Frontier from, Batch batch) {
        int count = 0;
        for (int i = 0; i < batch.size(); i++) if (from.lessEqual(batch.time(i))) count++;
        if (count == batch.size()) return batch;
        Batch.Builder rest = new Batch.Builder();
        for (int i = 0; i < batch.size(); i++) {
            if (from.lessEqual(batch.time(i))) {
                rest.add(batch.packed(), batch.start(i), batch.end(i), batch.time(i), batch.diff(i));
            }
        }
        return rest.build();
    }

    private final class Follower implements Listener {
        private final Deque<Chunk> unseen = new ArrayDeque<>();
        private final Supplier<Frontier> end;
        private Frontier seen;

        Follower(Frontier from, Supplier<Frontier> end) {
            this.seen = from;
            this.end = end;
        }

        @Override
        public Optional<Chunk> next() {
            Chunk chunk = unseen.pollFirst();
            if (chunk == null && !end.get().isBeyond(seen)) return Optional.empty();
            Frontier to = chunk == null ? end.get() : chunk.upper();
            Chunk next = new Chunk(seen, to, chunk == null ? Part.EMPTY : chunk.part());
            seen = to;
            return Optional.of(next);
        }

        @Override
        public Frontier seen() {
            return seen;
        }

        @Override
        public void close() {
            followers.remove(this);
            unseen.clear();
        }
    }
}
