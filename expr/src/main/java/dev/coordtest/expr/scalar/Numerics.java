package dev.coordtest.expr.scalar;

import static dev.coordtest.repr.Datum.NumericSpecial.NAN;
import static dev.coordtest.repr.Datum.NumericSpecial.NEGATIVE_INFINITY;
import static dev.coordtest.repr.Datum.NumericSpecial.POSITIVE_INFINITY;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Datum.NumericSpecial;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Arithmetic of numerics with PostgreSQL's scales: how many fractional digits a result has, and shows.
 *
 * <p>PostgreSQL stores digits in groups of four. Its choice of a quotient's scale counts in these groups, so we do too,
 * where it shows ({@link #weight}).
 */
final class Numerics {
    /** The most digits before the point. */
    static final int DIGITS_LIMIT = 131072;
    /** The most digits after the point. */
    static final int SCALE_LIMIT = 16383;
    /** The most digits after the point that an operation chooses by itself. */
    static final int DISPLAY_SCALE_MAX = 1000;

    static final int SIGNIFICANT_DIGITS_MIN = 16;

    private Numerics() {}

    /** A result, which has to be within the limits of the type. */
    static Datum checked(BigDecimal value) {
        if (value.scale() > SCALE_LIMIT
                || value.precision() - (long) value.scale() > DIGITS_LIMIT && value.signum() != 0) {
            throw Errors.numericOverflow();
        }
        return new Datum.Numeric(value);
    }

    static Datum add(Datum a, Datum b) {
        if (a instanceof Datum.Numeric(var x) && b instanceof Datum.Numeric(var y)) return checked(x.add(y));
        if (isNan(a, b) || isInfinite(a) && isInfinite(b) && a != b) return NAN;
        return isInfinite(a) ? a : b;
    }

    static Datum subtract(Datum a, Datum b) {
        return add(a, negate(b));
    }

    static Datum negate(Datum a) {
        return switch (a) {
            case Datum.Numeric(var x) -> new Datum.Numeric(x.negate());
            case NumericSpecial special ->
                switch (special) {
                    case NAN -> NAN;
                    case POSITIVE_INFINITY -> NEGATIVE_INFINITY;
                    case NEGATIVE_INFINITY -> POSITIVE_INFINITY;
                };
            default -> throw new IllegalStateException("not a numeric: " + a);
        };
    }

    static Datum abs(Datum a) {
        return sign(a) < 0 ? negate(a) : a;
    }

    static Datum multiply(Datum a, Datum b) {
        if (a instanceof Datum.Numeric(var x) && b instanceof Datum.Numeric(var y)) {
            BigDecimal product = x.multiply(y);
            return checked(
                    product.scale() > SCALE_LIMIT ? product.setScale(SCALE_LIMIT, RoundingMode.HALF_UP) : product);
        }
        int sign = sign(a) * sign(b);
        if (isNan(a, b) || sign == 0) return NAN;
        return infinity(sign);
    }

    static Datum divide(Datum a, Datum b) {
        if (isNan(a, b)) return NAN;
        if (a instanceof Datum.Numeric(var x) && b instanceof Datum.Numeric(var y)) {
            if (y.signum() == 0) throw Errors.divisionByZero();
            return checked(x.divide(y, divisionScale(x, y), RoundingMode.HALF_UP));
        }
        if (!isInfinite(a)) return Datum.of(BigDecimal.ZERO);
        if (isInfinite(b)) return NAN;
        if (sign(b) == 0) throw Errors.divisionByZero();
        return infinity(sign(a) * sign(b));
    }

    /** The quotient truncated to an integer. */
    static Datum integralQuotient(Datum a, Datum b) {
        if (a instanceof Datum.Numeric(var x) && b instanceof Datum.Numeric(var y)) {
            if (y.signum() == 0) throw Errors.divisionByZero();
            return checked(x.divideToIntegralValue(y).setScale(0, RoundingMode.DOWN));
        }
        return divide(a, b);
    }

    static Datum remainder(Datum a, Datum b) {
        if (isNan(a, b)) return NAN;
        if (sign(b) == 0 && !isInfinite(a)) throw Errors.divisionByZero();
        if (isInfinite(a)) {
            if (sign(b) == 0) throw Errors.divisionByZero();
            return NAN;
        }
        if (a instanceof Datum.Numeric(var x) && b instanceof Datum.Numeric(var y)) {
            return checked(x.remainder(y).setScale(Math.max(x.scale(), y.scale())));
        }
        return a;
    }

    /** The greatest numeric of which both are whole multiples; there is none of what is not finite. */
    static Datum greatestCommonDivisor(Datum a, Datum b) {
        if (!(a instanceof Datum.Numeric(var x) && b instanceof Datum.Numeric(var y))) return NAN;
        int scale = Math.max(x.scale(), y.scale());
        BigInteger divisor =
                x.setScale(scale).unscaledValue().gcd(y.setScale(scale).unscaledValue());
        return checked(new BigDecimal(divisor, scale));
    }

    static Datum leastCommonMultiple(Datum a, Datum b) {
        if (!(a instanceof Datum.Numeric(var x) && b instanceof Datum.Numeric(var y))) return NAN;
        int scale = Math.max(x.scale(), y.scale());
        if (x.signum() == 0 || y.signum() == 0) return checked(BigDecimal.ZERO.setScale(scale));
        BigInteger first = x.setScale(scale).unscaledValue();
        BigInteger second = y.setScale(scale).unscaledValue();
        return checked(
                new BigDecimal(first.divide(first.gcd(second)).multiply(second).abs(), scale));
    }

    /** At least sixteen significant digits, counted in groups of four as PostgreSQL stores them, and no fewer than the operands show. */
    static int divisionScale(BigDecimal x, BigDecimal y) {
        int weight = weight(x) - weight(y);
        if (leading(x) <= leading(y)) weight--;
        return displayScale(SIGNIFICANT_DIGITS_MIN - 4 * weight, Math.max(x.scale(), y.scale()));
    }

    /** {@code wanted} fractional digits, but no fewer than {@code shown}, and within what an operation chooses. */
    static int displayScale(int wanted, int shown) {
        return Math.min(Math.max(Math.max(wanted, shown), 0), DISPLAY_SCALE_MAX);
    }

    /** The exponent, to the base 10000, of the leading group of four digits; 0 for zero. */
    static int weight(BigDecimal value) {
        if (value.signum() == 0) return 0;
        return Math.floorDiv(value.precision() - value.scale() - 1, 4);
    }

    /** The leading group of four digits, 1 to 9999; 0 for zero. */
    static int leading(BigDecimal value) {
        return groups(value, 1).intValueExact();
    }

    /** The {@code count} leading groups of four digits, read as one integer. */
    static BigInteger groups(BigDecimal value, int count) {
        if (value.signum() == 0) return BigInteger.ZERO;
        return value.abs().movePointLeft(4 * (weight(value) - count + 1)).toBigInteger();
    }

    /** Rounds to {@code scale} digits after the point, or to tens, hundreds... if it is negative. */
    static Datum round(Datum a, int scale, RoundingMode mode) {
        if (!(a instanceof Datum.Numeric(var x))) return a;
        int within = Math.clamp(scale, -DIGITS_LIMIT - 1, SCALE_LIMIT);
        BigDecimal rounded = x.setScale(within, mode);
        return checked(within < 0 ? rounded.setScale(0) : rounded);
    }

    static int sign(Datum a) {
        return switch (a) {
            case Datum.Numeric(var x) -> x.signum();
            case NumericSpecial special -> special == NEGATIVE_INFINITY ? -1 : 1;
            default -> throw new IllegalStateException("not a numeric: " + a);
        };
    }

    static Datum infinity(int sign) {
        return sign > 0 ? POSITIVE_INFINITY : NEGATIVE_INFINITY;
    }

    static boolean isNan(Datum a, Datum b) {
        return a == NAN || b == NAN;
    }

    static boolean isInfinite(Datum a) {
        return a == POSITIVE_INFINITY || a == NEGATIVE_INFINITY;
    }
}
