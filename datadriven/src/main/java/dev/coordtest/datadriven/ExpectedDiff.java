package dev.coordtest.datadriven;

import dev.coordtest.datadriven.Directive.Form;
import dev.coordtest.datadriven.LineDiff.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The difference between expected and actual output, as lines to print: the directive and its input first, then what
 * differs with five lines around it, at most sixty lines in all. Expected lines bear their number in the file. On a
 * line that differs, trailing blanks are marked, and so is the want of a final newline.
 *
 * @param line the line of the file at which expected and actual first differ
 */
public record ExpectedDiff(int line, List<Line> lines) {
    private static final int CONTEXT = 5;
    private static final int LINES_MAX = 60;
    private static final int INPUT_MAX = 6;

    /** What a line of a difference is. */
    public enum Kind {
        /** A line of the directive, of its input, or a separator. */
        DIRECTIVE(' '),
        /** An expected line that is also actual. */
        CONTEXT(' '),
        /** An expected line that is not actual. */
        EXPECTED('-'),
        /** An actual line that was not expected. */
        ACTUAL('+'),
        /** A remark, or lines left out. */
        NOTE(' ');

        private final char sign;

        Kind(char sign) {
            this.sign = sign;
        }
    }

    /**
     * A line of a difference.
     *
     * @param number of the line in the file; 0 if it is not in the file
     */
    public record Line(Kind kind, int number, String content) {
        /** The line as it is printed. */
        @Override
        public String toString() {
            if (kind == Kind.NOTE) return "       " + content;
            String gutter = number == 0 ? "     " : String.format(Locale.ROOT, "%5d", number);
            return (kind.sign + gutter + " | " + content).stripTrailing();
        }
    }

    public ExpectedDiff {
        lines = List.copyOf(lines);
    }

    static ExpectedDiff of(Directive directive, String actual) {
        var expectedLines = split(directive.expected());
        var actualLines = split(actual);
        var changes = LineDiff.changes(expectedLines, actualLines);
        var lines = new ArrayList<Line>();
        head(directive, lines);
        if (directive.form() == Form.MISSING)
            lines.add(note("the file ends without a ---- line: all after the directive is taken for its input"));
        else body(directive.expectedLine(), expectedLines, actualLines, changes, lines);
        int first = changes.isEmpty() ? 0 : changes.getFirst().fromA();
        return new ExpectedDiff(directive.expectedLine() + first, lines);
    }

    /** The lines as text, each with its newline. */
    public String text() {
        var text = new StringBuilder();
        for (Line line : lines) text.append(line).append('\n');
        return text.toString();
    }

    private static void head(Directive directive, List<Line> lines) {
        int number = directive.line();
        for (String line : directive.lines()) lines.add(new Line(Kind.DIRECTIVE, number++, Marks.cut(line, 0)));
        var input = split(directive.input());
        for (int i = 0; i < Math.min(input.size(), INPUT_MAX); i++)
            lines.add(new Line(Kind.DIRECTIVE, directive.inputLine() + i, Marks.cut(input.get(i), 0)));
        if (input.size() > INPUT_MAX) lines.add(note("… " + (input.size() - INPUT_MAX) + " more lines of input"));
        for (int line = directive.separatorLine(); line < directive.expectedLine(); line++)
            lines.add(new Line(Kind.DIRECTIVE, line, "----"));
    }

    private static void body(
            int firstLine, List<String> expected, List<String> actual, List<Change> changes, List<Line> out) {
        var body = new ArrayList<Line>();
        int shown = 0;
        for (int c = 0; c < changes.size() && body.size() <= LINES_MAX; c++) {
            Change change = changes.get(c);
            int before = Math.max(shown, change.fromA() - CONTEXT);
            if (before > shown) body.add(note("…"));
            for (int i = before; i < change.fromA(); i++) body.add(context(firstLine + i, expected.get(i)));
            change(firstLine, expected, actual, change, body);
            int next = c + 1 < changes.size() ? changes.get(c + 1).fromA() : expected.size();
            shown = Math.min(next, change.toA() + CONTEXT);
            for (int i = change.toA(); i < shown; i++) body.add(context(firstLine + i, expected.get(i)));
        }
        out.addAll(body.subList(0, Math.min(body.size(), LINES_MAX)));
        if (body.size() > LINES_MAX) out.add(note("… and more: " + differing(changes) + " lines differ in all"));
        out.addAll(Marks.legend(out));
    }

    private static void change(
            int firstLine, List<String> expected, List<String> actual, Change change, List<Line> out) {
        // More lines than are ever shown need not be made.
        int toA = Math.min(change.toA(), change.fromA() + LINES_MAX + 1);
        int toB = Math.min(change.toB(), change.fromB() + LINES_MAX + 1);
        for (int i = change.fromA(); i < toA; i++) {
            int partner = change.fromB() + i - change.fromA();
            String other = partner < change.toB() ? actual.get(partner) : "";
            out.add(new Line(Kind.EXPECTED, firstLine + i, Marks.changed(expected.get(i), other)));
        }
        for (int j = change.fromB(); j < toB; j++) {
            int partner = change.fromA() + j - change.fromB();
            String other = partner < change.toA() ? expected.get(partner) : "";
            out.add(new Line(Kind.ACTUAL, 0, Marks.changed(actual.get(j), other)));
        }
    }

    private static long differing(List<Change> changes) {
        return changes.stream()
                .mapToLong(it -> Math.max(it.toA() - it.fromA(), it.toB() - it.fromB()))
                .sum();
    }

    private static Line context(int number, String line) {
        return new Line(Kind.CONTEXT, number, Marks.cut(line, 0));
    }

    private static Line note(String content) {
        return new Line(Kind.NOTE, 0, content);
    }

    /** The lines with their newlines, so that the want of the last one is a difference. */
    private static List<String> split(String text) {
        var lines = new ArrayList<String>();
        int start = 0;
        while (start < text.length()) {
            int newline = text.indexOf('\n', start);
            int end = newline < 0 ? text.length() : newline + 1;
            lines.add(text.substring(start, end));
            start = end;
        }
        return lines;
    }
}
