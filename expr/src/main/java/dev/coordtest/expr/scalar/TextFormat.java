package dev.coordtest.expr.scalar;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Datum.NumericSpecial;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.ScalarType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Values as text and back, in PostgreSQL's formats. Dates and intervals are {@link DateTimeText}'s. */
public final class TextFormat {
    /** PostgreSQL's limits for numerics: digits before and after the point. */
    private static final int NUMERIC_DIGITS_MAX = 131072;

    private static final int NUMERIC_SCALE_MAX = 16383;

    private TextFormat() {}

    /** Reads a value of {@code type}, without modifiers. Throws {@link SqlException} with PostgreSQL's wording. */
    public static Datum parse(String text, ScalarType type) {
        if (!(type instanceof ScalarType.Simple simple)) {
            return switch (type) {
                case ScalarType.Numeric ignored -> numeric(text);
                case ScalarType.Char ignored -> Datum.of(text);
                case ScalarType.VarChar ignored -> Datum.of(text);
                default ->
                    throw new SqlException(
                            SqlState.FEATURE_NOT_SUPPORTED, "type " + type.sqlName() + " not yet supported");
            };
        }
        return switch (simple) {
            case BOOL -> bool(text);
            case INT2 -> new Datum.Int16((short) integer(text, simple, Short.MIN_VALUE, Short.MAX_VALUE));
            case INT4 -> new Datum.Int32((int) integer(text, simple, Integer.MIN_VALUE, Integer.MAX_VALUE));
            case INT8 -> new Datum.Int64(integer(text, simple, Long.MIN_VALUE, Long.MAX_VALUE));
            case FLOAT4 -> new Datum.Float32((float) floating(text, simple));
            case FLOAT8 -> new Datum.Float64(floating(text, simple));
            case TEXT, UNKNOWN -> Datum.of(text);
            case BYTEA -> bytea(text);
            case DATE -> DateTimeText.date(text);
            case TIME -> DateTimeText.time(text);
            case TIMESTAMP -> DateTimeText.timestamp(text, false);
            case TIMESTAMPTZ -> DateTimeText.timestamp(text, true);
            case INTERVAL -> IntervalText.parse(text);
            case UUID, JSONB, OID, REGPROC ->
                throw new SqlException(
                        SqlState.FEATURE_NOT_SUPPORTED, "type " + simple.sqlName() + " not yet supported");
        };
    }

    /** Writes a value; NULL has no text. */
    public static String print(Datum datum) {
        return switch (datum) {
            case Datum.Null ignored -> throw new IllegalStateException("NULL has no text");
            case Datum.Bool(var value) -> value ? "t" : "f";
            case Datum.Int16(var value) -> Short.toString(value);
            case Datum.Int32(var value) -> Integer.toString(value);
            case Datum.Int64(var value) -> Long.toString(value);
            case Datum.Float32(var value) -> floatText(Float.toString(value), value, 6);
            case Datum.Float64(var value) -> floatText(Double.toString(value), value, 15);
            case Datum.Numeric(var value) -> value.toPlainString();
            case NumericSpecial special ->
                switch (special) {
                    case NAN -> "NaN";
                    case POSITIVE_INFINITY -> "Infinity";
                    case NEGATIVE_INFINITY -> "-Infinity";
                };
            case Datum.Text(var value) -> value;
            case Datum.Bytes(var value) -> hex(value);
            case Datum.Date(var days) -> DateTimeText.print(new Datum.Date(days));
            case Datum.Time time -> DateTimeText.print(time);
            case Datum.Timestamp timestamp -> DateTimeText.print(timestamp);
            case Datum.TimestampTz timestamp -> DateTimeText.print(timestamp);
            case Datum.Interval interval -> IntervalText.print(interval);
            case Datum.Uuid(var value) -> value.toString();
            case Datum.JsonNull ignored -> "null";
            case Datum.ArrayValue value -> value.toString();
            case Datum.ListValue value -> value.toString();
            case Datum.MapValue value -> value.toString();
        };
    }

    static SqlException invalid(ScalarType type, String text) {
        return new SqlException(
                SqlState.INVALID_TEXT_REPRESENTATION,
                "invalid input syntax for type " + type.sqlName() + ": \"" + text + "\"");
    }

    private static Datum bool(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        if (!word.isEmpty()) {
            if ("true".startsWith(word) || "yes".startsWith(word) || word.equals("on") || word.equals("1"))
                return Datum.TRUE;
            boolean off = word.length() > 1 && "off".startsWith(word);
            if ("false".startsWith(word) || "no".startsWith(word) || off || word.equals("0")) return Datum.FALSE;
        }
        throw invalid(ScalarType.BOOL, text);
    }

