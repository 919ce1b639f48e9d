package dev.coordtest.expr.scalar;

import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;

/**
 * LIKE: {@code %} stands for any text, {@code _} for any one character, a backslash takes the next character as it is. A
 * backslash at the very end is an error, but only for a text with which matching gets there.
 */
final class Like {
    private static final char ESCAPE = '\\';

    private final int[] pattern;

    private Like(int[] pattern) {
        this.pattern = pattern;
    }

    static Like of(String pattern) {
        return new Like(pattern.codePoints().toArray());
    }

    /** Greedy, with one point to return to: the last %, which may take one character more. */
    boolean matches(String text) {
        int[] t = text.codePoints().toArray();
        int ti = 0;
        int pi = 0;
        int retryPattern = -1;
        int retryText = 0;
        while (true) {
            boolean mismatch = false;
            while (!mismatch && ti < t.length && pi < pattern.length) {
                if (pattern[pi] == '%') {
                    for (pi++; pi < pattern.length && (pattern[pi] == '%' || pattern[pi] == '_'); pi++) {
                        if (pattern[pi] == '_' && ti++ == t.length) return false;
                    }
                    if (pi == pattern.length) return true;
                    checkEscape(pi);
                    retryPattern = pi;
                    retryText = ti;
                    continue;
                }
                boolean escaped = pattern[pi] == ESCAPE;
                if (escaped) checkEscape(pi);
                int expected = escaped ? pattern[pi + 1] : pattern[pi];
                mismatch = expected != t[ti] && (escaped || expected != '_');
                if (!mismatch) {
                    pi += escaped ? 2 : 1;
                    ti++;
                }
            }
            if (!mismatch && ti >= t.length) break;
            if (retryPattern < 0 || ++retryText >= t.length) return false;
            ti = retryText;
            pi = retryPattern;
        }
        while (pi < pattern.length && pattern[pi] == '%') pi++;
        return pi == pattern.length;
    }

    private void checkEscape(int at) {
        if (pattern[at] == ESCAPE && at + 1 == pattern.length) {
            throw new SqlException(SqlState.INVALID_ESCAPE_SEQUENCE, "LIKE pattern must not end with escape character");
        }
    }

    /** {@code pattern}, in which {@code escape} is the escape character, as one whose escape character is the backslash. */
    static String withEscape(String pattern, String escape) {
        if (escape.codePointCount(0, escape.length()) > 1) {
            throw new SqlException(SqlError.of(SqlState.INVALID_ESCAPE_SEQUENCE, "invalid escape string")
                    .withHint("Escape string must be empty or one character."));
        }
        if (escape.equals("\\")) return pattern;
        if (escape.isEmpty()) return pattern.replace("\\", "\\\\");
        StringBuilder result = new StringBuilder();
        boolean afterEscape = false;
        for (int c : pattern.codePoints().toArray()) {
            if (c == escape.codePointAt(0) && !afterEscape) {
                result.append(ESCAPE);
                afterEscape = true;
                continue;
            }
            if (c == ESCAPE && !afterEscape) result.append(ESCAPE);
            result.appendCodePoint(c);
            afterEscape = false;
        }
        return result.toString();
    }
}
