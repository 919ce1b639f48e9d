package dev.coordtest.expr.scalar;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Bytes as text: {@code \x} and hexadecimal digits; in, also the older form that escapes by backslashes. */
final class ByteaText {
    private ByteaText() {}

    static Datum parse(String text) {
        return new Datum.Bytes(text.startsWith("\\x") ? hexadecimal(text, 2) : escaped(text));
    }

    static String print(byte[] bytes) {
        StringBuilder text = new StringBuilder("\\x");
        appendHexadecimal(text, bytes);
        return text.toString();
    }

    static void appendHexadecimal(StringBuilder text, byte[] bytes) {
        for (byte b : bytes) text.append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15, 16));
    }

    /** Pairs of digits from {@code start} on; blanks may stand between pairs. */
    static byte[] hexadecimal(String text, int start) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length() / 2);
        for (int at = start; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == ' ' || c == '\n' || c == '\t' || c == '\r') continue;
            int high = digit(text, at);
            if (++at == text.length()) throw Errors.parameter("invalid hexadecimal data: odd number of digits");
            bytes.write(high << 4 | digit(text, at));
        }
        return bytes.toByteArray();
    }

    private static int digit(String text, int at) {
        int digit = text.charAt(at) < 128 ? Character.digit(text.charAt(at), 16) : -1;
        if (digit < 0) {
            String shown = text.substring(at, text.offsetByCodePoints(at, 1));
            throw Errors.parameter("invalid hexadecimal digit: \"" + shown + "\"");
        }
        return digit;
    }

    /** A backslash stands before another one or before three octal digits. */
    static byte[] escaped(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(utf8.length);
        for (int i = 0; i < utf8.length; i++) {
            if (utf8[i] != '\\') {
                bytes.write(utf8[i]);
            } else if (i + 1 < utf8.length && utf8[i + 1] == '\\') {
                bytes.write(utf8[++i]);
            } else if (i + 3 < utf8.length
                    && isOctal(utf8[i + 1], '3')
                    && isOctal(utf8[i + 2], '7')
                    && isOctal(utf8[i + 3], '7')) {
                bytes.write((utf8[i + 1] - '0') << 6 | (utf8[i + 2] - '0') << 3 | utf8[i + 3] - '0');
                i += 3;
            } else {
                throw new SqlException(SqlState.INVALID_TEXT_REPRESENTATION, "invalid input syntax for type bytea");
            }
        }
        return bytes.toByteArray();
    }

    private static boolean isOctal(byte b, char last) {
        return b >= '0' && b <= last;
    }
}
