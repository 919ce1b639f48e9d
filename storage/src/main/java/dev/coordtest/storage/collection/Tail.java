package dev.coordtest.storage.collection;

import dev.coordtest.protocol.collection.Chunk;
import dev.coordtest.protocol.collection.Part;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.Frontier;
import org.jspecify.annotations.Nullable;

/** Small chunks that follow each other, on their way to being one. */
final class Tail {
    private final Batch.Builder rows = new Batch.Builder();
    private final Batch.Builder errors = new Batch.Builder(0, 0);
    private @Nullable Frontier lower;
    private Frontier upper = Frontier.MINIMUM;

    void add(Chunk chunk) {
        if (lower == null) lower = chunk.lower();
        upper = chunk.upper();
        rows.add(chunk.part().rows());
        errors.add(chunk.part().errors());
    }

    int size() {
        return rows.size() + errors.size();
    }

    /** All of it as one chunk. The tail is not used again. */
    Chunk build() {
        if (lower == null) throw new IllegalStateException("a tail of no chunk");
        return new Chunk(lower, upper, new Part(rows.build(), errors.build()));
    }
}