    private static long integer(String text, ScalarType type, long min, long max) {
        String digits = text.strip();
        if (!digits.matches("[+-]?[0-9]+")) throw invalid(type, text);
        BigInteger value = new BigInteger(digits);
        if (value.bitLength() > 63 || value.longValueExact() < min || value.longValueExact() > max) {
            throw new SqlException(
                    SqlState.NUMERIC_VALUE_OUT_OF_RANGE,
                    "value \"" + text + "\" is out of range for type " + type.sqlName());
        }
        return value.longValueExact();
    }

    private static double floating(String text, ScalarType type) {
        String word = text.strip();
        switch (word.toLowerCase(Locale.ROOT)) {
            case "nan" -> {
                return Double.NaN;
            }
            case "infinity", "inf", "+infinity", "+inf" -> {
                return Double.POSITIVE_INFINITY;
            }
            case "-infinity", "-inf" -> {
                return Double.NEGATIVE_INFINITY;
            }
            default -> {}
        }
        if (!word.matches("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?")) throw invalid(type, text);
        boolean single = type == ScalarType.FLOAT4;
        double value = single ? Float.parseFloat(word) : Double.parseDouble(word);
        boolean isZero = !word.split("[eE]", 2)[0].matches(".*[1-9].*");
        if (Double.isInfinite(value) || value == 0 && !isZero) {
            throw new SqlException(
                    SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "\"" + text + "\" is out of range for type " + type.sqlName());
        }
        return value;
    }

    private static Datum numeric(String text) {
        String word = text.strip();
        switch (word.toLowerCase(Locale.ROOT)) {
            case "nan" -> {
                return NumericSpecial.NAN;
            }
            case "infinity", "inf", "+infinity", "+inf" -> {
                return NumericSpecial.POSITIVE_INFINITY;
            }
            case "-infinity", "-inf" -> {
                return NumericSpecial.NEGATIVE_INFINITY;
            }
            default -> {}
        }
        if (!word.matches("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,9})?"))
            throw invalid(ScalarType.NUMERIC, text);
        BigDecimal value = new BigDecimal(word);
        if (value.precision() - (long) value.scale() > NUMERIC_DIGITS_MAX || value.scale() > NUMERIC_SCALE_MAX) {
            throw new SqlException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "value overflows numeric format");
        }
        return Datum.of(value);
    }

    private static Datum bytea(String text) {
        if (text.startsWith("\\x")) {
            String digits = text.substring(2).replaceAll("\\s", "");
            if (!digits.matches("([0-9a-fA-F]{2})*")) {
                throw new SqlException(
                        SqlState.INVALID_PARAMETER_VALUE, "invalid hexadecimal data in \"" + text + "\"");
            }
            byte[] bytes = new byte[digits.length() / 2];
            for (int i = 0; i < bytes.length; i++)
                bytes[i] = (byte) Integer.parseInt(digits.substring(2 * i, 2 * i + 2), 16);
            return new Datum.Bytes(bytes);
        }
        var bytes = new java.io.ByteArrayOutputStream();
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < utf8.length; i++) {
            if (utf8[i] != '\\') {
                bytes.write(utf8[i]);
            } else if (i + 1 < utf8.length && utf8[i + 1] == '\\') {
                bytes.write(utf8[++i]);
            } else if (i + 3 < utf8.length
                    && new String(utf8, i + 1, 3, StandardCharsets.US_ASCII).matches("[0-3][0-7][0-7]")) {
                bytes.write(Integer.parseInt(new String(utf8, i + 1, 3, StandardCharsets.US_ASCII), 8));
                i += 3;
            } else {
                throw invalid(ScalarType.BYTEA, text);
            }
        }
        return new Datum.Bytes(bytes.toByteArray());
    }

    private static String hex(byte[] bytes) {
        StringBuilder text = new StringBuilder("\\x");
        for (byte b : bytes) text.append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15, 16));
        return text.toString();
    }

    /** The shortest digits that round-trip, which Java gives, laid out as C's %g does: 1e+20, 1e-05, 0.0001. */
    private static String floatText(String shortest, double value, int precision) {
        if (Double.isNaN(value)) return "NaN";
        if (Double.isInfinite(value)) return value > 0 ? "Infinity" : "-Infinity";
        if (value == 0) return 1 / value < 0 ? "-0" : "0";
        BigDecimal decimal = new BigDecimal(shortest).stripTrailingZeros();
        String digits = decimal.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - decimal.scale();
        String sign = value < 0 ? "-" : "";
        if (exponent >= -4 && exponent < precision) return sign + decimal.abs().toPlainString();
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        String power = Math.abs(exponent) < 10 ? "0" + Math.abs(exponent) : Integer.toString(Math.abs(exponent));
        return sign + mantissa + "e" + (exponent < 0 ? "-" : "+") + power;
    }
}
