package dev.coordtest.compute.arrange;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Datum.NumericSpecial;
import dev.coordtest.repr.DatumOrder;
import dev.coordtest.repr.Json;
import dev.coordtest.repr.Row;
import dev.coordtest.repr.ShownOrder;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Writes values so that the unsigned order of the bytes is the order of the values: of {@link DatumOrder}, either way round, with NULLs first or
 * last. No value's bytes begin those of another of its type, so values may follow each other. The bytes are for comparing; they are not read back.
 */
public final class OrderedBytes {
    private static final int FIRST = 0;
    private static final int VALUE = 1;
    private static final int LAST = 2;

    private byte[] bytes = new byte[64];
    private int length;

    public OrderedBytes clear() {
        length = 0;
        return this;
    }

    /** What has been written, in the first {@link #length} bytes: read only, and good until the next write. */
    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    /** Writes a number that is not negative. */
    public OrderedBytes putInt(int value) {
        return putBits(value, Integer.SIZE);
    }

    public OrderedBytes put(byte[] from, int start, int end) {
        reserve(end - start);
        System.arraycopy(from, start, bytes, length, end - start);
        length += end - start;
        return this;
    }

    /** Writes bytes so that the shorter come first and those of one length in their unsigned order. */
    public OrderedBytes putByLength(byte[] from, int start, int end) {
        return putInt(end - start).put(from, start, end);
    }

    /** Writes a row so that it comes where {@link ShownOrder} has it. */
    public OrderedBytes putShown(Row row) {
        Row plain = ShownOrder.withoutScales(row);
        putByLength(plain.packed(), 0, plain.length());
        // A row without scales is shorter than all that have the same values and scales.
        return plain == row ? putInt(0) : putByLength(row.packed(), 0, row.length());
    }

    public OrderedBytes put(Datum datum, boolean descending, boolean nullsLast) {
        if (datum.isNull()) return putByte(nullsLast ? LAST : FIRST);
        putByte(VALUE);
        int start = length;
        putValue(datum);
        if (descending) complement(start);
        return this;
    }

    private void putValue(Datum datum) {
        switch (datum) {
            case Datum.Bool(var value) -> putByte(value ? 1 : 0);
            case Datum.Int16(var value) -> putLong(value);
            case Datum.Int32(var value) -> putLong(value);
            case Datum.Int64(var value) -> putLong(value);
            case Datum.Float32(var value) -> putDouble(value);
            case Datum.Float64(var value) -> putDouble(value);
            case Datum.Date(var days) -> putLong(days);
            case Datum.Time(var micros) -> putLong(micros);
            case Datum.Timestamp(var micros) -> putLong(micros);
            case Datum.TimestampTz(var micros) -> putLong(micros);
            case Datum.Numeric(var value) -> putNumeric(value);
            case NumericSpecial special -> putByte(Sign.of(special));
            case Datum.Interval interval -> putInterval(interval);
            case Datum.Text(var value) -> putContent(value.getBytes(StandardCharsets.UTF_8));
            case Datum.Char text -> putContent(text.stripped().getBytes(StandardCharsets.UTF_8));
            case Datum.Bytes(var value) -> putContent(value);
            case Datum.Uuid(var value) ->
                putBits(value.getMostSignificantBits(), Long.SIZE).putBits(value.getLeastSignificantBits(), Long.SIZE);
            case Datum.Oid(var bits) -> putBits(bits, Integer.SIZE);
            case Datum.ListValue(var elements) -> putAll(elements);
            case Datum.ArrayValue(var elements, var dimensions) -> {
                putAll(elements);
                putInt(dimensions.size());
                for (Datum.ArrayValue.Dimension dimension : dimensions) putInt(dimension.length());
                for (Datum.ArrayValue.Dimension dimension : dimensions) putLong(dimension.lowerBound());
            }
            case Datum.MapValue(var entries) -> {
                entries.forEach((key, value) -> {
                    putByte(VALUE);
                    putContent(key.getBytes(StandardCharsets.UTF_8));
                    put(value, false, true);
                });
                putByte(FIRST);
            }
            case Datum.JsonValue(var json) -> putByte(Json.outermostRank(json)).putJson(json);
            case Datum.Null ignored -> throw new IllegalStateException("NULL is no value");
        }
    }

