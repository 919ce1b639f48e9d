package dev.coordtest.datadriven;

import java.util.Arrays;

/**
 * A text seen as lines. A line ends before {@code \n} or {@code \r\n}; a final line end begins no further line. Lines
 * are counted from 0 here and from 1 wherever a user sees them.
 */
final class Lines {
    private final String text;
    private final int[] starts;
    private final int[] ends;

    private Lines(String text, int[] starts, int[] ends) {
        this.text = text;
        this.starts = starts;
        this.ends = ends;
    }

    /** Splits the text. Rust keeps a {@code \r} that ends the text without a {@code \n}, Go drops it. */
    static Lines of(String text, Dialect dialect) {
        int newlines = (int) text.chars().filter(c -> c == '\n').count();
        boolean openEnd = !text.isEmpty() && !text.endsWith("\n");
        int[] starts = new int[newlines + (openEnd ? 1 : 0)];
        int[] ends = new int[starts.length];
        int start = 0;
        for (int line = 0; line < starts.length; line++) {
            int newline = text.indexOf('\n', start);
            int end = newline < 0 ? text.length() : newline;
            boolean carriageReturn = end > start && text.charAt(end - 1) == '\r';
            starts[line] = start;
            ends[line] = carriageReturn && (newline >= 0 || dialect == Dialect.GO) ? end - 1 : end;
            start = end + 1;
        }
        return new Lines(text, starts, ends);
    }

    /** The place of a character of the text. */
    Position position(String file, int offset) {
        int found = Arrays.binarySearch(starts, offset);
        int line = found >= 0 ? found : -found - 2;
        return new Position(file, line + 1, text.codePointCount(starts[line], offset) + 1);
    }

    int count() {
        return starts.length;
    }

    String get(int line) {
        return text.substring(starts[line], ends[line]);
    }

    int length(int line) {
        return ends[line] - starts[line];
    }

    boolean is(int line, String content) {
        return length(line) == content.length() && text.startsWith(content, starts[line]);
    }

    boolean isSeparator(int line) {
        return is(line, "----");
    }

    /** Whether a trim would leave nothing of the line. */
    boolean isBlank(int line) {
        for (int i = starts[line]; i < ends[line]; i++) if (!WhiteSpace.is(text.charAt(i))) return false;
        return true;
    }

    /** The lines {@code from} to {@code to}, the latter excluded, each followed by {@code \n}. */
    String join(int from, int to) {
        if (from >= to) return "";
        long length = (long) to - from;
        for (int line = from; line < to; line++) length += length(line);
        int end = ends[to - 1];
        boolean contiguous = end < text.length() && text.charAt(end) == '\n' && end + 1 - starts[from] == length;
        if (contiguous) return text.substring(starts[from], end + 1);
        var joined = new StringBuilder(Math.toIntExact(length));
        appendTo(joined, from, to);
        return joined.toString();
    }

    void appendTo(StringBuilder out, int from, int to) {
        for (int line = from; line < to; line++)
            out.append(text, starts[line], ends[line]).append('\n');
    }
}
