package dev.coordtest.expr.scalar;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.ScalarType;

/**
 * Integers as text: out, a sign and decimal digits; in, also {@code 0x1F}, {@code 0o17} and {@code 0b11}, underscores between digits, and blanks
 * around all of it.
 */
final class IntegerText {
    private IntegerText() {}

    static Datum parseInt2(String text) {
        return new Datum.Int16((short) parse(text, ScalarType.INT2, Short.MIN_VALUE));
    }

    static Datum parseInt4(String text) {
        return new Datum.Int32((int) parse(text, ScalarType.INT4, Integer.MIN_VALUE));
    }

    static Datum parseInt8(String text) {
        return new Datum.Int64(parse(text, ScalarType.INT8, Long.MIN_VALUE));
    }

    /** A number that is too large by a whole digit is refused as such, even if what follows would be refused as well. */
    private static long parse(String text, ScalarType type, long min) {
        int at = 0;
        int length = text.length();
        while (at < length && Blanks.isBlank(text.charAt(at))) at++;
        boolean negative = at < length && text.charAt(at) == '-';
        if (negative || at < length && text.charAt(at) == '+') at++;
        int base = base(text, at);
        if (base != 10) at += 2;
        int first = at;
        long limit = -(min / base);
        long value = 0; // Unsigned.
        for (; at < length; at++) {
            if (text.charAt(at) == '_' && (at > first || base != 10) && at + 1 < length) at++;
            int digit = digit(text.charAt(at), base);
            if (digit < 0) break;
            if (Long.compareUnsigned(value, limit) > 0) throw outOfRange(text, type);
            value = base * value + digit;
        }
        if (at == first || !isHexDigit(text.charAt(at - 1))) throw Errors.invalidText(type, text);
        while (at < length && Blanks.isBlank(text.charAt(at))) at++;
        if (at < length) throw Errors.invalidText(type, text);
        if (Long.compareUnsigned(value, negative ? -min : -(min + 1)) > 0) throw outOfRange(text, type);
        return negative ? -value : value;
    }

    /** The base that the characters at a place announce. */
    static int base(String text, int at) {
        if (at + 1 >= text.length() || text.charAt(at) != '0') return 10;
        return switch (text.charAt(at + 1)) {
            case 'x', 'X' -> 16;
            case 'o', 'O' -> 8;
            case 'b', 'B' -> 2;
            default -> 10;
        };
    }

    /** The value of a digit, −1 if it is none. */
    static int digit(char c, int base) {
        int value =
                isDigit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
        return value < base ? value : -1;
    }

    private static boolean isHexDigit(char c) {
        return digit(c, 16) >= 0;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static SqlException outOfRange(String text, ScalarType type) {
        return new SqlException(
                SqlState.NUMERIC_VALUE_OUT_OF_RANGE,
                "value \"" + text + "\" is out of range for type " + type.sqlName());
    }
}
