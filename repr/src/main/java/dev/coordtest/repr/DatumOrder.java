package dev.coordtest.repr;

import dev.coordtest.repr.Datum.NumericSpecial;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * SQL's notion of equality and order for values of one type, as PostgreSQL defines it: NULL is
 * greatest and equal to itself (as in ORDER BY, GROUP BY and DISTINCT; {@code =} sorts out NULLs
 * before), NaN is greater than every number and equal to itself, {@code -0} equals {@code 0},
 * numerics compare by value, {@code char} without its trailing blanks, intervals by their length with a month of 30 days, text by code points,
 * arrays by their elements and only then by their dimensions, JSON as {@link Json#ORDER} says.
 */
public final class DatumOrder implements Comparator<Datum> {
    public static final DatumOrder ORDER = new DatumOrder();

    /** Text by code points, which is the bytewise order of UTF-8. */
    public static final Comparator<String> TEXT = DatumOrder::compareText;

    private static final BigInteger MICROS_PER_DAY = BigInteger.valueOf(86_400_000_000L);

    private DatumOrder() {}

    @Override
    public int compare(Datum a, Datum b) {
        return switch (a) {
            case Datum.Null ignored -> b.isNull() ? 0 : 1;
            case Datum any when b.isNull() -> -1;
            case Datum.Bool(var x) when b instanceof Datum.Bool(var y) -> Boolean.compare(x, y);
            case Datum.Int16(var x) when b instanceof Datum.Int16(var y) -> Short.compare(x, y);
            case Datum.Int32(var x) when b instanceof Datum.Int32(var y) -> Integer.compare(x, y);
            case Datum.Int64(var x) when b instanceof Datum.Int64(var y) -> Long.compare(x, y);
            case Datum.Float32(var x) when b instanceof Datum.Float32(var y) -> compareFloats(x, y);
            case Datum.Float64(var x) when b instanceof Datum.Float64(var y) -> compareFloats(x, y);
            case Datum.Numeric(var x) when b instanceof Datum.Numeric(var y) -> x.compareTo(y);
            case Datum.Numeric ignored when b instanceof NumericSpecial y -> -Integer.signum(rank(y));
            case NumericSpecial x when b instanceof Datum.Numeric -> Integer.signum(rank(x));
            case NumericSpecial x when b instanceof NumericSpecial y -> Integer.compare(rank(x), rank(y));
            case Datum.Text(var x) when b instanceof Datum.Text(var y) -> compareText(x, y);
            case Datum.Char x when b instanceof Datum.Char y -> compareText(x.stripped(), y.stripped());
            case Datum.Bytes(var x) when b instanceof Datum.Bytes(var y) -> Arrays.compareUnsigned(x, y);
            case Datum.Date(var x) when b instanceof Datum.Date(var y) -> Integer.compare(x, y);
            case Datum.Time(var x) when b instanceof Datum.Time(var y) -> Long.compare(x, y);
            case Datum.Timestamp(var x) when b instanceof Datum.Timestamp(var y) -> Long.compare(x, y);
            case Datum.TimestampTz(var x) when b instanceof Datum.TimestampTz(var y) -> Long.compare(x, y);
            case Datum.Interval x
            when b instanceof Datum.Interval y -> length(x).compareTo(length(y));
            case Datum.Uuid(var x) when b instanceof Datum.Uuid(var y) -> compareUuids(x, y);
            case Datum.Oid(var x) when b instanceof Datum.Oid(var y) -> Integer.compareUnsigned(x, y);
            case Datum.ArrayValue x when b instanceof Datum.ArrayValue y -> compareArrays(x, y);
            case Datum.ListValue(var x) when b instanceof Datum.ListValue(var y) -> compareLists(x, y);
            case Datum.MapValue x when b instanceof Datum.MapValue y -> compareMaps(x, y);
            case Datum.JsonValue(var x) when b instanceof Datum.JsonValue(var y) -> Json.ORDER.compare(x, y);
            default -> throw new IllegalStateException("values of different types compared: " + a + ", " + b);
        };
    }

    /**
     * The one representation that stands for all values equal to {@code datum}: two datums of a type
     * compare as equal if and only if their canonical forms are {@code equals}. Keys of arrangements,
     * which are compared as bytes, are made of canonical datums.
     */
    public static Datum canonical(Datum datum) {
        return switch (datum) {
            case Datum.Numeric(var value) -> new Datum.Numeric(stripZeros(value));
            case Datum.Float32(var value) -> new Datum.Float32(value == 0 ? 0f : value);
            case Datum.Float64(var value) -> new Datum.Float64(value == 0 ? 0d : value);
            case Datum.Interval interval -> canonicalInterval(interval);
            case Datum.Char text -> new Datum.Char(text.stripped());
            case Datum.ArrayValue(var elements, var dimensions) ->
                new Datum.ArrayValue(
                        elements.stream().map(DatumOrder::canonical).toList(), dimensions);
            case Datum.ListValue(var elements) ->
                new Datum.ListValue(elements.stream().map(DatumOrder::canonical).toList());
            case Datum.MapValue(var entries) -> {
                var canonical = new java.util.TreeMap<String, Datum>(TEXT);
                entries.forEach((key, value) -> canonical.put(key, canonical(value)));
                yield new Datum.MapValue(canonical);
            }
            case Datum.Null same -> same;
            case Datum.Bool same -> same;
            case Datum.Int16 same -> same;
            case Datum.Int32 same -> same;
            case Datum.Int64 same -> same;
            case NumericSpecial same -> same;
            case Datum.Text same -> same;
            case Datum.Bytes same -> same;
            case Datum.Date same -> same;
            case Datum.Time same -> same;
            case Datum.Timestamp same -> same;
            case Datum.TimestampTz same -> same;
            case Datum.Uuid same -> same;
            case Datum.Oid same -> same;
            case Datum.JsonValue(var value) -> new Datum.JsonValue(Json.canonical(value));
        };
    }

    static BigDecimal stripZeros(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** An interval's length in microseconds; 128 bits, because 2^31 months do not fit 64. */
    private static BigInteger length(Datum.Interval interval) {
        long days = 30L * interval.months() + interval.days();
        return BigInteger.valueOf(days).multiply(MICROS_PER_DAY).add(BigInteger.valueOf(interval.micros()));
    }

    /** As many months as fit, then as many days as fit: a function of the length alone, and every interval's length has one. */
    private static Datum canonicalInterval(Datum.Interval interval) {
        BigInteger[] parts = length(interval).divideAndRemainder(MICROS_PER_DAY);
        long allDays = parts[0].longValueExact();
        int months = Math.clamp(allDays / 30, Integer.MIN_VALUE, Integer.MAX_VALUE);
        long restDays = allDays - 30L * months;
        int days = Math.clamp(restDays, Integer.MIN_VALUE, Integer.MAX_VALUE);
        BigInteger micros =
                BigInteger.valueOf(restDays - days).multiply(MICROS_PER_DAY).add(parts[1]);
        return new Datum.Interval(months, days, micros.longValueExact());
    }

    private static int rank(NumericSpecial special) {
        return switch (special) {
            case NEGATIVE_INFINITY -> -1;
            case POSITIVE_INFINITY -> 1;
            case NAN -> 2;
        };
    }

    private static int compareFloats(double a, double b) {
        if (a == b) return 0; // Also where one is -0.
        return Double.compare(a, b); // NaN is greatest.
    }

    private static int compareText(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x == y) continue;
            // Code units compare like code points, except that surrogates come after the rest of the basic plane.
            boolean xSurrogate = Character.isSurrogate(x);
            boolean ySurrogate = Character.isSurrogate(y);
            return xSurrogate == ySurrogate ? Character.compare(x, y) : xSurrogate ? 1 : -1;
        }
        return Integer.compare(a.length(), b.length());
    }

    private static int compareUuids(java.util.UUID a, java.util.UUID b) {
        int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
    }

    private int compareArrays(Datum.ArrayValue a, Datum.ArrayValue b) {
        int byElements = compareLists(a.elements(), b.elements());
        if (byElements != 0) return byElements;
        int rank = Integer.compare(a.dimensions().size(), b.dimensions().size());
        if (rank != 0) return rank;
        int byLengths = compareDimensions(a, b, Datum.ArrayValue.Dimension::length);
        return byLengths != 0 ? byLengths : compareDimensions(a, b, Datum.ArrayValue.Dimension::lowerBound);
    }

    private static int compareDimensions(
            Datum.ArrayValue a, Datum.ArrayValue b, ToIntFunction<Datum.ArrayValue.Dimension> part) {
        for (int i = 0; i < a.dimensions().size(); i++) {
            int compared = Integer.compare(
                    part.applyAsInt(a.dimensions().get(i)),
                    part.applyAsInt(b.dimensions().get(i)));
            if (compared != 0) return compared;
        }
        return 0;
    }

    private int compareLists(List<Datum> a, List<Datum> b) {
        int shared = Math.min(a.size(), b.size());
        for (int i = 0; i < shared; i++) {
            int compared = compare(a.get(i), b.get(i));
            if (compared != 0) return compared;
        }
        return Integer.compare(a.size(), b.size());
    }

    private int compareMaps(Datum.MapValue a, Datum.MapValue b) {
        Iterator<Map.Entry<String, Datum>> others = b.entries().entrySet().iterator();
        for (Map.Entry<String, Datum> entry : a.entries().entrySet()) {
            if (!others.hasNext()) return 1;
            Map.Entry<String, Datum> other = others.next();
            int byKey = compareText(entry.getKey(), other.getKey());
            int compared = byKey != 0 ? byKey : compare(entry.getValue(), other.getValue());
            if (compared != 0) return compared;
        }
        return others.hasNext() ? -1 : 0;
    }
}
