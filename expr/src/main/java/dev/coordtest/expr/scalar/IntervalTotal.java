package dev.coordtest.expr.scalar;

import dev.coordtest.repr.Datum;
import java.math.BigInteger;

/** A sum of intervals, exact on its way: what counts is whether the total fits. Infinite intervals are counted by themselves, so that they can be taken away. */
public final class IntervalTotal {
    private BigInteger months = BigInteger.ZERO;
    private BigInteger days = BigInteger.ZERO;
    private BigInteger micros = BigInteger.ZERO;
    private long finite;
    private long positive;
    private long negative;

    /** Adds an interval so many times. */
    public void add(Datum.Interval interval, long times) {
        if (interval.isInfinite()) {
            addInfinite(times, Intervals.sign(interval));
            return;
        }
        BigInteger factor = BigInteger.valueOf(times);
        addFinite(
                times,
                factor.multiply(BigInteger.valueOf(interval.months())),
                factor.multiply(BigInteger.valueOf(interval.days())),
                factor.multiply(BigInteger.valueOf(interval.micros())));
    }

    /** Adds {@code count} finite intervals that come to the given parts. */
    public void addFinite(long count, BigInteger months, BigInteger days, BigInteger micros) {
        finite += count;
        this.months = this.months.add(months);
        this.days = this.days.add(days);
        this.micros = this.micros.add(micros);
    }

    /** Adds {@code count} infinite intervals of a sign. */
    public void addInfinite(long count, int sign) {
        if (sign > 0) positive += count;
        else negative += count;
    }

    /** The SUM or AVG; NULL of no values. Throws SQL's error if it does not fit, or if infinities of both signs meet. */
    public Datum value(AggregateFunc func) {
        if (positive > 0 && negative > 0) throw Errors.dateTimeOutOfRange("interval");
        if (positive > 0 || negative > 0) return Intervals.infinity(positive > 0 ? 1 : -1);
        if (finite == 0) return Datum.NULL;
        boolean fits = months.bitLength() <= 31 && days.bitLength() <= 31 && micros.bitLength() <= 63;
        if (!fits) throw Errors.dateTimeOutOfRange("interval");
        Datum.Interval sum = Intervals.finite(
                new Datum.Interval(months.intValueExact(), days.intValueExact(), micros.longValueExact()));
        return func.kind() == AggregateFunc.Kind.AVG ? Intervals.divide(sum, (double) finite) : sum;
    }
}
