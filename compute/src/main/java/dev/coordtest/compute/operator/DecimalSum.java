package dev.coordtest.compute.operator;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Datum.NumericSpecial;
import java.math.BigDecimal;
import java.util.Arrays;

/**
 * An exact sum of numerics that come and go. It shows as many fractional digits as the summand that shows most, so it counts the summands of each
 * scale; NaN and the infinities, which nothing takes away from a sum, it counts too. Where a variance is asked for it sums the squares as well.
 */
final class DecimalSum {
    private BigDecimal sum = BigDecimal.ZERO;
    private final boolean squared;
    /** The sum of the squares of the finite summands, if they are asked for. */
    private BigDecimal squares = BigDecimal.ZERO;

    private int[] scales = new int[1];
    private long[] ofScale = new long[1];
    private int scaleCount;
    private long nans;
    private long positiveInfinities;
    private long negativeInfinities;
    private long count;

    DecimalSum(boolean squared) {
        this.squared = squared;
    }

    /** Adds {@code times} times the value, which is a numeric. */
    void add(Datum value, long times) {
        count = Math.addExact(count, times);
        switch (value) {
            case Datum.Numeric(var number) -> {
                sum = sum.add(times == 1 ? number : number.multiply(BigDecimal.valueOf(times)));
                if (squared) squares = squares.add(number.multiply(number).multiply(BigDecimal.valueOf(times)));
                countScale(number.scale(), times);
            }
            case NumericSpecial.NAN -> nans += times;
            case NumericSpecial.POSITIVE_INFINITY -> positiveInfinities += times;
            case NumericSpecial.NEGATIVE_INFINITY -> negativeInfinities += times;
            default -> throw new IllegalStateException("not a numeric: " + value);
        }
    }

    private void countScale(int scale, long times) {
        int i = 0;
        while (i < scaleCount && scales[i] != scale) i++;
        if (i == scaleCount) {
            if (i == scales.length) {
                scales = Arrays.copyOf(scales, 2 * i);
                ofScale = Arrays.copyOf(ofScale, 2 * i);
            }
            scales[i] = scale;
            ofScale[i] = 0;
            scaleCount++;
        }
        ofScale[i] += times;
        if (ofScale[i] != 0) return;
        scaleCount--;
        scales[i] = scales[scaleCount];
        ofScale[i] = ofScale[scaleCount];
    }

    long count() {
        return count;
    }

    boolean isEmpty() {
        boolean anySpecial = nans != 0 || positiveInfinities != 0 || negativeInfinities != 0;
        return count == 0 && scaleCount == 0 && sum.signum() == 0 && squares.signum() == 0 && !anySpecial;
    }

    BigDecimal squares() {
        return squares;
    }

    Datum total() {
        if (nans != 0 || positiveInfinities != 0 && negativeInfinities != 0) return NumericSpecial.NAN;
        if (positiveInfinities != 0) return NumericSpecial.POSITIVE_INFINITY;
        if (negativeInfinities != 0) return NumericSpecial.NEGATIVE_INFINITY;
        int scale = 0;
        for (int i = 0; i < scaleCount; i++) scale = Math.max(scale, scales[i]);
        return new Datum.Numeric(sum.setScale(scale));
    }
}
