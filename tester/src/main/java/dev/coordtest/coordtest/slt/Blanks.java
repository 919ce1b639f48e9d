package dev.coordtest.coordtest.slt;

import java.util.ArrayList;
import java.util.List;

/** White space by Unicode's property White_Space, as the suites' first runners had it. */
final class Blanks {
    /** Stands for a blank within a value where blanks part values. */
    static final String WRITTEN = "␠";

    private Blanks() {}

    static boolean isBlank(char c) {
        return c >= '\t' && c <= '\r'
                || c == ' '
                || c == '\u0085'
                || c == '\u00a0'
                || c == '\u1680'
                || c >= '\u2000' && c <= '\u200a'
                || c == '\u2028'
                || c == '\u2029'
                || c == '\u202f'
                || c == '\u205f'
                || c == '\u3000';
    }

    static String stripLeading(String text) {
        int start = 0;
        while (start < text.length() && isBlank(text.charAt(start))) start++;
        return text.substring(start);
    }

    static String strip(String text) {
        int end = text.length();
        while (end > 0 && isBlank(text.charAt(end - 1))) end--;
        return stripLeading(text.substring(0, end));
    }

    /** The values on a line: a single one is the whole line, more are words. */
    static List<String> columns(String line, int width) {
        if (width == 1) return List.of(strip(line));
        List<String> words = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= line.length(); i++) {
            boolean blank = i == line.length() || isBlank(line.charAt(i));
            if (blank && start >= 0) words.add(line.substring(start, i));
            if (blank) start = -1;
            else if (start < 0) start = i;
        }
        return words;
    }

    /** The lines of a text, which end in a newline or in a carriage return and a newline. */
    static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int newline = text.indexOf('\n', start);
            int end = newline < 0 ? text.length() : newline;
            int cut = end > start && text.charAt(end - 1) == '\r' ? end - 1 : end;
            lines.add(text.substring(start, cut));
            start = end + 1;
        }
        return lines;
    }
}
