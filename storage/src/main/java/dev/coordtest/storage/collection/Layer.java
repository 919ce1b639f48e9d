package dev.coordtest.storage.collection;

import dev.coordtest.protocol.collection.Chunk;
import dev.coordtest.protocol.collection.Part;
import dev.coordtest.repr.Batch;

/** A chunk as it is stored: consolidated, and with a count that is made when it is first asked for. */
final class Layer {
    private static final int UNKNOWN = -1;

    private final Chunk chunk;
    private int repeated = UNKNOWN;

    private Layer(Chunk chunk) {
        this.chunk = chunk;
    }

    static Layer of(Chunk chunk) {
        Part part = new Part(
                chunk.part().rows().consolidate(), chunk.part().errors().consolidate());
        return new Layer(new Chunk(chunk.lower(), chunk.upper(), part));
    }

    Chunk chunk() {
        return chunk;
    }

    int size() {
        return chunk.part().rows().size() + chunk.part().errors().size();
    }

    long rowBytes() {
        return chunk.part().rows().packed().length;
    }

    /** How many updates concern the same row as the one before them: so many, at least, go away once all times of the chunk may be taken for one. */
    int repeated() {
        if (repeated == UNKNOWN)
            repeated = repeated(chunk.part().rows()) + repeated(chunk.part().errors());
        return repeated;
    }

    private static int repeated(Batch batch) {
        if (batch.hasOneTime()) return 0;
        int count = 0;
        for (int i = 1; i < batch.size(); i++) if (Batch.compareRows(batch, i - 1, batch, i) == 0) count++;
        return count;
    }
}
