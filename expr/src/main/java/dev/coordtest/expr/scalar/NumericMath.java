package dev.coordtest.expr.scalar;

import static dev.coordtest.expr.scalar.Numerics.SIGNIFICANT_DIGITS_MIN;
import static dev.coordtest.expr.scalar.Numerics.displayScale;
import static dev.coordtest.repr.Datum.NumericSpecial.NAN;
import static dev.coordtest.repr.Datum.NumericSpecial.POSITIVE_INFINITY;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Roots, powers and logarithms of numerics: at least sixteen significant digits, at the scales that PostgreSQL shows,
 * from {@link Series} with digits to spare and rounded once.
 */
final class NumericMath {
    private static final double LOG10_E = 0.434294481903252;
    private static final BigDecimal NEAR_ONE_LOW = new BigDecimal("0.9");
    private static final BigDecimal NEAR_ONE_HIGH = new BigDecimal("1.1");
    /** Powers whose natural logarithm is beyond this are not computed: they overflow or vanish. */
    private static final double EXPONENT_MAX = 6 * Numerics.DISPLAY_SCALE_MAX;

    private NumericMath() {}

    static Datum sqrt(Datum a) {
        if (a == NAN) return a;
        if (Numerics.sign(a) < 0) throw power("cannot take square root of a negative number");
        if (!(a instanceof Datum.Numeric(var x))) return a;
        int scale = displayScale(SIGNIFICANT_DIGITS_MIN - 1 - 2 * Numerics.weight(x), x.scale());
        BigInteger squared = x.setScale(2 * scale + 2, RoundingMode.DOWN).unscaledValue();
        return Numerics.checked(new BigDecimal(squared.sqrt(), scale + 1).setScale(scale, RoundingMode.HALF_UP));
    }

    static Datum exp(Datum a) {
        if (a == NAN) return a;
        if (!(a instanceof Datum.Numeric(var x))) return Numerics.sign(a) > 0 ? a : Datum.of(BigDecimal.ZERO);
        double decimalWeight = Math.clamp(
                x.doubleValue() * LOG10_E, -2.0 * Numerics.DISPLAY_SCALE_MAX, 2.0 * Numerics.DISPLAY_SCALE_MAX);
        int scale = displayScale(SIGNIFICANT_DIGITS_MIN - (int) decimalWeight, x.scale());
        return exp(x, scale);
    }

    private static Datum exp(BigDecimal x, int scale) {
        if (Math.abs(x.doubleValue()) >= EXPONENT_MAX) {
            if (x.signum() > 0) throw Errors.numericOverflow();
            return Datum.of(BigDecimal.ZERO.setScale(scale));
        }
        return Numerics.checked(Series.exp(x, scale).setScale(scale, RoundingMode.HALF_UP));
    }

    static Datum ln(Datum a) {
        checkLogarithm(a);
        if (!(a instanceof Datum.Numeric(var x))) return a;
        int scale = displayScale(SIGNIFICANT_DIGITS_MIN - logarithmWeight(x), x.scale());
        return Numerics.checked(Series.ln(x, scale + 5).setScale(scale, RoundingMode.HALF_UP));
    }

    /** The logarithm of {@code a} to the base {@code base}. */
    static Datum log(Datum base, Datum a) {
        if (Numerics.isNan(base, a)) return NAN;
        checkLogarithm(base);
        checkLogarithm(a);
        if (!(base instanceof Datum.Numeric(var b))) return Numerics.isInfinite(a) ? NAN : Datum.of(BigDecimal.ZERO);
        if (!(a instanceof Datum.Numeric(var x))) return POSITIVE_INFINITY;
        int weight = logarithmWeight(x) - logarithmWeight(b);
        int scale = displayScale(SIGNIFICANT_DIGITS_MIN - weight, Math.max(b.scale(), x.scale()));
        int precise = scale + Math.abs(logarithmWeight(b)) + Math.abs(weight) + 20;
        BigDecimal divisor = Series.ln(b, precise + Math.abs(logarithmWeight(b)));
        if (divisor.signum() == 0) throw Errors.divisionByZero();
        return Numerics.checked(Series.ln(x, precise).divide(divisor, scale, RoundingMode.HALF_UP));
    }

    private static void checkLogarithm(Datum a) {
        if (a == NAN) return;
        if (Numerics.sign(a) < 0) throw logarithm("cannot take logarithm of a negative number");
        if (Numerics.sign(a) == 0) throw logarithm("cannot take logarithm of zero");
    }

    static SqlException logarithm(String message) {
        return new SqlException(SqlState.INVALID_ARGUMENT_FOR_LOGARITHM, message);
    }

    static SqlException power(String message) {
        return new SqlException(SqlState.INVALID_ARGUMENT_FOR_POWER_FUNCTION, message);
    }

