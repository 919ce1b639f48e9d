package dev.coordtest.expr.scalar;

import static dev.coordtest.repr.type.ScalarType.BOOL;
import static dev.coordtest.repr.type.ScalarType.DATE;
import static dev.coordtest.repr.type.ScalarType.FLOAT4;
import static dev.coordtest.repr.type.ScalarType.FLOAT8;
import static dev.coordtest.repr.type.ScalarType.INT2;
import static dev.coordtest.repr.type.ScalarType.INT4;
import static dev.coordtest.repr.type.ScalarType.INT8;
import static dev.coordtest.repr.type.ScalarType.INTERVAL;
import static dev.coordtest.repr.type.ScalarType.NUMERIC;
import static dev.coordtest.repr.type.ScalarType.TEXT;
import static dev.coordtest.repr.type.ScalarType.TIME;
import static dev.coordtest.repr.type.ScalarType.TIMESTAMP;
import static dev.coordtest.repr.type.ScalarType.TIMESTAMPTZ;
import static dev.coordtest.repr.type.ScalarType.UNKNOWN;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Datum.NumericSpecial;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.ScalarType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/** Which types can be cast to which, how readily, and what comes of it: PostgreSQL's pg_cast for the types we have. */
public final class Casts {
    private Casts() {}

    /** Where a cast is made without being asked for: anywhere, only when storing a value, or nowhere. */
    public enum Context {
        IMPLICIT,
        ASSIGNMENT,
        EXPLICIT
    }

    private static final List<ScalarType> WIDENING = List.of(INT2, INT4, INT8, NUMERIC, FLOAT4, FLOAT8);

    /** How readily {@code from} becomes {@code to}, modifiers aside; empty if not at all. */
    public static Optional<Context> find(ScalarType from, ScalarType to) {
        ScalarType a = from.base();
        ScalarType b = to.base();
        if (a.equals(b) || a == UNKNOWN) return Optional.of(Context.IMPLICIT);
        int i = WIDENING.indexOf(a);
        int j = WIDENING.indexOf(b);
        if (i >= 0 && j >= 0) return Optional.of(i < j ? Context.IMPLICIT : Context.ASSIGNMENT);
        if (b == TEXT || b instanceof ScalarType.VarChar || b instanceof ScalarType.Char) {
            boolean character = a == TEXT || a instanceof ScalarType.VarChar || a instanceof ScalarType.Char;
            return Optional.of(character ? Context.IMPLICIT : Context.ASSIGNMENT);
        }
        if (a == TEXT || a instanceof ScalarType.VarChar || a instanceof ScalarType.Char)
            return Optional.of(Context.EXPLICIT);
        return Optional.ofNullable(special(a, b));
    }

    private static @org.jspecify.annotations.Nullable Context special(ScalarType a, ScalarType b) {
        if (a == BOOL && b == INT4 || a == INT4 && b == BOOL) return Context.EXPLICIT;
        if (a == DATE && (b == TIMESTAMP || b == TIMESTAMPTZ) || a == TIMESTAMP && b == TIMESTAMPTZ)
            return Context.IMPLICIT;
        if (a == TIME && b == INTERVAL) return Context.IMPLICIT;
        if ((a == TIMESTAMP || a == TIMESTAMPTZ) && (b == DATE || b == TIME)) return Context.ASSIGNMENT;
        if (a == TIMESTAMPTZ && b == TIMESTAMP || a == INTERVAL && b == TIME) return Context.ASSIGNMENT;
        return null;
    }

    /** Casts a value, modifiers of {@code to} included. Throws {@link SqlException} where the value does not fit. */
    public static Datum apply(Datum datum, ScalarType from, ScalarType to) {
        if (datum.isNull()) return datum;
        return modify(convert(datum, from.base(), to.base()), to);
    }

    private static Datum convert(Datum datum, ScalarType from, ScalarType to) {
        if (from.equals(to)) return datum;
        boolean toCharacter = to == TEXT || to instanceof ScalarType.VarChar || to instanceof ScalarType.Char;
        if (toCharacter)
            return datum instanceof Datum.Bool(var value)
                    ? Datum.of(value ? "true" : "false")
                    : Datum.of(TextFormat.print(datum));
        if (datum instanceof Datum.Text(var text)) return TextFormat.parse(text, to);
        if (to instanceof ScalarType.Numeric) return toNumeric(datum);
        if (!(to instanceof ScalarType.Simple simple)) throw unsupported(from, to);
        return switch (simple) {
            case INT2 -> new Datum.Int16((short) toLong(datum, Short.MIN_VALUE, Short.MAX_VALUE, simple));
            case INT4 -> new Datum.Int32((int) toLong(datum, Integer.MIN_VALUE, Integer.MAX_VALUE, simple));
            case INT8 -> new Datum.Int64(toLong(datum, Long.MIN_VALUE, Long.MAX_VALUE, simple));
            case FLOAT4 -> new Datum.Float32(toFloat(toDouble(datum)));
            case FLOAT8 -> new Datum.Float64(toDouble(datum));
            case BOOL -> Datum.of(!datum.equals(new Datum.Int32(0)));
            case DATE, TIME, TIMESTAMP, TIMESTAMPTZ, INTERVAL -> DateTimes.convert(datum, simple);
            default -> throw unsupported(from, to);
        };
    }

