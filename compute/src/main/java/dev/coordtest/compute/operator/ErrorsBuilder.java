package dev.coordtest.compute.operator;

import dev.coordtest.repr.Batch;
import dev.coordtest.repr.DataflowError;

/** Gathers the errors of an interval: those that came in, and new ones. Makes no batch if there are no new ones. */
final class ErrorsBuilder {
    private final Batch incoming;
    private Batch.Builder builder = new Batch.Builder(0, 0);

    ErrorsBuilder(Batch incoming) {
        this.incoming = incoming;
    }

    void add(DataflowError error, long time, long diff) {
        builder.add(error.toRow(), time, diff);
    }

    Batch build() {
        if (builder.size() == 0) return incoming;
        for (int i = 0; i < incoming.size(); i++) {
            builder.add(incoming.packed(), incoming.start(i), incoming.end(i), incoming.time(i), incoming.diff(i));
        }
        return builder.build();
    }
}
