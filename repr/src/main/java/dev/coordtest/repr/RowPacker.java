package dev.coordtest.repr;

import dev.coordtest.repr.Datum.ArrayValue.Dimension;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Packs datums into rows. One packer makes many rows: {@link #clear}, push, {@link #toRow} or {@link
 * Batch.Builder#add}. Not thread-safe.
 */
public final class RowPacker {
    private byte[] bytes = new byte[64];
    private int length;

    public RowPacker clear() {
        length = 0;
        return this;
    }

    public int length() {
        return length;
    }

    /** What is packed now, in the first {@link #length} bytes: read only, and good until the next push. */
    public byte[] bytes() {
        return bytes;
    }

    public Row toRow() {
        return Row.ofPacked(bytes, 0, length);
    }

    /** Compares what has been packed as consolidated batches order rows: unsigned bytewise. */
    public int compareBytes(RowPacker that) {
        return Arrays.compareUnsigned(bytes, 0, length, that.bytes, 0, that.length);
    }

    public RowPacker pushNull() {
        return tag(Tag.NULL, 0);
    }

    public RowPacker push(boolean value) {
        return tag(value ? Tag.TRUE : Tag.FALSE, 0);
    }

    public RowPacker push(short value) {
        tag(Tag.INT16, 2);
        Packed.putShort(bytes, length, value);
        length += 2;
        return this;
    }

    public RowPacker push(int value) {
        return pushInt(Tag.INT32, value);
    }

    public RowPacker push(long value) {
        return pushLong(Tag.INT64, value);
    }

    /** Pushes a whole number as a numeric of scale 0. */
    public RowPacker pushNumeric(long value) {
        reserve(PackedNumeric.WHOLE_MAX_BYTES);
        length = PackedNumeric.encodeWhole(value, bytes, length);
        return this;
    }

    public RowPacker push(float value) {
        return pushInt(Tag.FLOAT32, Float.floatToIntBits(value));
    }

    public RowPacker push(double value) {
        return pushLong(Tag.FLOAT64, Double.doubleToLongBits(value));
    }

    public RowPacker push(String value) {
        return pushUtf8(value.getBytes(StandardCharsets.UTF_8));
    }

    /** Pushes text given as UTF-8, which the caller has checked to be well-formed. */
    public RowPacker pushUtf8(byte[] utf8) {
        return pushContent(Tag.TEXT_TINY, utf8, 0, utf8.length);
    }

    /** Pushes text given as a range of UTF-8, which the caller has checked to be well-formed. */
    public RowPacker pushUtf8(byte[] utf8, int start, int end) {
        return pushContent(Tag.TEXT_TINY, utf8, start, end);
    }

    /** Pushes datums that are packed already, for example a column of another row. */
    public RowPacker pushPacked(byte[] packed, int start, int end) {
        reserve(end - start);
        System.arraycopy(packed, start, bytes, length, end - start);
        length += end - start;
        return this;
    }

    public RowPacker push(Row row) {
        return pushPacked(row.packed(), 0, row.length());
    }

    public RowPacker push(RowPacker row) {
        return pushPacked(row.bytes, 0, row.length);
    }

    public RowPacker push(Datum datum) {
        return switch (datum) {
            case Datum.Null ignored -> pushNull();
            case Datum.Bool(var value) -> push(value);
            case Datum.Int16(var value) -> push(value);
            case Datum.Int32(var value) -> push(value);
            case Datum.Int64(var value) -> push(value);
            case Datum.Float32(var value) -> push(value);
            case Datum.Float64(var value) -> push(value);
            case Datum.Numeric(var value) -> pushPacked(PackedNumeric.encode(value));
            case Datum.NumericSpecial special -> pushPacked(PackedNumeric.encode(special));
            case Datum.Text(var value) -> push(value);
            case Datum.Char(var value) -> pushChar(value.getBytes(StandardCharsets.UTF_8));
            case Datum.Bytes(var value) -> pushContent(Tag.BYTES_TINY, value, 0, value.length);
            case Datum.Date(var days) -> pushInt(Tag.DATE, days);
            case Datum.Time(var micros) -> pushLong(Tag.TIME, micros);
            case Datum.Timestamp(var micros) -> pushLong(Tag.TIMESTAMP, micros);
            case Datum.TimestampTz(var micros) -> pushLong(Tag.TIMESTAMPTZ, micros);
            case Datum.Interval interval -> pushInterval(interval);
            case Datum.Uuid(var value) -> pushUuid(value.getMostSignificantBits(), value.getLeastSignificantBits());
            case Datum.Oid(var bits) -> pushInt(Tag.OID, bits);
            case Datum.ArrayValue array -> pushArray(array);
            case Datum.ListValue(var elements) -> {
                int start = open(Tag.LIST);
                for (Datum element : elements) push(element);
                yield close(start);
            }
            case Datum.MapValue(var entries) -> {
                int start = open(Tag.MAP);
                entries.forEach((key, value) -> push(key).push(value));
                yield close(start);
            }
            case Datum.JsonValue(var value) -> {
                int start = open(Tag.JSON);
                PackedJson.push(value, this);
                yield close(start);
            }
        };
    }

    private RowPacker pushPacked(byte[] packed) {
        return pushPacked(packed, 0, packed.length);
    }

    private RowPacker pushChar(byte[] utf8) {
        int start = open(Tag.CHAR);
        pushPacked(utf8);
        return close(start);
    }

    private RowPacker pushInterval(Datum.Interval interval) {
        tag(Tag.INTERVAL, 16);
        Packed.putInt(bytes, length, interval.months());
        Packed.putInt(bytes, length + 4, interval.days());
        Packed.putLong(bytes, length + 8, interval.micros());
        length += 16;
        return this;
    }

    private RowPacker pushUuid(long high, long low) {
        tag(Tag.UUID, 16);
        // Network order, so that the bytewise order is the order of the text form.
        Packed.putLong(bytes, length, Long.reverseBytes(high));
        Packed.putLong(bytes, length + 8, Long.reverseBytes(low));
        length += 16;
        return this;
    }

    private RowPacker pushArray(Datum.ArrayValue array) {
        int start = open(Tag.ARRAY);
        reserve(1 + 8 * array.dimensions().size());
        bytes[length++] = (byte) array.dimensions().size();
        for (Dimension dimension : array.dimensions()) {
            Packed.putInt(bytes, length, dimension.lowerBound());
            Packed.putInt(bytes, length + 4, dimension.length());
            length += 8;
        }
        for (Datum element : array.elements()) push(element);
        return close(start);
    }

    int open(int tag) {
        tag(tag, 4);
        length += 4;
        return length;
    }

    RowPacker close(int start) {
        Packed.putInt(bytes, start - 4, length - start);
        return this;
    }

    private RowPacker pushInt(int tag, int value) {
        tag(tag, 4);
        Packed.putInt(bytes, length, value);
        length += 4;
        return this;
    }

    private RowPacker pushLong(int tag, long value) {
        tag(tag, 8);
        Packed.putLong(bytes, length, value);
        length += 8;
        return this;
    }

    private RowPacker pushContent(int tinyTag, byte[] content, int start, int end) {
        int size = end - start;
        reserve(5 + size);
        if (size <= 0xFF) {
            bytes[length] = (byte) tinyTag;
            bytes[length + 1] = (byte) size;
            length += 2;
        } else if (size <= 0xFFFF) {
            bytes[length] = (byte) (tinyTag + 1);
            Packed.putShort(bytes, length + 1, size);
            length += 3;
        } else {
            bytes[length] = (byte) (tinyTag + 2);
            Packed.putInt(bytes, length + 1, size);
            length += 5;
        }
        System.arraycopy(content, start, bytes, length, size);
        length += size;
        return this;
    }

    private RowPacker tag(int tag, int valueBytes) {
        reserve(1 + valueBytes);
        bytes[length++] = (byte) tag;
        return this;
    }

    private void reserve(int more) {
        if (length + more > bytes.length) bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
    }
}
