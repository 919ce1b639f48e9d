package dev.coordtest.protocol.codec;

/** Reads what {@link Writer} wrote, and trusts none of it. */
final class Reader {
    /** How deep values may be nested: few statements come near, and no stack is that short. */
    static final int DEPTH_MAX = 1_000;

    private final byte[] bytes;
    private int at;
    private int depth;

    Reader(byte[] bytes) {
        this.bytes = bytes;
    }

    int oneByte() throws CodecException {
        need(1);
        return bytes[at++] & 0xFF;
    }

    int fixedInt() throws CodecException {
        need(Integer.BYTES);
        int value = 0;
        for (int i = 0; i < Integer.BYTES; i++) value |= (bytes[at++] & 0xFF) << Byte.SIZE * i;
        return value;
    }

    long fixedLong() throws CodecException {
        need(Long.BYTES);
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) value |= (bytes[at++] & 0xFFL) << Byte.SIZE * i;
        return value;
    }

    long count() throws CodecException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = oneByte();
            value |= (next & 0x7FL) << shift;
            if (next < 0x80) return value;
        }
        throw failure("a number of more than 64 bits");
    }

    long signed() throws CodecException {
        long value = count();
        return value >>> 1 ^ -(value & 1);
    }

    /** How many of something follow, each of at least a byte. */
    int countOfMore() throws CodecException {
        long count = count();
        if (count < 0 || count > bytes.length - at)
            throw failure(
                    "a length of " + Long.toUnsignedString(count) + " with " + (bytes.length - at) + " bytes left");
        return (int) count;
    }

    /** A number below {@code bound}. */
    int below(int bound, String what) throws CodecException {
        long number = count();
        if (number < 0 || number >= bound) throw failure(what + " has no case " + Long.toUnsignedString(number));
        return (int) number;
    }

    /** The place of the next {@code length} bytes in {@link #bytes}, which are passed over. */
    int pass(int length) throws CodecException {
        need(length);
        int start = at;
        at += length;
        return start;
    }

    byte[] bytes() {
        return bytes;
    }

    void down() throws CodecException {
        if (++depth > DEPTH_MAX) throw failure("nested more than " + DEPTH_MAX + " deep");
    }

    void up() {
        depth--;
    }

    void end() throws CodecException {
        if (at != bytes.length) throw failure((bytes.length - at) + " bytes after the message");
    }

    private void need(int more) throws CodecException {
        if (more > bytes.length - at) throw failure(more + " bytes are missing");
    }

    CodecException failure(String what) {
        return new CodecException("at byte " + at + ": " + what);
    }

    CodecException failure(RuntimeException cause) {
        return new CodecException("at byte " + at + ": " + cause.getMessage(), cause);
    }
}