    /** The content of a JSON value whose kind has been written: what {@link Json#ORDER} looks at, in its turn. */
    private void putJson(Json json) {
        switch (json) {
            case Json.Null ignored -> {}
            case Json.Bool(var value) -> putByte(value ? 1 : 0);
            case Json.Numeric(var value) -> putNumeric(value);
            case Json.Text(var value) -> putContent(value.getBytes(StandardCharsets.UTF_8));
            case Json.Array(var elements) -> {
                putInt(elements.size());
                for (Json element : elements) putByte(Json.rank(element)).putJson(element);
            }
            case Json.Members(var members) -> {
                putInt(members.size());
                members.forEach((key, value) -> {
                    putContent(key.getBytes(StandardCharsets.UTF_8));
                    putByte(Json.rank(value)).putJson(value);
                });
            }
        }
    }

    private void putAll(List<Datum> elements) {
        for (Datum element : elements) put(element, false, true);
        putByte(FIRST);
    }

    /** What a numeric's bytes begin with. */
    private static final class Sign {
        static final int NEGATIVE = 1;
        static final int ZERO = 2;
        static final int POSITIVE = 3;

        static int of(NumericSpecial special) {
            return switch (special) {
                case NEGATIVE_INFINITY -> 0;
                case POSITIVE_INFINITY -> 4;
                case NAN -> 5;
            };
        }
    }

    /** Sign, exponent, digits, an end before all digits; all but the sign turned round if it is negative. */
    private void putNumeric(BigDecimal value) {
        if (value.signum() == 0) {
            putByte(Sign.ZERO);
            return;
        }
        putByte(value.signum() < 0 ? Sign.NEGATIVE : Sign.POSITIVE);
        int start = length;
        BigDecimal stripped = value.stripTrailingZeros();
        putLong((long) stripped.precision() - stripped.scale());
        byte[] digits = stripped.unscaledValue().abs().toString().getBytes(StandardCharsets.US_ASCII);
        put(digits, 0, digits.length).putByte(0);
        if (value.signum() < 0) complement(start);
    }

    private void putInterval(Datum.Interval interval) {
        // Canonical: a sum of months and days that are 30 to one, and less than a day; all of one sign.
        BigInteger days = BigInteger.valueOf(30L * interval.months() + interval.days());
        BigInteger micros =
                days.multiply(BigInteger.valueOf(86_400_000_000L)).add(BigInteger.valueOf(interval.micros()));
        putLong(micros.shiftRight(Long.SIZE).longValueExact());
        putBits(micros.longValue(), Long.SIZE);
    }

    private void putDouble(double value) {
        long bits = Double.doubleToLongBits(value == 0 ? 0 : value);
        putBits(bits < 0 ? ~bits : bits ^ Long.MIN_VALUE, Long.SIZE);
    }

    private void putLong(long value) {
        putBits(value ^ Long.MIN_VALUE, Long.SIZE);
    }

    /** Ends with two zeros; a zero inside is followed by something greater. */
    private void putContent(byte[] content) {
        for (byte each : content) {
            putByte(each);
            if (each == 0) putByte(0xFF);
        }
        putByte(0);
        putByte(0);
    }

    private OrderedBytes putBits(long value, int bits) {
        for (int shift = bits - 8; shift >= 0; shift -= 8) putByte((int) (value >>> shift));
        return this;
    }

    private OrderedBytes putByte(int value) {
        reserve(1);
        bytes[length++] = (byte) value;
        return this;
    }

    private void complement(int start) {
        for (int i = start; i < length; i++) bytes[i] = (byte) ~bytes[i];
    }

    private void reserve(int more) {
        if (more > bytes.length - length) bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
    }
}
