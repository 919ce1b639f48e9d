package dev.coordtest.storage.collection;

import dev.coordtest.protocol.collection.Chunk;
import dev.coordtest.protocol.collection.Part;
import dev.coordtest.repr.BatchMerge;
import dev.coordtest.repr.Frontier;

/** One or two neighbouring layers on their way to being one. Until it is done, readers are given what it merges. */
final class Merge {
    final Layer first;
    final Layer last;
    private final BatchMerge rows;
    private final BatchMerge errors;

    private Merge(Layer first, Layer last, Part second, Frontier since) {
        this.first = first;
        this.last = last;
        Part part = first.chunk().part();
        this.rows = new BatchMerge(part.rows(), second.rows(), since);
        this.errors = new BatchMerge(part.errors(), second.errors(), since);
    }

    static Merge of(Layer earlier, Layer later, Frontier since) {
        return new Merge(earlier, later, later.chunk().part(), since);
    }

    /** Writes one layer anew, so that what {@code since} lets cancel goes away. */
    static Merge alone(Layer layer, Frontier since) {
        return new Merge(layer, layer, Part.EMPTY, since);
    }

    /** Moves up to {@code fuel} updates; returns whether the merge is done. */
    boolean work(long fuel) {
        long left = fuel - rows.work(fuel);
        if (left > 0) errors.work(left);
        return rows.isDone() && errors.isDone();
    }

    boolean includes(Layer layer) {
        return layer == first || layer == last;
    }

    Layer result() {
        Part part = new Part(rows.result(), errors.result());
        return new Layer(new Chunk(first.chunk().lower(), last.chunk().upper(), part));
    }
}
