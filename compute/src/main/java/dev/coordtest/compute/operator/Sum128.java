package dev.coordtest.compute.operator;

import java.math.BigInteger;

/** A sum in 128 bits, two's complement, as two longs in an array: the low half, then the high half. */
final class Sum128 {
    private Sum128() {}

    /** Adds {@code times} times the value. */
    static void add(long[] sums, int at, long value, long times) {
        long low = value * times;
        long high = Math.multiplyHigh(value, times);
        sums[at] += low;
        long carry = Long.compareUnsigned(sums[at], low) < 0 ? 1 : 0;
        sums[at + 1] += high + carry;
    }

    /** Whether the low half alone says it all. */
    static boolean isLong(long[] sums, int at) {
        return sums[at + 1] == sums[at] >> 63;
    }

    static BigInteger get(long[] sums, int at) {
        BigInteger low = BigInteger.valueOf(sums[at]);
        if (low.signum() < 0) low = low.add(BigInteger.ONE.shiftLeft(Long.SIZE));
        return BigInteger.valueOf(sums[at + 1]).shiftLeft(Long.SIZE).add(low);
    }
}
