package dev.coordtest.expr.scalar;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Splits the text of a date, time or interval into fields by their looks alone, as PostgreSQL does. What each field means is decided
 * later, by {@link DateTimeParser} or {@link IntervalParser}.
 */
final class DateTimeFields {
    private static final int FIELDS_MAX = 25;

    /** A field, in lower case. */
    record Field(Kind kind, String text) {}

    enum Kind {
        /** Digits, with a point perhaps. */
        NUMBER,
        /** Digits and letters around {@code -}, {@code /} or {@code .}, such as {@code 2020-jan-05}, or the name of a zone. */
        DATE,
        /** Digits with a colon after the first. */
        TIME,
        /** A sign and digits: a zone, or a number of an interval. */
        SIGNED,
        /** Letters. */
        WORD,
        /** A sign and letters. */
        SIGNED_WORD
    }

    private final String text;
    private int at;
    private final StringBuilder field = new StringBuilder();

    private DateTimeFields(String text) {
        this.text = text.toLowerCase(Locale.ROOT);
    }

    /** The fields of {@code text}, or null if some character cannot be part of any. */
    static @Nullable List<Field> split(String text) {
        DateTimeFields splitter = new DateTimeFields(text);
        List<Field> fields = new ArrayList<>();
        while (splitter.at < splitter.text.length()) {
            char c = splitter.peek();
            if (Blanks.isBlank(c)) {
                splitter.at++;
                continue;
            }
            boolean signOrPoint = c == '+' || c == '-' || c == '.';
            if (!signOrPoint && !isDigit(c) && !isLetter(c)) {
                if (c < '!' || c > '~') return null;
                splitter.at++; // Other punctuation only separates.
                continue;
            }
            splitter.field.setLength(0);
            Kind kind = splitter.next(c);
            if (kind == null || fields.size() == FIELDS_MAX) return null;
            fields.add(new Field(kind, splitter.field.toString()));
        }
        return fields;
    }

    private @Nullable Kind next(char first) {
        if (isDigit(first)) return number();
        if (first == '.') {
            take();
            takeDigits("");
            return Kind.NUMBER;
        }
        return isLetter(first) ? word() : signed();
    }

    private Kind number() {
        takeDigits("");
        char delimiter = peek();
        if (delimiter == ':') {
            takeDigits(":.");
            return Kind.TIME;
        }
        if (delimiter != '-' && delimiter != '/' && delimiter != '.') return Kind.NUMBER;
        take();
        if (!isDigit(peek())) {
            while (isDigit(peek()) || isLetter(peek()) || peek() == delimiter) take();
            return Kind.DATE;
        }
        takeDigits("");
        if (peek() != delimiter) return delimiter == '.' ? Kind.NUMBER : Kind.DATE;
        takeDigits(String.valueOf(delimiter));
        return Kind.DATE;
    }

    private Kind word() {
        while (isLetter(peek())) take();
        char next = peek();
        boolean date = next == '-' || next == '/' || next == '.';
        // A word that means something ends before a digit or plus; another one may be the name of a zone.
        if (next == '+' || isDigit(next)) date = DateTimeWord.find(field.toString()) == null;
        if (!date) return Kind.WORD;
        do take();
        while ("+-/_.:".indexOf(peek()) >= 0 || isDigit(peek()) || isLetter(peek()));
        return Kind.DATE;
    }

    private @Nullable Kind signed() {
        take();
        while (Blanks.isBlank(peek())) at++;
        if (isDigit(peek())) {
            takeDigits(":.-");
            return Kind.SIGNED;
        }
        if (!isLetter(peek())) return null;
        while (isLetter(peek())) take();
        return Kind.SIGNED_WORD;
    }

    private void takeDigits(String andThese) {
        while (isDigit(peek()) || peek() != 0 && andThese.indexOf(peek()) >= 0) take();
    }

    private void take() {
        field.append(text.charAt(at++));
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z';
    }
}
