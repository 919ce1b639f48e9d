package dev.coordtest.repr;

import java.util.Arrays;
import java.util.List;

/**
 * One immutable record, packed: the encodings of its datums one after the other.
 *
 * <p>A datum is a tag byte and a value: fixed-width values little-endian, text and bytes after a
 * length, numerics as {@link PackedNumeric} describes. Equal rows have equal bytes and a row's hash
 * is computed once.
 *
 * <p>The natural order is the one in which answers without ORDER BY are shown: the shorter encoding
 * first, then unsigned bytewise. It is total and the same everywhere, but not the order of SQL values;
 * that is {@link DatumOrder}. (For the one case in which the two notions of "encoding" differ,
 * numerics with trailing zeros, see {@link ShownOrder}.)
 */
public final class Row implements Comparable<Row> {
    public static final Row EMPTY = new Row(new byte[0]);

    private final byte[] bytes;
    private int hash;

    private Row(byte[] bytes) {
        this.bytes = bytes;
    }

    public static Row of(Datum... datums) {
        return of(Arrays.asList(datums));
    }

    public static Row of(List<Datum> datums) {
        RowPacker packer = new RowPacker();
        for (Datum datum : datums) packer.push(datum);
        return packer.toRow();
    }

    /** The row that the given range of packed bytes spells; the range is copied. */
    public static Row ofPacked(byte[] bytes, int start, int end) {
        return start == end ? EMPTY : new Row(Arrays.copyOfRange(bytes, start, end));
    }

    /** Whether bytes from elsewhere are those of a row: whole datums, one after the other, each spelled as it is packed here. */
    public static boolean isPacked(byte[] bytes, int start, int end) {
        return PackedCheck.firstFault(bytes, start, end) == end;
    }

    /** The number of packed bytes. */
    public int length() {
        return bytes.length;
    }

    /** The packed bytes themselves, not a copy: read only. */
    public byte[] packed() {
        return bytes;
    }

    public List<Datum> datums() {
        return new RowReader().reset(this).datums();
    }

    @Override
    public int compareTo(Row that) {
        return comparePacked(bytes, 0, bytes.length, that.bytes, 0, that.bytes.length);
    }

    /** The order of rows on packed ranges: shorter first, then unsigned bytewise. */
    public static int comparePacked(byte[] a, int aStart, int aEnd, byte[] b, int bStart, int bEnd) {
        int byLength = Integer.compare(aEnd - aStart, bEnd - bStart);
        return byLength != 0 ? byLength : Arrays.compareUnsigned(a, aStart, aEnd, b, bStart, bEnd);
    }

    @Override
    public boolean equals(Object that) {
        return that instanceof Row row && Arrays.equals(bytes, row.bytes);
    }

    @Override
    public int hashCode() {
        if (hash == 0) hash = PackedHash.of(bytes, 0, bytes.length);
        return hash;
    }

    @Override
    public String toString() {
        return datums().toString();
    }
}
