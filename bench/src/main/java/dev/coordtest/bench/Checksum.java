package dev.coordtest.bench;

import dev.coordtest.repr.Batch;
import dev.coordtest.repr.RowReader;
import java.util.Locale;

/**
 * A sum over the differences of a view that does not depend on how they come in batches: any engine that maintains the view rightly, from
 * the first row on, comes to the same.
 */
final class Checksum {
    private final RowReader reader = new RowReader();
    private long sum;
    private long differences;

    void add(Batch updates) {
        for (int i = 0; i < updates.size(); i++) {
            reader.reset(updates.packed(), updates.start(i), updates.end(i));
            sum += updates.diff(i) * mix();
        }
        differences += updates.size();
    }

    private long mix() {
        long hash = 0x1234;
        for (int column = 0; column < reader.columns(); column++) {
            hash = Draws.mix(hash ^ (reader.wholeNumber(column) + 0x9E3779B97F4A7C15L));
        }
        return hash;
    }

    long value() {
        return sum;
    }

    long differences() {
        return differences;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%016x", sum);
    }
}
