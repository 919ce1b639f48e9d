package dev.coordtest.expr.scalar;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.type.ScalarType;
import java.util.UUID;

/** UUIDs as text: out in lower case with hyphens in their places; in also in upper case, in braces, and with a hyphen or none after any four digits. */
final class UuidText {
    private static final int DIGITS = 32;

    private UuidText() {}

    static Datum parse(String text) {
        boolean braces = text.startsWith("{");
        if (braces && !text.endsWith("}")) throw Errors.invalidText(ScalarType.Simple.UUID, text);
        String inner = braces ? text.substring(1, text.length() - 1) : text;
        long high = 0;
        long low = 0;
        int digits = 0;
        for (int i = 0; i < inner.length(); i++) {
            char c = inner.charAt(i);
            boolean hyphen = c == '-' && digits > 0 && digits % 4 == 0 && digits < DIGITS && inner.charAt(i - 1) != '-';
            if (hyphen) continue;
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0 || ++digits > DIGITS) throw Errors.invalidText(ScalarType.Simple.UUID, text);
            high = high << 4 | low >>> 60;
            low = low << 4 | digit;
        }
        if (digits != DIGITS) throw Errors.invalidText(ScalarType.Simple.UUID, text);
        return new Datum.Uuid(new UUID(high, low));
    }
}
