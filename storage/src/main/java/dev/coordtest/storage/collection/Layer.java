package dev.coordtest.storage.collection;

import dev.coordtest.protocol.collection.Chunk;
import dev.coordtest.protocol.collection.Part;
import dev.coordtest.repr.BatchMerge;
import dev.coordtest.repr.Frontier;

/** A chunk as it is stored: consolidated. */
final class Layer {
    private final Chunk chunk;

    /** Of a chunk whose batches are consolidated. */
    Layer(Chunk chunk) {
        this.chunk = chunk;
    }

    /** Of any chunk, by consolidating it. */
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

    /** Whether a good part of it goes away once times before {@code since} may be taken for one. */
    boolean isWorthRewriting(Frontier since) {
        return BatchMerge.isWorthwhile(chunk.part().rows(), since)
                || BatchMerge.isWorthwhile(chunk.part().errors(), since);
    }
}
