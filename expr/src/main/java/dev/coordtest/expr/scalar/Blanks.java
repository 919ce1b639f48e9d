package dev.coordtest.expr.scalar;

/** The blanks around a value's text, which PostgreSQL's input functions skip: ASCII's and no others. */
final class Blanks {
    private Blanks() {}

    static boolean isBlank(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    static String trim(String text) {
        int end = text.length();
        while (end > 0 && isBlank(text.charAt(end - 1))) end--;
        int start = 0;
        while (start < end && isBlank(text.charAt(start))) start++;
        return text.substring(start, end);
    }
}
