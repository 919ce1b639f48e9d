package dev.coordtest.expr.scalar;

import dev.coordtest.repr.SqlState;

/** Patterns of {@code SIMILAR TO}, PostgreSQL's section 9.7.2, as regular expressions. */
final class SimilarPattern {
    private SimilarPattern() {}

    /** The regular expression that the whole text has to match. An empty escape character leaves none. */
    static String toRegex(String pattern, String escape) {
        if (Texts.length(escape) > 1) {
            throw Errors.error(SqlState.INVALID_ESCAPE_SEQUENCE, "invalid escape string");
        }
        int escaping = escape.isEmpty() ? -1 : escape.codePointAt(0);
        StringBuilder regex = new StringBuilder("^(?:");
        boolean escaped = false;
        boolean inBracket = false;
        int bracketStart = 0;
        for (int i = 0; i < pattern.length(); i = pattern.offsetByCodePoints(i, 1)) {
            int c = pattern.codePointAt(i);
            if (escaped) {
                if (c == '"' && !inBracket) {
                    throw Errors.notSupported("a pattern of SIMILAR TO with parts told apart by quotes");
                }
                regex.append('\\').appendCodePoint(c);
                escaped = false;
            } else if (c == escaping) {
                escaped = true;
            } else if (inBracket) {
                if (c == '\\') regex.append('\\');
                regex.appendCodePoint(c);
                boolean first = i == bracketStart || i == bracketStart + 1 && pattern.charAt(bracketStart) == '^';
                if (c == ']' && !first) inBracket = false;
            } else {
                if (c == '[') {
                    inBracket = true;
                    bracketStart = i + 1;
                }
                append(regex, c);
            }
        }
        return regex.append(")$").toString();
    }

    private static void append(StringBuilder regex, int c) {
        switch (c) {
            case '%' -> regex.append(".*");
            case '_' -> regex.append('.');
            case '(' -> regex.append("(?:");
            case '\\', '.', '^', '$' -> regex.append('\\').appendCodePoint(c);
            default -> regex.appendCodePoint(c);
        }
    }
}
