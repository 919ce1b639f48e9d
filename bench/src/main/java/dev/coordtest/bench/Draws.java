package dev.coordtest.bench;

/** The numbers that a workload draws: SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). */
final class Draws {
    private long state;

    Draws(long seed) {
        state = seed;
    }

    long next() {
        state += 0x9E3779B97F4A7C15L;
        return mix(state);
    }

    /** A number from 0 to {@code n} − 1. */
    long below(long n) {
        return (next() >>> 1) % n;
    }

    static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
