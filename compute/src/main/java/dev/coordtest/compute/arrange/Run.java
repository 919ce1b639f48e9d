package dev.coordtest.compute.arrange;

import dev.coordtest.repr.Batch;
import org.jspecify.annotations.Nullable;

/** One sorted batch of a spine, and where to look in it, which is made when it is first looked into. */
final class Run {
    private static final int DIRECTORY_FROM = 32;

    final Batch batch;
    private @Nullable Directory directory;

    Run(Batch batch) {
        this.batch = batch;
    }

    int size() {
        return batch.size();
    }

    /** The first update whose row starts with the key, or {@link #size} if there is none. */
    int find(byte[] key, int start, int end) {
        if (batch.size() < DIRECTORY_FROM) {
            int found = Search.lowerBound(batch, 0, batch.size(), key, start, end);
            return found < batch.size() && Search.hasPrefix(batch, found, key, start, end) ? found : batch.size();
        }
        return directory().find(key, start, end);
    }

    /** Visits the updates whose rows start with one of the keys. */
    void visit(KeyGroup keys, KeyGroup.Visitor visitor) {
        if (batch.size() < DIRECTORY_FROM) keys.visit(batch, visitor);
        else keys.visit(batch, directory(), visitor);
    }

    private Directory directory() {
        Directory made = directory;
        if (made == null) directory = made = new Directory(batch);
        return made;
    }
}
