package dev.coordtest.datadriven;

import dev.coordtest.datadriven.Directive.Form;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Reads a file as Go's {@code cockroachdb/datadriven} does, with two differences: the whole file is read before any of
 * it runs, and a line of more than 64 KiB is refused, where the original silently stops and loses the rest of the file.
 */
final class GoReader {
    private static final int LINE_BYTES_MAX = 64 * 1024 - 1;

    private final String file;
    private final Lines lines;
    private final Deque<Stanza.Subtest> open = new ArrayDeque<>();
    private int next;

    GoReader(String file, Lines lines) {
        this.file = file;
        this.lines = lines;
    }

    List<Stanza> read() {
        for (int line = 0; line < lines.count(); line++) checkLength(line);
        var stanzas = new ArrayList<Stanza>();
        while (next < lines.count()) stanza(stanzas);
        if (!open.isEmpty()) {
            int started = open.getLast().line();
            throw error(
                    lines.count(),
                    "expected \"subtest end\" for the subtest at line " + started + ", but the file ends",
                    "EOF encountered without subtest end directive\n" + file + ":" + started
                            + ": subtest started here");
        }
        return stanzas;
    }

    private void stanza(List<Stanza> stanzas) {
        int first = next++;
        String text = lines.get(first);
        if (text.startsWith("#", WhiteSpace.start(text))) {
            stanzas.add(new Stanza.Comment(first + 1, text));
            return;
        }
        var line = new GoLine(file, first + 1, text);
        while (line.continues() && next < lines.count()) line.join(next + 1, lines.get(next++));
        String name = line.name();
        if (name.isEmpty()) {
            for (int blank = first; blank < next; blank++) stanzas.add(new Stanza.Comment(blank + 1, lines.get(blank)));
            return;
        }
        Position position = line.position();
        List<Argument> arguments = line.arguments();
        if (name.equals("subtest")) stanzas.add(subtest(first + 1, arguments));
        else stanzas.add(directive(first, position, name, arguments));
    }

    private Stanza.Subtest subtest(int line, List<Argument> arguments) {
        String first = arguments.isEmpty() ? "" : arguments.getFirst().name();
        if (!open.isEmpty() && first.equals("end")) return subtestEnd(line, arguments);
        if (arguments.size() != 1)
            throw error(line, "expected \"subtest NAME\" or \"subtest end\"", "invalid syntax for subtest");
        if (first.equals("end"))
            throw error(
                    line,
                    "expected a subtest to have been started before its end",
                    "subtest end without corresponding start");
        String prefix = open.isEmpty() ? "" : open.getLast().name() + "/";
        if (!first.startsWith(prefix))
            throw error(
                    line,
                    "expected the nested subtest's name to begin with \"" + prefix + "\"",
                    "name of nested subtest must begin with \"" + prefix + "\"");
        var subtest = new Stanza.Subtest(line, next + 1 - line, first, false);
        open.addLast(subtest);
        return subtest;
    }

    private Stanza.Subtest subtestEnd(int line, List<Argument> arguments) {
        if (arguments.size() > 2)
            throw error(line, "expected \"subtest end\" or \"subtest end NAME\"", "invalid syntax for subtest end");
        String name = open.removeLast().name();
        String given = arguments.getLast().name();
        if (arguments.size() == 2 && !given.equals(name))
            throw error(
                    line,
                    "expected \"subtest end " + name + "\", found \"" + given + "\"",
                    "mismatched subtest end directive: expected \"" + given + "\", got \"" + name + "\"");
        return new Stanza.Subtest(line, next + 1 - line, name, true);
    }

    private Directive directive(int first, Position position, String name, List<Argument> arguments) {
        int inputStart = next;
        while (next < lines.count() && !lines.isSeparator(next)) next++;
        int separator = next;
        var directiveLines = new ArrayList<String>();
        for (int line = first; line < inputStart; line++) directiveLines.add(lines.get(line));
        int inputLine = inputStart;
        while (inputLine < separator && lines.isBlank(inputLine)) inputLine++;
        String input = WhiteSpace.trim(lines.join(inputStart, separator));
        Form form = separator == lines.count() ? Form.MISSING : Form.SINGLE;
        if (form != Form.MISSING) next++;
        if (next < lines.count() && lines.isSeparator(next)) {
            next++;
            form = Form.DOUBLE;
        }
        int expectedStart = next;
        String expected = form == Form.DOUBLE ? doubleBlock() : singleBlock();
        int end = next++;
        return new Directive(
                position,
                directiveLines,
                name,
                arguments,
                input,
                inputLine + 1,
                form,
                separator + 1,
                expected,
                expectedStart + 1,
                end + 1);
    }

    private String singleBlock() {
        int start = next;
        while (next < lines.count() && !lines.isBlank(next)) next++;
        return lines.join(start, next);
    }

    /** A {@code ----} is looked at together with the line after it; if that is another line, both are content. */
    private String doubleBlock() {
        int start = next;
        while (next < lines.count()) {
            boolean separator = lines.isSeparator(next++);
            if (!separator || next == lines.count()) continue;
            if (lines.isSeparator(next++)) return closed(lines.join(start, next - 2));
        }
        return lines.join(start, next);
    }

    private String closed(String expected) {
        if (next < lines.count() && lines.length(next) > 0)
            throw error(
                    next + 1,
                    "expected an empty line after the two ---- lines that close an expected block",
                    "non-blank line after end of double ---- separator section");
        return expected;
    }

    private void checkLength(int line) {
        if (lines.length(line) <= LINE_BYTES_MAX / 3) return;
        int bytes = lines.get(line).getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LINE_BYTES_MAX)
            throw new ParseError(
                    new Position(file, line + 1, 1),
                    "expected a line of at most " + LINE_BYTES_MAX + " bytes, as the go dialect requires, found "
                            + bytes);
    }

    private ParseError error(int line, String problem, String original) {
        return new ParseError(new Position(file, line, 1), problem, lines.get(line - 1), original);
    }
}
