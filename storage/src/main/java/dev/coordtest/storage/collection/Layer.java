package dev.coordtest.storage.collection;

import dev.coordtest.protocol.collection.Chunk;
import dev.coordtest.repr.Batch;
import java.util.Arrays;

/**
 * A chunk as it is stored.
 *
 * @param repeated how many updates concern the same row as the one before them: so many, at least, go away once
 *     all times of the chunk may be taken for one
 */
record Layer(Chunk chunk, int repeated) {
    static Layer of(Chunk chunk) {
        return new Layer(
                chunk, repeated(chunk.part().rows()) + repeated(chunk.part().errors()));
    }

    int size() {
        return chunk.part().rows().size() + chunk.part().errors().size();
    }

    long rowBytes() {
        return chunk.part().rows().packed().length;
    }

    private static int repeated(Batch batch) {
        int count = 0;
        for (int i = 1; i < batch.size(); i++) {
            if (Arrays.equals(
                    batch.packed(),
                    batch.start(i - 1),
                    batch.end(i - 1),
                    batch.packed(),
                    batch.start(i),
                    batch.end(i))) {
                count++;
            }
        }
        return count;
    }
}
