package dev.coordtest.repr;

import java.util.Arrays;

/**
 * Says whether bytes that came from elsewhere are a packed row: whether they spell whole datums, each in the one way in which {@link
 * RowPacker} spells it. Equal rows have equal bytes, so another spelling of a value is no row.
 *
 * <p>The time taken is in proportion to the bytes, and no value is unpacked.
 */
final class PackedCheck {
    /** How deep arrays, lists and maps may stand in each other: far more than any type nests, and little of a stack. */
    static final int NESTING_MAX = 250;

    private static final long MICROS_PER_DAY = 86_400_000_000L;

    private final byte[] bytes;

    private PackedCheck(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Where the first datum starts that does not belong into a packed row, or {@code end} if there is none. */
    static int firstFault(byte[] bytes, int start, int end) {
        PackedCheck check = new PackedCheck(bytes);
        int at = start;
        while (at < end) {
            int next = check.datum(at, end, 0);
            if (next < 0) return at;
            at = next;
        }
        return end;
    }

    /** Where the datum at {@code at} ends, or −1 if there is none before {@code end}. */
    private int datum(int at, int end, int depth) {
        int size = size(at, end);
        return size > 0 && size <= end - at && isSound(at, at + size, depth) ? at + size : -1;
    }

    /** How long the datum at {@code at} says it is, or 0 if it cannot say so before {@code end}. */
    private int size(int at, int end) {
        int room = end - at;
        return switch (bytes[at]) {
            case Tag.NULL, Tag.FALSE, Tag.TRUE -> 1;
            case Tag.INT16 -> 3;
            case Tag.INT32, Tag.FLOAT32, Tag.DATE, Tag.OID -> 5;
            case Tag.INT64, Tag.FLOAT64, Tag.TIME, Tag.TIMESTAMP, Tag.TIMESTAMPTZ -> 9;
            case Tag.INTERVAL, Tag.UUID -> 17;
            case Tag.BYTES_TINY, Tag.TEXT_TINY -> room < 2 ? 0 : 2 + (bytes[at + 1] & 0xFF);
            case Tag.BYTES_SHORT, Tag.TEXT_SHORT -> room < 3 ? 0 : 3 + (Packed.getShort(bytes, at + 1) & 0xFFFF);
            case Tag.BYTES_LONG, Tag.TEXT_LONG, Tag.CHAR, Tag.ARRAY, Tag.LIST, Tag.MAP, Tag.JSON ->
                room < 5 ? 0 : counted(at + 1, 5, room);
            case Tag.NUMERIC -> room < 4 ? 0 : PackedNumeric.end(bytes, at) - at;
            case Tag.NUMERIC_WIDE -> room < 10 ? 0 : counted(at + 6, 12, room);
            default -> 0;
        };
    }

    /** A size of {@code header} and the count in the four bytes at {@code at}; 0 if there is no room for so much. */
    private int counted(int at, int header, int room) {
        int count = Packed.getInt(bytes, at);
        return count < 0 || count > room - header ? 0 : header + count;
    }

    /** Whether the datum in this range, of a size that suits its tag, is spelled as it should be. */
    private boolean isSound(int at, int end, int depth) {
        return switch (bytes[at]) {
            case Tag.FLOAT32 -> isFloat(Packed.getInt(bytes, at + 1));
            case Tag.FLOAT64 -> isDouble(Packed.getLong(bytes, at + 1));
            case Tag.TIME -> isTime(Packed.getLong(bytes, at + 1));
            case Tag.BYTES_SHORT -> end - at > 3 + 0xFF;
            case Tag.BYTES_LONG -> end - at > 5 + 0xFFFF;
            case Tag.TEXT_TINY -> Utf8.isWellFormed(bytes, at + 2, end);
            case Tag.TEXT_SHORT -> end - at > 3 + 0xFF && Utf8.isWellFormed(bytes, at + 3, end);
            case Tag.TEXT_LONG -> end - at > 5 + 0xFFFF && Utf8.isWellFormed(bytes, at + 5, end);
            case Tag.CHAR -> Utf8.isWellFormed(bytes, at + 5, end);
            case Tag.ARRAY -> depth < NESTING_MAX && isArray(at + 5, end, depth + 1);
            case Tag.LIST -> depth < NESTING_MAX && count(at + 5, end, depth + 1) >= 0;
            case Tag.MAP -> depth < NESTING_MAX && isMap(at + 5, end, depth + 1);
            case Tag.JSON -> at + 5 < end && json(at + 5, end, 0) == end;
            case Tag.NUMERIC, Tag.NUMERIC_WIDE -> PackedNumeric.isSound(bytes, at, end);
            default -> true;
        };
    }

    /** One of the many NaNs stands for all. */
    private static boolean isFloat(int bits) {
        return Float.floatToIntBits(Float.intBitsToFloat(bits)) == bits;
    }

    private static boolean isDouble(long bits) {
        return Double.doubleToLongBits(Double.longBitsToDouble(bits)) == bits;
    }

    private static boolean isTime(long micros) {
        return micros >= 0 && micros <= MICROS_PER_DAY;
    }

    /** As many elements as the lengths of the dimensions multiply to; without dimensions none. */
    private boolean isArray(int at, int end, int depth) {
        if (at == end) return false;
        int dimensions = bytes[at];
        int first = at + 1 + 8 * dimensions;
        if (dimensions < 0 || first > end) return false;
        long expected = dimensions == 0 ? 0 : 1;
        for (int next = at + 1; next < first; next += 8) {
            int length = Packed.getInt(bytes, next + 4);
            expected *= length;
            if (length <= 0 || expected > end - first) return false;
        }
        return count(first, end, depth) == expected;
    }

    /** How many datums there are in the range, or −1 if something else is. */
    private int count(int start, int end, int depth) {
        int count = 0;
        for (int at = start; at < end; count++) {
            at = datum(at, end, depth);
            if (at < 0) return -1;
        }
        return count;
    }

    /** Texts that ascend by code points, each with a value after it. */
    private boolean isMap(int start, int end, int depth) {
        int previous = -1;
        for (int key = start; key < end; ) {
            int value = isText(key) ? datum(key, end, depth) : -1;
            int next = value < 0 || value == end ? -1 : datum(value, end, depth);
            if (next < 0 || previous >= 0 && compareTexts(previous, key) >= 0) return false;
            previous = key;
            key = next;
        }
        return true;
    }

    // ---- JSON

    /** Where the JSON at {@code at} ends, or −1 if there is none before {@code end}. */
    private int json(int at, int end, int depth) {
        int size = size(at, end);
        if (size == 0 || size > end - at) return -1;
        int next = at + size;
        boolean sound = switch (bytes[at]) {
            case Tag.NULL, Tag.FALSE, Tag.TRUE -> true;
            case Tag.NUMERIC -> isSound(at, next, 0) && !PackedNumeric.isSpecial(bytes, at);
            case Tag.NUMERIC_WIDE, Tag.TEXT_TINY, Tag.TEXT_SHORT, Tag.TEXT_LONG -> isSound(at, next, 0);
            case Tag.LIST -> depth < Json.DEPTH_MAX && areElements(at + 5, next, depth + 1);
            case Tag.MAP -> depth < Json.DEPTH_MAX && areMembers(at + 5, next, depth + 1);
            default -> false;
        };
        return sound ? next : -1;
    }

    private boolean areElements(int start, int end, int depth) {
        for (int at = start; at < end; ) {
            at = json(at, end, depth);
            if (at < 0) return false;
        }
        return true;
    }

    /** Texts that ascend as {@link Json#KEYS} do, each with a value after it. */
    private boolean areMembers(int start, int end, int depth) {
        int previous = -1;
        for (int key = start; key < end; ) {
            int value = isText(key) ? json(key, end, depth) : -1;
            int next = value < 0 || value == end ? -1 : json(value, end, depth);
            if (next < 0 || previous >= 0 && compareKeys(previous, key) >= 0) return false;
            previous = key;
            key = next;
        }
        return true;
    }

    /** Texts are packed the shorter, the fewer bytes they have. */
    private int compareKeys(int a, int b) {
        int byLength = Integer.compare(Packed.end(bytes, a) - a, Packed.end(bytes, b) - b);
        return byLength != 0 ? byLength : compareTexts(a, b);
    }

    private boolean isText(int at) {
        return bytes[at] >= Tag.TEXT_TINY && bytes[at] <= Tag.TEXT_LONG;
    }

    private int compareTexts(int a, int b) {
        return Arrays.compareUnsigned(
                bytes,
                Packed.content(bytes, a),
                Packed.end(bytes, a),
                bytes,
                Packed.content(bytes, b),
                Packed.end(bytes, b));
    }
}
