package dev.coordtest.expr.scalar;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.ScalarType;

/** Integers as text: a sign and decimal digits, with blanks around them. */
final class IntegerText {
    private IntegerText() {}

    static Datum parseInt2(String text) {
        return new Datum.Int16((short) parse(text, ScalarType.INT2, Short.MIN_VALUE, Short.MAX_VALUE));
    }

    static Datum parseInt4(String text) {
        return new Datum.Int32((int) parse(text, ScalarType.INT4, Integer.MIN_VALUE, Integer.MAX_VALUE));
    }

    static Datum parseInt8(String text) {
        return new Datum.Int64(parse(text, ScalarType.INT8, Long.MIN_VALUE, Long.MAX_VALUE));
    }

    /** A number too large is refused as such even if what follows its digits would be refused as well. */
    private static long parse(String text, ScalarType type, long min, long max) {
        int at = 0;
        int length = text.length();
        while (at < length && Blanks.isBlank(text.charAt(at))) at++;
        boolean negative = at < length && text.charAt(at) == '-';
        if (negative || at < length && text.charAt(at) == '+') at++;
        int digits = at;
        long value = 0; // Negative all along, because there is one more of those.
        for (; at < length && isDigit(text.charAt(at)); at++) {
            int digit = text.charAt(at) - '0';
            if (value < (Long.MIN_VALUE + digit) / 10) throw outOfRange(text, type);
            value = 10 * value - digit;
            if (negative ? value < min : value < -max) throw outOfRange(text, type);
        }
        if (at == digits) throw Errors.invalidText(type, text);
        while (at < length && Blanks.isBlank(text.charAt(at))) at++;
        if (at < length) throw Errors.invalidText(type, text);
        return negative ? value : -value;
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