    private static SqlException unsupported(ScalarType from, ScalarType to) {
        return new SqlException(SqlState.CANNOT_COERCE, "cannot cast type " + from.sqlName() + " to " + to.sqlName());
    }

    private static SqlException outOfRange(ScalarType type) {
        return new SqlException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, type.sqlName() + " out of range");
    }

    private static long toLong(Datum datum, long min, long max, ScalarType type) {
        long value = switch (datum) {
            case Datum.Int16(var x) -> x;
            case Datum.Int32(var x) -> x;
            case Datum.Int64(var x) -> x;
            case Datum.Bool(var x) -> x ? 1 : 0;
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
        if (value < min || value > max) throw outOfRange(type);
        return value;
    }

    /** Halves to even, as the hardware rounds. */
    private static long rounded(double value, ScalarType type) {
        double rounded = StrictMath.rint(value);
        if (Double.isNaN(rounded) || rounded < -0x1p63 || rounded >= 0x1p63) throw outOfRange(type);
        return (long) rounded;
    }

    /** Halves away from zero. */
    private static long rounded(BigDecimal value, ScalarType type) {
        BigDecimal rounded = value.setScale(0, RoundingMode.HALF_UP);
        if (rounded.unscaledValue().bitLength() > 63) throw outOfRange(type);
        return rounded.longValueExact();
    }

    static double toDouble(Datum datum) {
        return switch (datum) {
            case Datum.Int16(var x) -> x;
            case Datum.Int32(var x) -> x;
            case Datum.Int64(var x) -> x;
            case Datum.Float32(var x) -> x;
            case Datum.Float64(var x) -> x;
            case Datum.Numeric(var x) -> x.doubleValue();
            case NumericSpecial special ->
                switch (special) {
                    case NAN -> Double.NaN;
                    case POSITIVE_INFINITY -> Double.POSITIVE_INFINITY;
                    case NEGATIVE_INFINITY -> Double.NEGATIVE_INFINITY;
                };
            default -> throw new IllegalStateException("not a number: " + datum);
        };
    }

    private static float toFloat(double value) {
        float narrow = (float) value;
        if (Float.isInfinite(narrow) && !Double.isInfinite(value)) {
            throw new SqlException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "value out of range: overflow");
        }
        if (narrow == 0 && value != 0) {
            throw new SqlException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "value out of range: underflow");
        }
        return narrow;
    }

    static Datum toNumeric(Datum datum) {
        return switch (datum) {
            case Datum.Int16(var x) -> Datum.of(BigDecimal.valueOf(x));
            case Datum.Int32(var x) -> Datum.of(BigDecimal.valueOf(x));
            case Datum.Int64(var x) -> Datum.of(BigDecimal.valueOf(x));
            case Datum.Float32(var x) -> fromFloat(x, 6);
            case Datum.Float64(var x) -> fromFloat(x, 15);
            case Datum.Numeric same -> same;
            case NumericSpecial same -> same;
            default -> throw new IllegalStateException("not a number: " + datum);
        };
    }

    /** As many digits as the type is sure of. */
    private static Datum fromFloat(double value, int digits) {
        if (Double.isNaN(value)) return NumericSpecial.NAN;
        if (Double.isInfinite(value))
            return value > 0 ? NumericSpecial.POSITIVE_INFINITY : NumericSpecial.NEGATIVE_INFINITY;
        BigDecimal rounded = new BigDecimal(value).round(new java.math.MathContext(digits, RoundingMode.HALF_EVEN));
        BigDecimal stripped = rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros();
        return Datum.of(stripped);
    }

    /** Applies the modifiers of a type to a value of it. */
    private static Datum modify(Datum datum, ScalarType to) {
        if (to instanceof ScalarType.Numeric(var precision, var scale) && ((ScalarType.Numeric) to).isConstrained()) {
            if (datum instanceof NumericSpecial special) {
                if (special == NumericSpecial.NAN) return datum;
                throw overflow(precision, scale);
            }
            BigDecimal value = ((Datum.Numeric) datum).value().setScale(scale, RoundingMode.HALF_UP);
            if (value.signum() != 0 && value.precision() - value.scale() > precision - scale)
                throw overflow(precision, scale);
            return Datum.of(value);
        }
        if (to instanceof ScalarType.VarChar(var length) && length >= 0 && datum instanceof Datum.Text(var text)) {
            int end = text.offsetByCodePoints(0, Math.min(length, text.codePointCount(0, text.length())));
            return Datum.of(text.substring(0, end));
        }
        return datum;
    }

    private static SqlException overflow(int precision, int scale) {
        return new SqlException(SqlError.of(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "numeric field overflow")
                .withDetail("A field with precision " + precision + ", scale " + scale
                        + " must round to an absolute value less than "
                        + (precision == scale ? "1" : "10^" + (precision - scale)) + "."));
    }
}
