package dev.coordtest.datadriven;

/**
 * Unicode's White_Space property, which both Go's {@code TrimSpace} and Rust's {@code trim} use. Java's own methods
 * know two other sets.
 */
final class WhiteSpace {
    private WhiteSpace() {}

    static boolean is(int c) {
        return c == ' '
                || c >= '\t' && c <= '\r'
                || c == 0x85
                || c == 0xA0
                || c == 0x1680
                || c >= 0x2000 && c <= 0x200A
                || c == 0x2028
                || c == 0x2029
                || c == 0x202F
                || c == 0x205F
                || c == 0x3000;
    }

    static boolean isBlank(CharSequence text) {
        return text.chars().allMatch(WhiteSpace::is);
    }

    static String trim(String text) {
        int from = start(text);
        int to = text.length();
        while (to > from && is(text.charAt(to - 1))) to--;
        return text.substring(from, to);
    }

    /** Where the text begins that a trim keeps. */
    static int start(String text) {
        int from = 0;
        while (from < text.length() && is(text.charAt(from))) from++;
        return from;
    }
}
