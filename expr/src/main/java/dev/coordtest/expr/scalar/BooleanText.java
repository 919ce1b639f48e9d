package dev.coordtest.expr.scalar;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.type.ScalarType;
import java.util.Locale;

/** Booleans as text: {@code t} and {@code f} out; in, any prefix of true, false, yes and no, and on, off, 1, 0. */
final class BooleanText {
    private BooleanText() {}

    static Datum parse(String text) {
        String word = Blanks.trim(text).toLowerCase(Locale.ROOT);
        if (!word.isEmpty()) {
            if (isPrefix(word, "true") || isPrefix(word, "yes") || word.equals("on") || word.equals("1"))
                return Datum.TRUE;
            boolean isOff = word.length() > 1 && isPrefix(word, "off"); // "o" could be either.
            if (isPrefix(word, "false") || isPrefix(word, "no") || isOff || word.equals("0")) return Datum.FALSE;
        }
        throw Errors.invalidText(ScalarType.BOOL, text);
    }

    private static boolean isPrefix(String word, String whole) {
        return whole.startsWith(word);
    }

    static String print(boolean value) {
        return value ? "t" : "f";
    }
}
