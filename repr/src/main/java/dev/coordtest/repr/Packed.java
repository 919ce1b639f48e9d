package dev.coordtest.repr;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Little-endian access to packed bytes, and how far one packed datum reaches. */
final class Packed {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int SHORT_ROW = 64;

    private Packed() {}

    static short getShort(byte[] bytes, int at) {
        return (short) SHORT.get(bytes, at);
    }

    static int getInt(byte[] bytes, int at) {
        return (int) INT.get(bytes, at);
    }

    static long getLong(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at);
    }

    static void putShort(byte[] bytes, int at, int value) {
        SHORT.set(bytes, at, (short) value);
    }

    static void putInt(byte[] bytes, int at, int value) {
        INT.set(bytes, at, value);
    }

    static void putLong(byte[] bytes, int at, long value) {
        LONG.set(bytes, at, value);
    }

    /**
     * Copies a row. Short ones are copied by eights, a few bytes beyond the end perhaps, which is quicker than asking for the exact length; so what
     * follows in {@code to} is lost.
     */
    static void copyRow(byte[] from, int start, byte[] to, int at, int length) {
        int whole = length + 7 & -Long.BYTES;
        if (whole > SHORT_ROW || start + whole > from.length || at + whole > to.length) {
            System.arraycopy(from, start, to, at, length);
            return;
        }
        for (int i = 0; i < whole; i += Long.BYTES) LONG.set(to, at + i, (long) LONG.get(from, start + i));
    }

    /** Where the content of the text or the bytes at {@code at} starts. */
    static int content(byte[] bytes, int at) {
        return switch (bytes[at]) {
            case Tag.BYTES_TINY, Tag.TEXT_TINY -> at + 2;
            case Tag.BYTES_SHORT, Tag.TEXT_SHORT -> at + 3;
            case Tag.BYTES_LONG, Tag.TEXT_LONG -> at + 5;
            default -> throw new IllegalStateException("tag " + bytes[at] + " at " + at + " has no content");
        };
    }

    /** The position after the packed datum that starts at {@code at}. */
    static int end(byte[] bytes, int at) {
        return switch (bytes[at]) {
            case Tag.NULL, Tag.FALSE, Tag.TRUE -> at + 1;
            case Tag.INT16 -> at + 3;
            case Tag.INT32, Tag.FLOAT32, Tag.DATE, Tag.OID -> at + 5;
            case Tag.INT64, Tag.FLOAT64, Tag.TIME, Tag.TIMESTAMP, Tag.TIMESTAMPTZ -> at + 9;
            case Tag.INTERVAL, Tag.UUID -> at + 17;
            case Tag.BYTES_TINY, Tag.TEXT_TINY -> at + 2 + (bytes[at + 1] & 0xFF);
            case Tag.BYTES_SHORT, Tag.TEXT_SHORT -> at + 3 + (getShort(bytes, at + 1) & 0xFFFF);
            case Tag.BYTES_LONG, Tag.TEXT_LONG, Tag.CHAR, Tag.ARRAY, Tag.LIST, Tag.MAP, Tag.JSON ->
                at + 5 + getInt(bytes, at + 1);
            case Tag.NUMERIC, Tag.NUMERIC_WIDE -> PackedNumeric.end(bytes, at);
            default -> throw new IllegalStateException("no datum has tag " + bytes[at] + " at " + at);
        };
    }
}
