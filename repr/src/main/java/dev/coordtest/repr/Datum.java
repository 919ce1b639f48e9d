package dev.coordtest.repr;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;

/**
 * One SQL value, unpacked. Rows hold datums packed ({@link Row}); this is the form for plans,
 * scalar evaluation, printing and the reference engine.
 *
 * <p>Two datums are {@code equals} if they are the same representation: {@code 1.50} and {@code
 * 1.5} are not. SQL's notion of equality and order is {@link DatumOrder}.
 */
public sealed interface Datum {
    Datum NULL = new Null();
    Datum TRUE = new Bool(true);
    Datum FALSE = new Bool(false);

    record Null() implements Datum {
        @Override
        public boolean isNull() {
            return true;
        }
    }

    /**
     * Anything but NULL. The method is here and not in {@link Datum} because a class makes its interfaces ready first if they have such
     * methods; and making Datum ready makes datums.
     */
    sealed interface Value extends Datum {
        @Override
        default boolean isNull() {
            return false;
        }
    }

    record Bool(boolean value) implements Value {}

    record Int16(short value) implements Value {}

    record Int32(int value) implements Value {}

    record Int64(long value) implements Value {}

    record Float32(float value) implements Value {}

    record Float64(double value) implements Value {}

    /** A finite decimal whose {@link BigDecimal#scale()}, never negative, is the number of fractional digits shown. */
    record Numeric(BigDecimal value) implements Value {
        public Numeric {
            if (value.scale() < 0) value = value.setScale(0);
        }
    }

    /** The three numerics that are not finite. */
    enum NumericSpecial implements Value {
        NEGATIVE_INFINITY,
        POSITIVE_INFINITY,
        /** Greater than everything else and equal to itself, as PostgreSQL has it. */
        NAN
    }

    record Text(String value) implements Value {}

    /** Text of type {@code char}, with the blanks that fill it up: they are shown, and make no difference to its order. */
    record Char(String value) implements Value {
        /** The value without its trailing blanks. */
        public String stripped() {
            int end = value.length();
            while (end > 0 && value.charAt(end - 1) == ' ') end--;
            return value.substring(0, end);
        }
    }

    /** The array is owned by the datum: neither maker nor reader may change it. */
    record Bytes(byte[] value) implements Value {
        @Override
        public boolean equals(Object that) {
            return that instanceof Bytes(var other) && Arrays.equals(value, other);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(value);
        }

        @Override
        public String toString() {
            return "Bytes" + Arrays.toString(value);
        }
    }

    /** Days since 1970-01-01; {@link Integer#MIN_VALUE} and {@link Integer#MAX_VALUE} are the infinities. */
    record Date(int epochDays) implements Value {
        public static final int NEGATIVE_INFINITY = Integer.MIN_VALUE;
        public static final int POSITIVE_INFINITY = Integer.MAX_VALUE;
    }

    /** Microseconds since midnight, 0 to 24:00:00 inclusive. */
    record Time(long micros) implements Value {}

    /** Microseconds since 1970-01-01 00:00:00 in no zone; the extreme longs are the infinities. */
    record Timestamp(long micros) implements Value {
        public static final long NEGATIVE_INFINITY = Long.MIN_VALUE;
        public static final long POSITIVE_INFINITY = Long.MAX_VALUE;
    }

    /** Microseconds since 1970-01-01 00:00:00 UTC; the extreme longs are the infinities. */
    record TimestampTz(long micros) implements Value {
        public static final long NEGATIVE_INFINITY = Long.MIN_VALUE;
        public static final long POSITIVE_INFINITY = Long.MAX_VALUE;
    }

    /** PostgreSQL's three fields, none carried into another; all three at their extremes are the infinities. */
    record Interval(int months, int days, long micros) implements Value {
        public static final Interval NEGATIVE_INFINITY =
                new Interval(Integer.MIN_VALUE, Integer.MIN_VALUE, Long.MIN_VALUE);
        public static final Interval POSITIVE_INFINITY =
                new Interval(Integer.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE);

        public boolean isInfinite() {
            return equals(NEGATIVE_INFINITY) || equals(POSITIVE_INFINITY);
        }
    }

    record Uuid(UUID value) implements Value {}

    /** The number of an object of the catalog, its 32 bits unsigned. */
    record Oid(int bits) implements Value {
        public long value() {
            return Integer.toUnsignedLong(bits);
        }
    }

    /** A rectangular array, elements in row-major order; no dimensions when empty. */
    record ArrayValue(List<Datum> elements, List<Dimension> dimensions) implements Value {
        /** The array without elements; there is but one, whatever its dimensions were. */
        public static final ArrayValue EMPTY = new ArrayValue(List.of(), List.of());

        public record Dimension(int lowerBound, int length) {
            /** The subscript of the last element. */
            public int upperBound() {
                return lowerBound + length - 1;
            }
        }

        /** An array of one dimension, counted from 1; {@link #EMPTY} if there are no elements. */
        public static ArrayValue of(List<Datum> elements) {
            return elements.isEmpty() ? EMPTY : new ArrayValue(elements, List.of(new Dimension(1, elements.size())));
        }

        public ArrayValue {
            elements = List.copyOf(elements);
            dimensions = List.copyOf(dimensions);
        }
    }

    /** A list or a record. */
    record ListValue(List<Datum> elements) implements Value {
        public ListValue {
            elements = List.copyOf(elements);
        }
    }

    /** A map: keys unique, in code point order. */
    record MapValue(SortedMap<String, Datum> entries) implements Value {}

    record JsonValue(Json value) implements Value {}

    boolean isNull();

    static Datum of(boolean value) {
        return value ? TRUE : FALSE;
    }

    static Datum of(int value) {
        return new Int32(value);
    }

    static Datum of(long value) {
        return new Int64(value);
    }

    static Datum of(double value) {
        return new Float64(value);
    }

    static Datum of(String value) {
        return new Text(value);
    }

    static Datum of(BigDecimal value) {
        return new Numeric(value);
    }

    static Datum of(Json value) {
        return new JsonValue(value);
    }
}
