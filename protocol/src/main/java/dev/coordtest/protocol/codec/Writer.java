package dev.coordtest.protocol.codec;

import java.util.Arrays;

/** Bytes in the making. */
final class Writer {
    private byte[] bytes = new byte[64];
    private int length;
    private int depth;

    void oneByte(int value) {
        room(1);
        bytes[length++] = (byte) value;
    }

    void fixedInt(int value) {
        room(Integer.BYTES);
        for (int i = 0; i < Integer.BYTES; i++) bytes[length++] = (byte) (value >>> Byte.SIZE * i);
    }

    void fixedLong(long value) {
        room(Long.BYTES);
        for (int i = 0; i < Long.BYTES; i++) bytes[length++] = (byte) (value >>> Byte.SIZE * i);
    }

    /** Seven bits a byte, the lowest first; numbers from 0 on are short. */
    void count(long value) {
        long left = value;
        while ((left & ~0x7FL) != 0) {
            oneByte((int) (left & 0x7F | 0x80));
            left >>>= 7;
        }
        oneByte((int) left);
    }

    /** As {@link #count}; numbers near 0 are short. */
    void signed(long value) {
        count(value << 1 ^ value >> Long.SIZE - 1);
    }

    void raw(byte[] from, int start, int end) {
        room(end - start);
        System.arraycopy(from, start, bytes, length, end - start);
        length += end - start;
    }

    /** Goes a level down; {@link #up} comes back. */
    void down() throws CodecException {
        if (++depth > Reader.DEPTH_MAX) throw new CodecException("nested more than " + Reader.DEPTH_MAX + " deep");
    }

    void up() {
        depth--;
    }

    private void room(int more) {
        if (more > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, more), (int)
                    Math.min(2L * length, Integer.MAX_VALUE - 8)));
        }
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }
}