    /** The decimal exponent of the natural logarithm of {@code x}, estimated from the leading digits. */
    private static int logarithmWeight(BigDecimal x) {
        if (x.compareTo(NEAR_ONE_LOW) >= 0 && x.compareTo(NEAR_ONE_HIGH) <= 0) {
            BigDecimal rest = x.subtract(BigDecimal.ONE); // ln(1 + r) is about r.
            if (rest.signum() == 0) return 0;
            return 4 * Numerics.weight(rest) + (int) StrictMath.log10(Numerics.leading(rest));
        }
        boolean single = x.stripTrailingZeros().scale() <= -4 * Numerics.weight(x);
        int count = single ? 1 : 2;
        double digits = Numerics.groups(x, count).doubleValue();
        int weight = 4 * (Numerics.weight(x) - count + 1);
        return (int) StrictMath.log10(Math.abs(StrictMath.log(digits) + weight * 2.302585092994046));
    }

    static Datum power(Datum a, Datum b) {
        if (a == NAN) return Numerics.sign(b) == 0 ? Datum.of(BigDecimal.ONE) : NAN;
        boolean isOne = a instanceof Datum.Numeric(var one) && one.compareTo(BigDecimal.ONE) == 0;
        if (b == NAN) return isOne ? Datum.of(BigDecimal.ONE) : NAN;
        if (Numerics.sign(a) == 0 && Numerics.sign(b) < 0) throw power("zero raised to a negative power is undefined");
        boolean integral =
                !(b instanceof Datum.Numeric(var e)) || e.stripTrailingZeros().scale() <= 0;
        if (Numerics.sign(a) < 0 && !integral) {
            throw power("a negative number raised to a non-integer power yields a complex result");
        }
        if (a instanceof Datum.Numeric(var x) && b instanceof Datum.Numeric(var y)) return power(x, y);
        return infinitePower(a, b);
    }

    private static Datum infinitePower(Datum a, Datum b) {
        if (!(b instanceof Datum.Numeric(var y))) {
            if (Numerics.sign(a) == 0) return Datum.of(BigDecimal.ZERO);
            int toOne = a instanceof Datum.Numeric(var x) ? x.abs().compareTo(BigDecimal.ONE) : 1;
            if (toOne == 0) return Datum.of(BigDecimal.ONE);
            return toOne > 0 == Numerics.sign(b) > 0 ? POSITIVE_INFINITY : Datum.of(BigDecimal.ZERO);
        }
        if (y.signum() == 0) return Datum.of(BigDecimal.ONE);
        if (y.signum() < 0) return Datum.of(BigDecimal.ZERO);
        boolean odd = Numerics.sign(a) < 0 && y.toBigInteger().testBit(0);
        return Numerics.infinity(odd ? -1 : 1);
    }

    private static Datum power(BigDecimal base, BigDecimal exponent) {
        if (exponent.stripTrailingZeros().scale() <= 0
                && exponent.toBigInteger().bitLength() < 32) {
            return integralPower(base, exponent);
        }
        if (base.signum() == 0) return Datum.of(BigDecimal.ZERO.setScale(SIGNIFICANT_DIGITS_MIN));
        boolean negative = base.signum() < 0 && exponent.toBigInteger().testBit(0);
        BigDecimal size = base.abs();
        double logarithm =
                Series.ln(size, displayScale(8 - logarithmWeight(size), 0)).doubleValue() * exponent.doubleValue();
        if (Math.abs(logarithm) > EXPONENT_MAX * 1.0033) {
            if (logarithm > 0) throw Errors.numericOverflow();
            return Datum.of(BigDecimal.ZERO.setScale(Numerics.DISPLAY_SCALE_MAX));
        }
        int decimalWeight = (int) (logarithm * LOG10_E);
        int scale = displayScale(SIGNIFICANT_DIGITS_MIN - decimalWeight, Math.max(base.scale(), exponent.scale()));
        int precise = Math.max(scale + decimalWeight, 0) + exponent.precision() - exponent.scale() + 20;
        BigDecimal power = Series.exp(exponent.multiply(Series.ln(size, precise)), scale + 5);
        BigDecimal rounded = power.setScale(scale, RoundingMode.HALF_UP);
        return Numerics.checked(negative ? rounded.negate() : rounded);
    }

    private static Datum integralPower(BigDecimal base, BigDecimal written) {
        int exponent = written.intValueExact();
        double decimalWeight = base.signum() == 0 ? 0 : exponent * decimalLogarithm(base);
        if (decimalWeight > Numerics.DIGITS_LIMIT) throw Errors.numericOverflow();
        if (decimalWeight + 1 < -Numerics.DISPLAY_SCALE_MAX) {
            return Datum.of(BigDecimal.ZERO.setScale(Numerics.DISPLAY_SCALE_MAX));
        }
        int shown = Math.max(base.scale(), written.scale());
        int scale = displayScale(SIGNIFICANT_DIGITS_MIN - (int) decimalWeight, shown);
        if (exponent == 0) return Datum.of(BigDecimal.ONE.setScale(scale));
        if (base.signum() == 0) return Datum.of(BigDecimal.ZERO.setScale(scale));
        int digits = Math.max(scale + (int) decimalWeight, 0) + 20;
        return Numerics.checked(Series.power(base, exponent, digits).setScale(scale, RoundingMode.HALF_UP));
    }

    /** The decimal logarithm of the size of a number, to as many digits as a double has. */
    private static double decimalLogarithm(BigDecimal value) {
        int weight = value.precision() - value.scale() - 1;
        return StrictMath.log10(value.abs().movePointLeft(weight).doubleValue()) + weight;
    }
}
