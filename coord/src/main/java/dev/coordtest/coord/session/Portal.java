package dev.coordtest.coord.session;

import dev.coordtest.repr.Batch;
import dev.coordtest.repr.type.RelationDesc;
import org.jspecify.annotations.Nullable;

/** A cursor: a statement that runs at its first FETCH, and the rows it has left. */
final class Portal {
    final String text;

    @Nullable
    TailStream tail;

    @Nullable
    RelationDesc desc;

    private Batch rows = Batch.EMPTY;
    private int position;
    private long taken;

    Portal(String text) {
        this.text = text;
    }

    boolean hasStarted() {
        return desc != null;
    }

    void start(RelationDesc description, Batch all) {
        desc = description;
        rows = all;
    }

    /** The next rows of a query, at most {@code count}. */
    Batch take(long count) {
        Batch.Builder next = new Batch.Builder();
        long left = count;
        while (left > 0 && position < rows.size()) {
            long copies = Math.min(left, rows.diff(position) - taken);
            next.add(rows.packed(), rows.start(position), rows.end(position), 0, copies);
            left -= copies;
            taken += copies;
            if (taken == rows.diff(position)) {
                position++;
                taken = 0;
            }
        }
        return next.build();
    }
}
