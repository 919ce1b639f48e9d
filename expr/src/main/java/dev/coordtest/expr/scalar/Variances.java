package dev.coordtest.expr.scalar;

import static dev.coordtest.repr.Datum.NumericSpecial.NAN;

import dev.coordtest.expr.scalar.AggregateFunc.Kind;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.type.ScalarType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Variances and standard deviations, from the count of the values, their sum, and the sum of their squares: {@code (n·Σx² − (Σx)²) / n²}, or
 * {@code / n(n − 1)} of a sample. Both sums are exact, so nothing is lost by taking one from the other, and the order in which values come
 * and go does not show. Numerics have the scale that PostgreSQL shows; floats are rounded at the end.
 */
public final class Variances {
    /** More digits than a double has, so that only the last rounding shows. */
    private static final MathContext BEYOND_DOUBLE = new MathContext(40, RoundingMode.HALF_EVEN);

    private Variances() {}

    /** Whether an aggregate is one of these, for which the squares have to be summed too. */
    public static boolean isVariance(Kind kind) {
        boolean variance = kind == Kind.VAR_SAMP || kind == Kind.VAR_POP;
        return variance || kind == Kind.STDDEV_SAMP || kind == Kind.STDDEV_POP;
    }

    /**
     * The value of an aggregate over {@code count} values; NULL of none, and of a sample of one.
     *
     * @param sum the sum of the values, each made {@link Aggregates#exact}
     * @param squares the sum of the squares of those that are finite
     */
    public static Datum of(AggregateFunc func, Datum sum, BigDecimal squares, long count) {
        boolean sample = func.kind() == Kind.VAR_SAMP || func.kind() == Kind.STDDEV_SAMP;
        boolean root = func.kind() == Kind.STDDEV_SAMP || func.kind() == Kind.STDDEV_POP;
        if (count == 0 || sample && count == 1) return Datum.NULL;
        boolean isFloat = func.result() == ScalarType.FLOAT8;
        if (!(sum instanceof Datum.Numeric(var total))) return isFloat ? new Datum.Float64(Double.NaN) : NAN;
        BigDecimal n = BigDecimal.valueOf(count);
        BigDecimal numerator = n.multiply(squares).subtract(total.multiply(total));
        BigDecimal denominator = n.multiply(sample ? n.subtract(BigDecimal.ONE) : n);
        if (isFloat) return rounded(numerator, denominator, root);
        if (numerator.signum() == 0) return Datum.of(BigDecimal.ZERO);
        BigDecimal shown = numerator.setScale(2 * total.scale());
        int scale = Numerics.divisionScale(shown, denominator);
        BigDecimal variance = shown.divide(denominator, scale, RoundingMode.HALF_UP);
        return Numerics.checked(root ? root(variance, scale) : variance);
    }

    private static BigDecimal root(BigDecimal variance, int scale) {
        BigInteger squared = variance.setScale(2 * scale + 2, RoundingMode.DOWN).unscaledValue();
        return new BigDecimal(squared.sqrt(), scale + 1).setScale(scale, RoundingMode.HALF_UP);
    }

    private static Datum rounded(BigDecimal numerator, BigDecimal denominator, boolean root) {
        BigDecimal variance = numerator.divide(denominator, BEYOND_DOUBLE);
        // The variance itself has to be a double, as PostgreSQL keeps it.
        if (Double.isInfinite(variance.doubleValue())) throw Aggregates.overflow();
        return new Datum.Float64((root ? variance.sqrt(BEYOND_DOUBLE) : variance).doubleValue());
    }
}
