package dev.coordtest.datadriven;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A test file, parsed. Enter the module here.
 *
 * <pre>{@code
 * for (Path path : TestFile.walk(Path.of("testdata"))) {
 *     TestFile file = TestFile.read(path, Dialect.RUST_0_6);
 *     Run run = file.run(directive -> switch (directive.name()) {
 *         case "upper" -> directive.input().toUpperCase(Locale.ROOT);
 *         default -> throw directive.error("no such directive");
 *     });
 *     if (!run.passed()) System.out.print(run.report());
 * }
 * }</pre>
 *
 * <p>A file that cannot be parsed is refused as a whole, by a {@link ParseError}, before any of it runs.
 */
public final class TestFile {
    private final String name;
    private final String text;
    private final Dialect dialect;
    private final Lines lines;
    private final List<Stanza> stanzas;

    private TestFile(String name, String text, Dialect dialect, Lines lines) {
        this.name = name;
        this.text = text;
        this.dialect = dialect;
        this.lines = lines;
        this.stanzas = List.copyOf(dialect.read(name, lines));
    }

    /** Parses a text; {@code name} is what positions call the file. A text with a NUL character is no test file. */
    public static TestFile parse(String name, String text, Dialect dialect) {
        var lines = Lines.of(text, dialect);
        int nul = text.indexOf('\0');
        if (nul >= 0)
            throw new ParseError(
                    lines.position(name, nul), "expected text, found a NUL character: this is a binary file");
        return new TestFile(name, text, dialect, lines);
    }

    /** Parses a file of UTF-8 text. A directory, a file that cannot be read or is not text is a {@link ParseError}. */
    public static TestFile read(Path path, Dialect dialect) {
        return parse(path.toString(), Disk.read(path), dialect);
    }

    /**
     * The test files of a directory and of those below, sorted by name, each directory in its place among its siblings.
     * Names that begin with a dot, end with {@code ~}, or begin and end with {@code #} are passed over. A path that is
     * a file stands for itself, whatever its name.
     */
    public static List<Path> walk(Path path) {
        return Disk.walk(path);
    }

    public String name() {
        return name;
    }

    public String text() {
        return text;
    }

    public Dialect dialect() {
        return dialect;
    }

    /** Everything in the file, in order. */
    public List<Stanza> stanzas() {
        return stanzas;
    }

    /** The test cases, in order. */
    public List<Directive> directives() {
        var directives = new ArrayList<Directive>();
        for (Stanza stanza : stanzas) if (stanza instanceof Directive directive) directives.add(directive);
        return directives;
    }

    /** Runs the directives in order, up to the first that does not pass. */
    public Run run(Run.Handler handler) {
        return run(handler, Run.OnFailure.STOP, Run.Listener.NONE);
    }

    /** Runs the directives in order. What a handler throws, but for a {@link ParseError}, ends the run. */
    public Run run(Run.Handler handler, Run.OnFailure onFailure, Run.Listener listener) {
        return Run.of(this, handler, onFailure, listener);
    }

    /** This file up to and including the test case that begins at or before a line; positions stay what they are. */
    public TestFile until(int line) {
        int end = 0;
        for (Directive directive : directives()) if (directive.line() <= line) end = directive.endLine();
        String prefix =
                text.lines().limit(Math.max(0, end - 1L)).map(it -> it + "\n").collect(Collectors.joining());
        return parse(name, prefix, dialect);
    }

    Lines lines() {
        return lines;
    }
}
