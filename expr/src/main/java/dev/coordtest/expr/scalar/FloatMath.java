package dev.coordtest.expr.scalar;

import static dev.coordtest.repr.type.ScalarType.FLOAT4;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.type.ScalarType;

/**
 * Arithmetic of floats. A result that becomes infinite or zero on the way from operands that were neither is an error. Functions are
 * {@link StrictMath}'s, the same on every machine.
 */
final class FloatMath {
    private FloatMath() {}

    static Datum datum(double value, ScalarType type) {
        return type == FLOAT4 ? new Datum.Float32((float) value) : new Datum.Float64(value);
    }

    static double add(double x, double y, ScalarType type) {
        return checkOverflow(rounded(x + y, type), Double.isInfinite(x) || Double.isInfinite(y));
    }

    static double subtract(double x, double y, ScalarType type) {
        return checkOverflow(rounded(x - y, type), Double.isInfinite(x) || Double.isInfinite(y));
    }

    static double multiply(double x, double y, ScalarType type) {
        double product = checkOverflow(rounded(x * y, type), Double.isInfinite(x) || Double.isInfinite(y));
        return checkUnderflow(product, x == 0 || y == 0);
    }

    static double divide(double x, double y, ScalarType type) {
        if (y == 0 && !Double.isNaN(x)) throw Errors.divisionByZero();
        double quotient = checkOverflow(rounded(x / y, type), Double.isInfinite(x));
        return checkUnderflow(quotient, x == 0 || Double.isInfinite(y));
    }

    /** For two floats of the narrow type, rounding twice is rounding once: a double has digits to spare. */
    private static double rounded(double value, ScalarType type) {
        return type == FLOAT4 ? (float) value : value;
    }

    static double checkOverflow(double value, boolean mayBeInfinite) {
        if (Double.isInfinite(value) && !mayBeInfinite) throw Errors.floatOverflow();
        return value;
    }

    static double checkUnderflow(double value, boolean mayBeZero) {
        if (value == 0 && !mayBeZero) throw Errors.floatUnderflow();
        return value;
    }

    static double sqrt(double x) {
        if (x < 0) throw NumericMath.power("cannot take square root of a negative number");
        return StrictMath.sqrt(x);
    }

    static double exp(double x) {
        if (Double.isNaN(x) || Double.isInfinite(x)) return StrictMath.exp(x);
        return checkUnderflow(checkOverflow(StrictMath.exp(x), false), false);
    }

    static double ln(double x) {
        checkLogarithm(x);
        return StrictMath.log(x);
    }

    static double log10(double x) {
        checkLogarithm(x);
        return StrictMath.log10(x);
    }

    private static void checkLogarithm(double x) {
        if (x == 0) throw NumericMath.logarithm("cannot take logarithm of zero");
        if (x < 0) throw NumericMath.logarithm("cannot take logarithm of a negative number");
    }

    static Datum power(Datum base, Datum exponent) {
        return new Datum.Float64(power(Values.floating(base), Values.floating(exponent)));
    }

    private static double power(double x, double y) {
        if (x == 1 || y == 0) return 1; // Even if the other is not a number.
        if (Double.isNaN(x) || Double.isNaN(y)) return Double.NaN;
        if (x == 0 && y < 0) throw NumericMath.power("zero raised to a negative power is undefined");
        if (x < 0 && y != StrictMath.floor(y)) {
            throw NumericMath.power("a negative number raised to a non-integer power yields a complex result");
        }
        if (Double.isInfinite(y) && x == -1) return 1; // Java has no number for this.
        double power = StrictMath.pow(x, y);
        if (Double.isInfinite(x) || Double.isInfinite(y)) return power;
        return checkUnderflow(checkOverflow(power, false), x == 0);
    }

    /** Halves to even. */
    static double round(double x) {
        return StrictMath.rint(x);
    }

    static double truncate(double x) {
        return x < 0 ? StrictMath.ceil(x) : StrictMath.floor(x);
    }
}
