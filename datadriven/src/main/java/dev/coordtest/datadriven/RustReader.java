package dev.coordtest.datadriven;

import dev.coordtest.datadriven.Directive.Form;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a file as the Rust crate does. Two of its habits look like mistakes and are kept, since files depend on them:
 * the line after an expected block is dropped whatever it is, and a double block that has no line at all need not be
 * closed.
 */
final class RustReader {
    private static final String CLOSE_WITHOUT_NEWLINE = "---- (no newline)";

    private final String file;
    private final Lines lines;
    private final Dialect dialect;
    private int next;

    RustReader(String file, Lines lines, Dialect dialect) {
        this.file = file;
        this.lines = lines;
        this.dialect = dialect;
    }

    List<Stanza> read() {
        var stanzas = new ArrayList<Stanza>();
        while (next < lines.count()) stanzas.add(stanza());
        return stanzas;
    }

    private Stanza stanza() {
        String line = lines.get(next);
        int comment = line.indexOf('#');
        String code = comment < 0 ? line : line.substring(0, comment);
        if (WhiteSpace.isBlank(code)) return new Stanza.Comment(++next, line);
        return directive(new RustLine(file, next + 1, line, code, dialect));
    }

    private Directive directive(RustLine line) {
        Position position = line.directive();
        List<Argument> arguments = line.arguments();
        int first = next++;
        int inputStart = next;
        while (next < lines.count() && !lines.isSeparator(next)) next++;
        int separator = next;
        String input = lines.join(inputStart, separator);
        Form form = separator == lines.count() ? Form.MISSING : Form.SINGLE;
        if (form != Form.MISSING) next++;
        if (next < lines.count() && lines.isSeparator(next)) {
            next++;
            form = Form.DOUBLE;
        }
        int expectedStart = next;
        String expected = form == Form.DOUBLE ? doubleBlock(first) : singleBlock();
        int end = next++;
        return new Directive(
                position,
                List.of(lines.get(first)),
                line.name(),
                arguments,
                input,
                inputStart + 1,
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

    private String doubleBlock(int directiveLine) {
        int start = next;
        for (; next < lines.count(); next++) {
            if (next + 1 == lines.count()) throw unclosed(directiveLine);
            if (!lines.isSeparator(next)) continue;
            if (lines.isSeparator(next + 1)) return closed(start, 0);
            if (dialect != Dialect.RUST_0_6 && lines.is(next + 1, CLOSE_WITHOUT_NEWLINE)) return closed(start, 1);
        }
        return "";
    }

    private String closed(int start, int newlinesLess) {
        String expected = lines.join(start, next);
        next += 2;
        return expected.substring(0, Math.max(0, expected.length() - newlinesLess));
    }

    private ParseError unclosed(int directiveLine) {
        String original = "unclosed double-separator block for test case starting at line " + (directiveLine + 1);
        return new ParseError(
                new Position(file, lines.count(), 1),
                "expected two ---- lines to close the expected block of the directive at line " + (directiveLine + 1)
                        + ", but the file ends",
                "",
                dialect == Dialect.RUST_0_6 ? file + ":" + original : RustText.error(file, 0, original));
    }
}
