package dev.coordtest.repr;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Says whether bytes are well-formed UTF-8, and how many of them a text has (RFC 3629: shortest forms, no surrogates, nothing past U+10FFFF). */
public final class Utf8 {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Utf8() {}

    public static boolean isWellFormed(byte[] bytes, int start, int end) {
        return firstMalformed(bytes, start, end) == end;
    }

    /** How many bytes a text has, in which surrogates come in pairs. */
    static int length(String text) {
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            length += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return length;
    }

    /** Where the first sequence that is not well-formed starts, or {@code end} if there is none. */
    public static int firstMalformed(byte[] bytes, int start, int end) {
        int i = start;
        while (i < end) {
            if (i + 8 <= end && ((long) LONG.get(bytes, i) & HIGH_BITS) == 0) {
                i += 8;
                continue;
            }
            int length = bytes[i] >= 0 ? 1 : sequence(bytes, i, end);
            if (length == 0) return i;
            i += length;
        }
        return end;
    }

    /** The length of the sequence of several bytes at {@code at}, or 0 if it is not well-formed. */
    private static int sequence(byte[] bytes, int at, int end) {
        int b = bytes[at];
        int length = (b & 0xE0) == 0xC0 ? 2 : (b & 0xF0) == 0xE0 ? 3 : (b & 0xF8) == 0xF0 ? 4 : 0;
        if (length == 0 || at + length > end) return 0;
        int value = b & 0x7F >> length;
        for (int i = 1; i < length; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) return 0;
            value = value << 6 | bytes[at + i] & 0x3F;
        }
        int least = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000;
        boolean surrogate = value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE;
        return value < least || value > Character.MAX_CODE_POINT || surrogate ? 0 : length;
    }
}
