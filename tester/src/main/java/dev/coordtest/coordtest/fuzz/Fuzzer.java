package dev.coordtest.coordtest.fuzz;

import dev.coordtest.coord.session.Planning;
import dev.coordtest.coordtest.Walk;
import dev.coordtest.coordtest.shrink.Shrinker;
import dev.coordtest.datadriven.TestFile;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Runs the files of seeds: each in its own order and then in some drawn from the seed. What every run has to keep is said at {@link Walk}; besides, where the outcome of a statement does
 * not depend on order ({@link OrderFree}), all orders must print the same.
 */
public final class Fuzzer {
    /** In so many orders a smaller file is tried. */
    private static final int ORDERS_TRIED = 24;

    private final Options options;

    /**
     * How to run.
     *
     * @param settings of the worlds, over those that the files draw
     * @param steps how many stanzas a file has; 0 to draw it
     * @param orders in how many orders each file is run
     */
    public record Options(SortedMap<String, String> settings, int steps, int orders) {}

    /** A run that breaks something, and the seed of its order; none for the file's own. */
    public record Failure(long seed, TestFile file, OptionalLong order, Walk.Breach breach) {}

    public Fuzzer(Options options) {
        this.options = options;
    }

    /** The file of a seed. */
    public Generator.Generated generate(long seed) {
        return options.steps == 0 ? Generator.generate(seed) : Generator.generate(seed, options.steps);
    }

    /** Runs the file of a seed and adds to {@code tally} what was done. Stops at the first order that breaks something. */
    public @Nullable Failure run(long seed, Tally tally) {
        Generator.Generated generated = generate(seed);
        tally.file(generated);
        Walk.Outcome first = null;
        Planning plans = Walk.plansOnce();
        for (int i = 0; i < options.orders; i++) {
            OptionalLong order = i == 0 ? OptionalLong.empty() : OptionalLong.of(order(seed, i));
            Walk.Outcome outcome = walk(generated.file(), order, plans);
            tally.run(generated.file(), outcome);
            if (outcome.isTooLarge()) return null;
            Walk.Breach breach = outcome.breach();
            if (first == null) first = outcome;
            else if (breach == null) breach = difference(generated.file(), first, outcome);
            if (breach != null) return new Failure(seed, generated.file(), order, breach);
        }
        return null;
    }

    private static long order(long seed, int number) {
        return seed * 0x9E3779B97F4A7C15L + number;
    }

    /** Runs a file in one order. */
    public Walk.Outcome walk(TestFile file, OptionalLong order) {
        return walk(file, order, Planning.DIRECT);
    }

    private Walk.Outcome walk(TestFile file, OptionalLong order, Planning plans) {
        return Walk.run(file, options.settings, order, OrderFree.isMonotone(file, options.settings), plans);
    }

    private Walk.@Nullable Breach difference(TestFile file, Walk.Outcome first, Walk.Outcome other) {
        if (first.breach() != null || first.refused() != null || other.refused() != null) return null;
        return OrderFree.difference(file, options.settings, first.printed(), other.printed())
                .orElse(null);
    }

    /**
     * What a file breaks in an order, in its own, or in one of {@code more}: the first that has this signature. This is how a smaller file is asked whether it still shows the
     * same.
     */
    public Optional<Failure> find(TestFile file, String signature, OptionalLong order, int more) {
        Planning plans = Walk.plansOnce();
        Walk.Outcome first = walk(file, OptionalLong.empty(), plans);
        if (shows(first.breach(), signature))
            return Optional.of(new Failure(0, file, OptionalLong.empty(), Objects.requireNonNull(first.breach())));
        if (first.breach() != null || first.refused() != null || order.isEmpty()) return Optional.empty();
        for (int i = 0; i <= more; i++) {
            OptionalLong tried = i == 0 ? order : OptionalLong.of(i);
            Walk.Outcome outcome = walk(file, tried, plans);
            Walk.Breach breach = outcome.breach();
            if (breach == null) breach = difference(file, first, outcome);
            if (breach != null && shows(breach, signature)) return Optional.of(new Failure(0, file, tried, breach));
        }
        return Optional.empty();
    }

    /** The smallest file that was found to break the same, in its own order if it does, else in another. */
    public Failure shrink(Failure failure) {
        String signature = failure.breach.signature();
        TestFile small = Shrinker.shrink(
                failure.file,
                file -> find(file, signature, failure.order, ORDERS_TRIED).isPresent());
        return find(small, signature, failure.order, ORDERS_TRIED)
                .map(shown -> new Failure(failure.seed, shown.file, shown.order, shown.breach))
                .orElse(failure);
    }

    /** The text of a test file that breaks the same when it is run alone; nothing if none was found. */
    public Optional<String> reproduce(Failure failure) {
        String signature = failure.breach.signature();
        // That two orders print different things is seen in none of them.
        if (signature.equals(OrderFree.SIGNATURE)) return Optional.empty();
        TestFile file = failure.file;
        boolean monotone = OrderFree.isMonotone(file, options.settings);
        return Walk.reproduce(file, options.settings, failure.order, monotone, signature);
    }

    private static boolean shows(Walk.@Nullable Breach breach, String signature) {
        return breach != null && breach.signature().equals(signature);
    }
}
