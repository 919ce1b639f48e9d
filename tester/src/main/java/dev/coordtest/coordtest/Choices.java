package dev.coordtest.coordtest;

import java.util.List;

/** Decides which of the queues that are not empty delivers next. */
@FunctionalInterface
interface Choices {
    /** An index into {@code ready}, whose entries are in the default order. */
    int choose(List<String> ready);

    /** The default order: always the first. */
    static Choices first() {
        return ready -> 0;
    }

    /** An order drawn from a seed (SplitMix64). */
    static Choices seeded(long seed) {
        long[] state = {seed};
        return ready -> {
            state[0] += 0x9E3779B97F4A7C15L;
            long z = state[0];
            z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
            z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
            return (int) Long.remainderUnsigned(z ^ z >>> 31, ready.size());
        };
    }
}
