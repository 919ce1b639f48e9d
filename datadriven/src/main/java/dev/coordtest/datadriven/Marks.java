package dev.coordtest.datadriven;

import dev.coordtest.datadriven.ExpectedDiff.Kind;
import dev.coordtest.datadriven.ExpectedDiff.Line;
import java.util.ArrayList;
import java.util.List;

/** Makes visible, on a line of a difference, what would not be; and cuts lines that nobody would read to the end. */
final class Marks {
    private static final int LENGTH_MAX = 400;
    private static final char BLANK = '␠';
    private static final char TAB = '⇥';
    private static final char NO_NEWLINE = '⏎';

    private Marks() {}

    /** A line that differs from {@code other}: trailing blanks and a missing newline are marked. */
    static String changed(String line, String other) {
        boolean newline = line.endsWith("\n");
        String content = newline ? line.substring(0, line.length() - 1) : line;
        int end = content.length();
        while (end > 0 && isBlank(content.charAt(end - 1))) end--;
        var marked = new StringBuilder(content);
        for (int i = end; i < content.length(); i++) marked.setCharAt(i, content.charAt(i) == '\t' ? TAB : BLANK);
        if (!newline) marked.append(NO_NEWLINE);
        return cut(marked.toString(), firstDifference(line, other));
    }

    /** The line without its newline and with control characters shown; if it is long, what is around {@code at}. */
    static String cut(String line, int at) {
        String content = line.endsWith("\n") ? line.substring(0, line.length() - 1) : line;
        if (content.length() <= LENGTH_MAX) return Visible.controls(content);
        int from = Math.max(0, Math.min(at, content.length()) - LENGTH_MAX / 2);
        int to = Math.min(content.length(), from + LENGTH_MAX);
        return (from > 0 ? "…" : "")
                + Visible.controls(content.substring(from, to))
                + (to < content.length() ? "…" : "")
                + " (" + content.length() + " characters)";
    }

    /** What the marks in these lines mean. */
    static List<Line> legend(List<Line> lines) {
        var meanings = new ArrayList<String>();
        if (anyHas(lines, BLANK)) meanings.add(BLANK + " trailing blank");
        if (anyHas(lines, TAB)) meanings.add(TAB + " trailing tab");
        if (anyHas(lines, NO_NEWLINE)) meanings.add(NO_NEWLINE + " no newline at the end");
        return meanings.isEmpty()
                ? List.of()
                : List.of(new Line(Kind.NOTE, 0, "(" + String.join(", ", meanings) + ")"));
    }

    private static boolean anyHas(List<Line> lines, char mark) {
        return lines.stream()
                .filter(line -> line.kind() == Kind.EXPECTED || line.kind() == Kind.ACTUAL)
                .anyMatch(line -> line.content().indexOf(mark) >= 0);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static int firstDifference(String a, String b) {
        int i = 0;
        int shorter = Math.min(a.length(), b.length());
        while (i < shorter && a.charAt(i) == b.charAt(i)) i++;
        return i;
    }
}
