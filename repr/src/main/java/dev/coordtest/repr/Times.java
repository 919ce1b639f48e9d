package dev.coordtest.repr;

/**
 * Times are unsigned 64-bit counts of milliseconds since 1970-01-01 00:00:00 UTC, held in a {@code
 * long}. Every comparison of two times goes through this class, because the {@code <} of Java is
 * signed.
 */
public final class Times {
    public static final long MIN = 0;
    /** 2^64 − 1: a legal time to read at, and the time of everything that never changes again. */
    public static final long MAX = -1L;

    private Times() {}

    public static int compare(long a, long b) {
        return Long.compareUnsigned(a, b);
    }

    public static boolean lessThan(long a, long b) {
        return Long.compareUnsigned(a, b) < 0;
    }

    public static boolean lessEqual(long a, long b) {
        return Long.compareUnsigned(a, b) <= 0;
    }

    public static long min(long a, long b) {
        return lessEqual(a, b) ? a : b;
    }

    public static long max(long a, long b) {
        return lessEqual(a, b) ? b : a;
    }

    /** The time before {@code t}, or 0 if there is none. */
    public static long saturatingPrevious(long t) {
        return t == 0 ? 0 : t - 1;
    }

    /** {@code t + n}, or {@link #MAX} where that would pass it. */
    public static long saturatingAdd(long t, long n) {
        long sum = t + n;
        return lessThan(sum, t) ? MAX : sum;
    }

    /** {@code t - n}, or 0 where that would pass it. */
    public static long saturatingSubtract(long t, long n) {
        return lessEqual(n, t) ? t - n : 0;
    }

    public static String toString(long t) {
        return Long.toUnsignedString(t);
    }
}
