package dev.coordtest.protocol.collection;

import dev.coordtest.repr.Batch;

/** Some updates of a collection: of its rows, and of its errors (as {@link dev.coordtest.repr.DataflowError#toRow}). */
public record Part(Batch rows, Batch errors) {
    public static final Part EMPTY = new Part(Batch.EMPTY, Batch.EMPTY);

    public static Part rows(Batch rows) {
        return new Part(rows, Batch.EMPTY);
    }

    public boolean isEmpty() {
        return rows.isEmpty() && errors.isEmpty();
    }
}
