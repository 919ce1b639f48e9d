package dev.coordtest.expr.scalar;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Datum.NumericSpecial;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.ScalarType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as numbers of another type. Floats round halves to even on their way to integers, numerics away from zero. */
final class NumberCasts {
    /** The decimal digits that a float is sure to keep. */
    private static final MathContext FLOAT4_DIGITS = new MathContext(6, RoundingMode.HALF_EVEN);

    private static final MathContext FLOAT8_DIGITS = new MathContext(15, RoundingMode.HALF_EVEN);

    private NumberCasts() {}

    static long toInteger(Datum datum, ScalarType type) {
        long value = switch (datum) {
            case Datum.Int16(var x) -> x;
            case Datum.Int32(var x) -> x;
            case Datum.Int64(var x) -> x;
            case Datum.Bool(var x) -> x ? 1 : 0;
            case Datum.Bytes(var x) -> ofBytes(x, type);
            case Datum.Float32(var x) -> rounded(x, type);
            case Datum.Float64(var x) -> rounded(x, type);
            case Datum.Numeric(var x) -> rounded(x, type);
            case NumericSpecial special ->
                throw new SqlException(
                        SqlState.FEATURE_NOT_SUPPORTED,
                        "cannot convert " + (special == NumericSpecial.NAN ? "NaN" : "infinity") + " to "
                                + type.sqlName());
            default -> throw new IllegalStateException("not a number: " + datum);
        };
        return ArithmeticFunctions.narrow(value, false, type);
    }

    /** Two's complement, the highest byte first. No bytes are 0; as many as the type has are a negative number if the first bit says so. */
    private static long ofBytes(byte[] bytes, ScalarType type) {
        int size = type == ScalarType.INT2 ? 2 : type == ScalarType.INT4 ? 4 : 8;
        if (bytes.length > size) throw Errors.outOfRange(type);
        long value = 0;
        for (byte b : bytes) value = value << 8 | b & 0xFF;
        int unused = 64 - 8 * size;
        return value << unused >> unused;
    }

    /** Two's complement, the highest byte first. */
    static byte[] toBytes(Datum datum) {
        int size = datum instanceof Datum.Int16 ? 2 : datum instanceof Datum.Int32 ? 4 : 8;
        long value = Values.integer(datum);
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) bytes[i] = (byte) (value >> 8 * (size - 1 - i));
        return bytes;
    }

    private static long rounded(double value, ScalarType type) {
        double rounded = StrictMath.rint(value);
        if (Double.isNaN(rounded) || rounded < -0x1p63 || rounded >= 0x1p63) throw Errors.outOfRange(type);
        return (long) rounded;
    }

    private static long rounded(BigDecimal value, ScalarType type) {
        if (value.precision() - value.scale() > 20) throw Errors.outOfRange(type);
        BigDecimal rounded = value.setScale(0, RoundingMode.HALF_UP);
        if (rounded.unscaledValue().bitLength() > 63) throw Errors.outOfRange(type);
        return rounded.longValueExact();
    }

    static double toDouble(Datum datum) {
        return switch (datum) {
            case Datum.Int16(var x) -> x;
            case Datum.Int32(var x) -> x;
            case Datum.Int64(var x) -> x;
            case Datum.Float32(var x) -> x;
            case Datum.Float64(var x) -> x;
            case Datum.Numeric(var x) -> {
                double value = x.doubleValue();
                if (Double.isInfinite(value) || value == 0 && x.signum() != 0) {
                    throw Errors.textOutOfRange(ScalarType.FLOAT8, x.toPlainString());
                }
                yield value;
            }
            case NumericSpecial special -> toDouble(special);
            default -> throw new IllegalStateException("not a number: " + datum);
        };
    }

    private static double toDouble(NumericSpecial special) {
        return switch (special) {
            case NAN -> Double.NaN;
            case POSITIVE_INFINITY -> Double.POSITIVE_INFINITY;
            case NEGATIVE_INFINITY -> Double.NEGATIVE_INFINITY;
        };
    }

    static float toFloat(Datum datum) {
        return switch (datum) {
            case Datum.Int16(var x) -> x;
            case Datum.Int32(var x) -> x;
            case Datum.Int64(var x) -> x;
            case Datum.Float64(var x) -> narrowed(x);
            case Datum.Numeric(var x) -> {
                float value = x.floatValue();
                if (Float.isInfinite(value) || value == 0 && x.signum() != 0) {
                    throw Errors.textOutOfRange(ScalarType.FLOAT4, x.toPlainString());
                }
                yield value;
            }
            case NumericSpecial special -> (float) toDouble(special);
            default -> throw new IllegalStateException("not a number: " + datum);
        };
    }

    static float narrowed(double value) {
        float narrow = (float) value;
        FloatMath.checkOverflow(narrow, Double.isInfinite(value));
        FloatMath.checkUnderflow(narrow, value == 0);
        return narrow;
    }

    static Datum toNumeric(Datum datum) {
        return switch (datum) {
            case Datum.Int16(var x) -> Datum.of(BigDecimal.valueOf(x));
            case Datum.Int32(var x) -> Datum.of(BigDecimal.valueOf(x));
            case Datum.Int64(var x) -> Datum.of(BigDecimal.valueOf(x));
            case Datum.Float32(var x) -> fromFloat(x, FLOAT4_DIGITS);
            case Datum.Float64(var x) -> fromFloat(x, FLOAT8_DIGITS);
            case Datum.Numeric same -> same;
            case NumericSpecial same -> same;
            default -> throw new IllegalStateException("not a number: " + datum);
        };
    }

    private static Datum fromFloat(double value, MathContext digits) {
        if (Double.isNaN(value)) return NumericSpecial.NAN;
        if (Double.isInfinite(value)) return Numerics.infinity(value > 0 ? 1 : -1);
        BigDecimal rounded = new BigDecimal(value).round(digits);
        return Datum.of(rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros());
    }

    /** A numeric as one of {@code type}'s precision and scale. */
    static Datum constrain(Datum datum, ScalarType.Numeric type) {
        if (datum instanceof NumericSpecial special) {
            if (special == NumericSpecial.NAN) return datum;
            throw overflow(type, "cannot hold an infinite value.");
        }
        BigDecimal value = ((Datum.Numeric) datum).value().setScale(type.scale(), RoundingMode.HALF_UP);
        int digits = type.precision() - type.scale();
        if (value.signum() != 0 && value.precision() - value.scale() > digits) {
            String limit = digits == 0 ? "1" : "10^" + digits;
            throw overflow(type, "must round to an absolute value less than " + limit + ".");
        }
        return Datum.of(value);
    }

    private static SqlException overflow(ScalarType.Numeric type, String why) {
        return new SqlException(SqlError.of(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "numeric field overflow")
                .withDetail("A field with precision " + type.precision() + ", scale " + type.scale() + " " + why));
    }
}
