package dev.coordtest.coordtest;

import dev.coordtest.coordtest.CoordTest.Options;
import dev.coordtest.coordtest.CoordTest.Result;
import dev.coordtest.datadriven.Run;
import dev.coordtest.datadriven.TestFile;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs one file again and again, each time with deliveries in another order, and holds each run against the first: what {@link Essence} says is the
 * same must be.
 */
public final class Seeds {
    private final TestFile file;
    private final Options options;
    private @Nullable Essence first;

    public Seeds(TestFile file, Options options) {
        this.file = file;
        this.options = options;
    }

    /** A run, and how it differs from the first in what may not differ. */
    public record Seeded(Result result, Optional<String> difference) {
        public boolean passed() {
            return result.passed() && difference.isEmpty();
        }
    }

    /** Runs the file in the order drawn from a seed. */
    public Seeded run(long seed) {
        Essence essence = new Essence();
        Options seeded = new Options(options.settings(), seed, options.realFiles());
        Result result;
        try (CoordTest test = new CoordTest(seeded).essence(essence)) {
            result = test.run(file, Run.OnFailure.STOP, Run.Listener.NONE);
        }
        if (first == null) first = essence;
        return new Seeded(result, first.difference(essence));
    }
}
