package dev.coordtest.repr;

/** The first byte of every packed datum. The numbers are the order of kinds in {@link Row}'s order. */
final class Tag {
    static final int NULL = 0;
    static final int FALSE = 1;
    static final int TRUE = 2;
    static final int INT16 = 3;
    static final int INT32 = 4;
    static final int INT64 = 5;
    static final int FLOAT32 = 6;
    static final int FLOAT64 = 7;
    static final int DATE = 8;
    static final int TIME = 9;
    static final int TIMESTAMP = 10;
    static final int TIMESTAMPTZ = 11;
    static final int INTERVAL = 12;
    /** Content of up to 2^8 − 1 bytes after a length of one byte. */
    static final int BYTES_TINY = 13;
    /** Content of up to 2^16 − 1 bytes after a length of two bytes. */
    static final int BYTES_SHORT = 14;
    /** Content after a length of four bytes. */
    static final int BYTES_LONG = 15;
    // 16 would be content longer than a Java array can hold.
    static final int TEXT_TINY = 17;
    static final int TEXT_SHORT = 18;
    static final int TEXT_LONG = 19;
    // 20 likewise.
    static final int UUID = 21;
    static final int ARRAY = 22;
    static final int LIST = 23;
    static final int MAP = 24;
    /** One datum within another ({@link PackedJson}), after a length of four bytes. */
    static final int JSON = 25;
    // 26 was a placeholder that no value has.
    static final int NUMERIC = 27;
    /** A numeric of more digits or a larger exponent than {@link #NUMERIC} has room for. */
    static final int NUMERIC_WIDE = 28;

    /** Text of type {@code char} after a length of four bytes. */
    static final int CHAR = 29;

    static final int OID = 30;

    private Tag() {}
}
