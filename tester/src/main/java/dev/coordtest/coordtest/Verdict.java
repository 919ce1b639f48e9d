package dev.coordtest.coordtest;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** Counts how often each promise was tried, and stops the run at the first that is broken. */
final class Verdict {
    private final Map<Promise, Long> tried = new EnumMap<>(Promise.class);

    void check(Promise promise, boolean holds, Supplier<String> facts) {
        tried.merge(promise, 1L, Long::sum);
        if (!holds) throw new PromiseBroken(promise, facts.get());
    }

    Map<Promise, Long> tried() {
        return tried;
    }
}
