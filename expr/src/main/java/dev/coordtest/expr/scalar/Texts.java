package dev.coordtest.expr.scalar;

import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.ScalarType;

/** Work on text, whose characters are code points and are counted from 1. */
final class Texts {
    /** The longest text that a function makes: what fits PostgreSQL's largest value. */
    private static final long BYTES_MAX = (1 << 30) - 5;

    private Texts() {}

    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** The characters from index {@code from} (the first is 0) to before {@code to}, both within the text. */
    private static String slice(String text, int from, int to) {
        int start = text.offsetByCodePoints(0, from);
        return text.substring(start, text.offsetByCodePoints(start, to - from));
    }

    static String left(String text, int count) {
        int length = length(text);
        return slice(text, 0, count < 0 ? Math.max(0, length + count) : Math.min(count, length));
    }

    static String right(String text, int count) {
        if (count == Integer.MIN_VALUE) return text; // Whose negation is itself, and PostgreSQL negates it.
        int length = length(text);
        long skipped = count < 0 ? -(long) count : (long) length - count;
        return slice(text, Math.clamp(skipped, 0, length), length);
    }

    /** The characters from position {@code start} on. */
    static String from(String text, int start) {
        return between(text, start, Long.MAX_VALUE);
    }

    /** {@code count} characters from position {@code start} on; those before the first one are counted too. */
    static String part(String text, int start, int count) {
        long end = (long) start + count;
        if (count < 0 && end <= Integer.MAX_VALUE) throw negativeLength();
        return between(text, start, end);
    }

    private static SqlException negativeLength() {
        return new SqlException(SqlState.SUBSTRING_ERROR, "negative substring length not allowed");
    }

    private static String between(String text, long start, long end) {
        int length = length(text);
        int from = Math.clamp(start - 1, 0, length);
        int to = Math.clamp(end - 1, from, length);
        return slice(text, from, to);
    }

    static String overlay(String text, String replacement, int start, int length) {
        if (start <= 0) throw negativeLength();
        long end = (long) start + length;
        if (end > Integer.MAX_VALUE) throw Errors.outOfRange(ScalarType.INT4);
        return between(text, 1, start) + replacement + between(text, end, Long.MAX_VALUE);
    }

    /** The position of the first occurrence, 0 if there is none. */
    static int position(String text, String sought) {
        int at = text.indexOf(sought);
        return at < 0 ? 0 : text.codePointCount(0, at) + 1;
    }

    static String trim(String text, String set, boolean start, boolean end) {
        int from = 0;
        int to = text.length();
        while (start && from < to && set.indexOf(text.codePointAt(from)) >= 0)
            from += Character.charCount(text.codePointAt(from));
        while (end && from < to && set.indexOf(text.codePointBefore(to)) >= 0)
            to -= Character.charCount(text.codePointBefore(to));
        return text.substring(from, to);
    }

    static String padLeft(String text, int width, String fill) {
        return padding(text, width, fill) + left(text, Math.max(width, 0));
    }

    static String padRight(String text, int width, String fill) {
        return left(text, Math.max(width, 0)) + padding(text, width, fill);
    }

    private static String padding(String text, int width, String fill) {
        int missing = width - length(text);
        checkLength(width);
        if (missing <= 0 || fill.isEmpty()) return "";
        int fillLength = length(fill);
        return fill.repeat(missing / fillLength) + slice(fill, 0, missing % fillLength);
    }

    /** Refuses what would be longer than any text, if each of its characters were the longest there is. */
    static void checkLength(long characters) {
        if (4 * characters > BYTES_MAX) throw tooLong();
    }

    static String repeat(String text, int count) {
        if (count <= 0) return "";
        if ((long) text.length() * count > BYTES_MAX) throw tooLong();
        return text.repeat(count);
    }

    private static SqlException tooLong() {
        return Errors.limit("requested length too large");
    }

    static String reverse(String text) {
        return new StringBuilder(text).reverse().toString(); // Which keeps surrogate pairs.
    }

    static String character(int code) {
        if (code < 0) throw Errors.parameter("character number must be positive");
        if (code == 0) throw Errors.limit("null character not permitted");
        if (code > Character.MAX_CODE_POINT) throw Errors.limit("requested character too large for encoding: " + code);
        if (code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE) {
            throw Errors.limit("requested character not valid for encoding: " + code);
        }
        return Character.toString(code);
    }

    /** The field of this number between separators; a negative number counts from the end. */
    static String field(String text, String separator, int number) {
        if (number == 0) throw Errors.parameter("field position must not be zero");
        if (text.isEmpty()) return "";
        if (separator.isEmpty()) return number == 1 || number == -1 ? text : "";
        int fields = 1;
        for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, at + separator.length())) fields++;
        long wanted = number > 0 ? number : (long) fields + number + 1;
        if (wanted < 1 || wanted > fields) return "";
        int start = 0;
        for (int i = 1; i < wanted; i++) start = text.indexOf(separator, start) + separator.length();
        int end = text.indexOf(separator, start);
        return text.substring(start, end < 0 ? text.length() : end);
    }

    /** Replaces each character of {@code from} by the one in the same place of {@code to}; those without one are removed. */
    static String translate(String text, String from, String to) {
        int[] sought = from.codePoints().toArray();
        int[] replacement = to.codePoints().toArray();
        StringBuilder result = new StringBuilder(text.length());
        text.codePoints().forEachOrdered(c -> {
            int i = 0;
            while (i < sought.length && sought[i] != c) i++;
            if (i == sought.length) result.appendCodePoint(c);
            else if (i < replacement.length) result.appendCodePoint(replacement[i]);
        });
        return result.toString();
    }

    static String quotedLiteral(String text) {
        String quoted = "'" + text.replace("'", "''").replace("\\", "\\\\") + "'";
        return text.indexOf('\\') < 0 ? quoted : "E" + quoted;
    }
}
