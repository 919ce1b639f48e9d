package dev.coordtest.expr.scalar;

import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import java.util.Locale;

/** LIKE: {@code %} stands for any text, {@code _} for any one character, a backslash takes the next character as it is. */
final class Like {
    private Like() {}

    static boolean matches(String text, String pattern, boolean ignoreCase) {
        int[] t =
                (ignoreCase ? text.toLowerCase(Locale.ROOT) : text).codePoints().toArray();
        int[] p = (ignoreCase ? pattern.toLowerCase(Locale.ROOT) : pattern)
                .codePoints()
                .toArray();
        // Greedy with one point to return to: the last %, which may take one character more. Linear in practice, t·p at
        // worst.
        int ti = 0;
        int pi = 0;
        int star = -1;
        int retry = 0;
        while (true) {
            if (pi < p.length && p[pi] == '%') {
                star = pi++;
                retry = ti;
                continue;
            }
            if (ti == t.length) break;
            int width = step(p, pi, t[ti]);
            if (width > 0) {
                pi += width;
                ti++;
            } else if (star >= 0) {
                pi = star + 1;
                ti = ++retry;
            } else {
                return false;
            }
        }
        while (pi < p.length && p[pi] == '%') pi++;
        if (pi < p.length && p[pi] == '\\' && pi + 1 == p.length) throw escapeAtEnd();
        return pi == p.length;
    }

    /** How much of the pattern matches the character, 0 if it does not. */
    private static int step(int[] p, int pi, int c) {
        if (pi >= p.length) return 0;
        if (p[pi] == '\\') {
            if (pi + 1 == p.length) throw escapeAtEnd();
            return p[pi + 1] == c ? 2 : 0;
        }
        return p[pi] == '_' || p[pi] == c ? 1 : 0;
    }

    private static SqlException escapeAtEnd() {
        return new SqlException(SqlState.INVALID_ESCAPE_SEQUENCE, "LIKE pattern must not end with escape character");
    }
}
