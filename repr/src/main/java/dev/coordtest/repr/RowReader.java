package dev.coordtest.repr;

import dev.coordtest.repr.Datum.ArrayValue.Dimension;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Reads the columns of packed rows without unpacking those nobody asks for. One reader serves many
 * rows: {@link #reset} finds the column boundaries, the getters read in place. Not thread-safe.
 */
public final class RowReader {
    private byte[] bytes = new byte[0];
    private int[] starts = new int[9];
    private int columns;

    public RowReader reset(Row row) {
        return reset(row.packed(), 0, row.length());
    }

    /** Reads what {@code row} holds now; packing on invalidates the reader. */
    public RowReader reset(RowPacker row) {
        return reset(row.bytes(), 0, row.length());
    }

    public RowReader reset(byte[] packed, int start, int end) {
        bytes = packed;
        columns = 0;
        int at = start;
        while (at < end) {
            if (columns + 1 >= starts.length) starts = Arrays.copyOf(starts, 2 * starts.length);
            starts[columns++] = at;
            at = Packed.end(packed, at);
        }
        starts[columns] = at;
        return this;
    }

    public int columns() {
        return columns;
    }

    /** The packed bytes that {@link #start} and {@link #end} point into: read only. */
    public byte[] packed() {
        return bytes;
    }

    /** Where column {@code i} starts. With {@code i = columns()}, where the row ends. */
    public int start(int i) {
        return starts[i];
    }

    public int end(int i) {
        return starts[i + 1];
    }

    public boolean isNull(int i) {
        return bytes[starts[i]] == Tag.NULL;
    }

    /** Whether column {@code i} is true; false and NULL are not. */
    public boolean isTrue(int i) {
        return bytes[starts[i]] == Tag.TRUE;
    }

    /** Whether column {@code i} holds an int8. */
    public boolean isInt64(int i) {
        return bytes[starts[i]] == Tag.INT64;
    }

    /** The int8 in column {@code i}, which must be one. */
    public long int64(int i) {
        return Packed.getLong(bytes, starts[i] + 1);
    }

    /** The int2, int4, int8 or whole numeric in column {@code i}, which must be one of them. */
    public long wholeNumber(int i) {
        int at = starts[i];
        return switch (bytes[at]) {
            case Tag.INT16 -> Packed.getShort(bytes, at + 1);
            case Tag.INT32 -> Packed.getInt(bytes, at + 1);
            case Tag.INT64 -> Packed.getLong(bytes, at + 1);
            case Tag.NUMERIC -> PackedNumeric.whole(bytes, at);
            default -> throw new IllegalStateException("column " + i + " is no whole number but " + datum(i));
        };
    }

    /** The int4 in column {@code i}, which must be one. */
    public int int32(int i) {
        return Packed.getInt(bytes, starts[i] + 1);
    }

    public Datum datum(int i) {
        return read(bytes, starts[i]);
    }

    public List<Datum> datums() {
        List<Datum> datums = new ArrayList<>(columns);
        for (int i = 0; i < columns; i++) datums.add(datum(i));
        return datums;
    }

    private static Datum read(byte[] bytes, int at) {
        return switch (bytes[at]) {
            case Tag.NULL -> Datum.NULL;
            case Tag.FALSE -> Datum.FALSE;
            case Tag.TRUE -> Datum.TRUE;
            case Tag.INT16 -> new Datum.Int16(Packed.getShort(bytes, at + 1));
            case Tag.INT32 -> new Datum.Int32(Packed.getInt(bytes, at + 1));
            case Tag.INT64 -> new Datum.Int64(Packed.getLong(bytes, at + 1));
            case Tag.FLOAT32 -> new Datum.Float32(Float.intBitsToFloat(Packed.getInt(bytes, at + 1)));
            case Tag.FLOAT64 -> new Datum.Float64(Double.longBitsToDouble(Packed.getLong(bytes, at + 1)));
            case Tag.DATE -> new Datum.Date(Packed.getInt(bytes, at + 1));
            case Tag.TIME -> new Datum.Time(Packed.getLong(bytes, at + 1));
            case Tag.TIMESTAMP -> new Datum.Timestamp(Packed.getLong(bytes, at + 1));
            case Tag.TIMESTAMPTZ -> new Datum.TimestampTz(Packed.getLong(bytes, at + 1));
            case Tag.INTERVAL ->
                new Datum.Interval(
                        Packed.getInt(bytes, at + 1), Packed.getInt(bytes, at + 5), Packed.getLong(bytes, at + 9));
            case Tag.BYTES_TINY -> new Datum.Bytes(content(bytes, at, 2));
            case Tag.BYTES_SHORT -> new Datum.Bytes(content(bytes, at, 3));
            case Tag.BYTES_LONG -> new Datum.Bytes(content(bytes, at, 5));
            case Tag.TEXT_TINY, Tag.TEXT_SHORT, Tag.TEXT_LONG -> new Datum.Text(text(bytes, at));
            case Tag.CHAR -> new Datum.Char(new String(content(bytes, at, 5), StandardCharsets.UTF_8));
            case Tag.OID -> new Datum.Oid(Packed.getInt(bytes, at + 1));
            case Tag.UUID ->
                new Datum.Uuid(new UUID(
                        Long.reverseBytes(Packed.getLong(bytes, at + 1)),
                        Long.reverseBytes(Packed.getLong(bytes, at + 9))));
            case Tag.ARRAY -> readArray(bytes, at);
            case Tag.LIST -> new Datum.ListValue(readAll(bytes, at + 5, Packed.end(bytes, at)));
            case Tag.MAP -> readMap(bytes, at);
            case Tag.JSON -> new Datum.JsonValue(PackedJson.read(bytes, at + 5));
            case Tag.NUMERIC, Tag.NUMERIC_WIDE -> PackedNumeric.decode(bytes, at);
            default -> throw new IllegalStateException("no datum has tag " + bytes[at] + " at " + at);
        };
    }

    private static byte[] content(byte[] bytes, int at, int header) {
        return Arrays.copyOfRange(bytes, at + header, Packed.end(bytes, at));
    }

    static String text(byte[] bytes, int at) {
        int start = Packed.content(bytes, at);
        return new String(bytes, start, Packed.end(bytes, at) - start, StandardCharsets.UTF_8);
    }

    private static List<Datum> readAll(byte[] bytes, int start, int end) {
        List<Datum> datums = new ArrayList<>();
        for (int at = start; at < end; at = Packed.end(bytes, at)) datums.add(read(bytes, at));
        return datums;
    }

    private static Datum readArray(byte[] bytes, int at) {
        int count = bytes[at + 5];
        List<Dimension> dimensions = new ArrayList<>(count);
        int next = at + 6;
        for (int i = 0; i < count; i++, next += 8) {
            dimensions.add(new Dimension(Packed.getInt(bytes, next), Packed.getInt(bytes, next + 4)));
        }
        return new Datum.ArrayValue(readAll(bytes, next, Packed.end(bytes, at)), dimensions);
    }

    private static Datum readMap(byte[] bytes, int at) {
        SortedMap<String, Datum> entries = new TreeMap<>(DatumOrder.TEXT);
        int end = Packed.end(bytes, at);
        for (int key = at + 5; key < end; ) {
            int value = Packed.end(bytes, key);
            entries.put(text(bytes, key), read(bytes, value));
            key = Packed.end(bytes, value);
        }
        return new Datum.MapValue(entries);
    }
}
