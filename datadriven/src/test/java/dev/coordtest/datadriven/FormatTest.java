package dev.coordtest.datadriven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The format, described in itself: runs the files of {@code src/test/testdata}. A line that begins with {@code |} is a
 * line of a file within the file. With {@code REWRITE} in the environment the outputs are written, not compared.
 */
class FormatTest {
    @TempDir
    Path temporary = Path.of("");

    @TestFactory
    Stream<DynamicTest> theFormatIsAsItsFilesSay() {
        return TestFile.walk(Path.of("src/test/testdata")).stream()
                .map(path -> DynamicTest.dynamicTest(path.getFileName().toString(), path.toUri(), () -> check(path)));
    }

    private void check(Path path) {
        var file = TestFile.read(path, Dialect.RUST_0_6);
        if (System.getenv("REWRITE") == null) {
            assertThat(file.run(this::run).report()).isEmpty();
        } else {
            Rewriter.save(
                    path,
                    file.run(this::run, Run.OnFailure.KEEP_GOING, Run.Listener.NONE)
                            .rewritten());
        }
    }

    private String run(Directive directive) {
        Arguments arguments = directive.read();
        return switch (directive.name()) {
            case "parse" -> parse(directive, arguments);
            case "run" -> runInner(directive, arguments);
            case "rewrite" -> rewrite(directive, arguments);
            case "nearest" -> nearest(arguments);
            case "walk" -> walk(directive, arguments);
            case "read" -> read(directive, arguments);
            default -> throw directive.error("no such directive");
        };
    }

    private static String parse(Directive directive, Arguments arguments) {
        Dialect dialect = dialect(arguments);
        arguments.expectEmpty();
        try {
            return TestFile.parse("F", unquote(directive.input()), dialect).stanzas().stream()
                    .map(FormatTest::show)
                    .collect(Collectors.joining());
        } catch (ParseError e) {
            return show(e);
        }
    }

    private static String show(Stanza stanza) {
        return switch (stanza) {
            case Stanza.Comment(int line, String text) -> line + ": comment " + escape(text) + "\n";
            case Stanza.Subtest(int line, int _, String name, boolean end) ->
                line + ": subtest " + name + (end ? " ends" : " begins") + "\n";
            case Directive it ->
                it.line() + ":" + it.position().column() + ": directive " + it.name() + "\n"
                        + it.arguments().stream()
                                .map(argument -> "   " + argument.line() + ":" + argument.column() + " "
                                        + argument.name() + " = " + argument.values() + "\n")
                                .collect(Collectors.joining())
                        + "   input at " + it.inputLine() + " " + escape(it.input()) + "\n"
                        + "   " + it.form().name().toLowerCase(Locale.ROOT) + " at " + it.separatorLine()
                        + ", expected at " + it.expectedLine() + " " + escape(it.expected()) + ", ends at "
                        + it.endLine() + "\n";
        };
    }

    private static String runInner(Directive directive, Arguments arguments) {
        Dialect dialect = dialect(arguments);
        var onFailure = arguments.flag("keep-going") ? Run.OnFailure.KEEP_GOING : Run.OnFailure.STOP;
        arguments.expectEmpty();
        var run = TestFile.parse("F", unquote(directive.input()), dialect)
                .run(FormatTest::inner, onFailure, Run.Listener.NONE);
        return run.passed() ? run.outcomes().size() + " passed\n" : quote(run.report());
    }

    private static String rewrite(Directive directive, Arguments arguments) {
        Dialect dialect = dialect(arguments);
        boolean faithful = arguments.flag("faithful");
        arguments.expectEmpty();
        var file = TestFile.parse("F", unquote(directive.input()), dialect);
        try {
            return quote(
                    faithful
                            ? Rewriter.faithful(
                                    file,
                                    file.directives().stream()
                                            .map(FormatTest::inner)
                                            .toList())
                            : file.run(FormatTest::inner, Run.OnFailure.KEEP_GOING, Run.Listener.NONE)
                                    .rewritten());
        } catch (ParseError e) {
            return show(e);
        }
    }

    private static String nearest(Arguments arguments) {
        String word = arguments.required("word");
        List<String> among = arguments.list("among");
        arguments.expectEmpty();
        return Nearest.of(word, among).orElse("none") + "\n";
    }

    /** Makes the named files, a path ending in a slash being a directory, and walks the first. */
    private String walk(Directive directive, Arguments arguments) {
        arguments.expectEmpty();
        List<String> names = directive.input().lines().toList();
        Path root = temporary.resolve(names.getFirst());
        try {
            for (String name : names) {
                Path path = temporary.resolve(name);
                Files.createDirectories(name.endsWith("/") ? path : path.getParent());
                if (!name.endsWith("/")) Files.writeString(path, "");
            }
            return TestFile.walk(root).stream()
                    .map(path -> temporary.relativize(path) + "\n")
                    .collect(Collectors.joining());
        } catch (IOException e) {
            throw directive.error(e.toString());
        } catch (ParseError e) {
            return show(e);
        }
    }

    /** Reads a file of the given bytes, in hexadecimal. */
    private String read(Directive directive, Arguments arguments) {
        arguments.expectEmpty();
        Path file = temporary.resolve("bytes");
        try {
            Files.write(file, HexFormat.of().parseHex(directive.input().replaceAll("\\s", "")));
            return TestFile.read(file, Dialect.RUST_0_6).stanzas().size() + " stanzas\n";
        } catch (IOException e) {
            throw directive.error(e.toString());
        } catch (ParseError e) {
            return show(e);
        }
    }

    /** The handler of the files within the files. */
    private static String inner(Directive directive) {
        Arguments arguments = directive.read();
        String output = switch (directive.name()) {
            case "echo" -> directive.input();
            case "unescape" ->
                directive
                        .input()
                        .replace("\n", "")
                        .replace("\\n", "\n")
                        .replace("\\r", "\r")
                        .replace("\\s", " ")
                        .replace("\\0", "\0");
            case "read" ->
                "session=" + arguments.required("session") + " uppers=" + arguments.list("uppers")
                        + " all=" + arguments.flag("all") + " attempts=" + arguments.unsigned("attempts", 10)
                        + " format=" + arguments.oneOf("format", List.of("debug", "table"), "debug") + "\n";
            default ->
                throw directive.error(
                        "no directive \"" + directive.name() + "\"" + Nearest.suggestion(directive.name(), DIRECTIVES));
        };
        arguments.expectEmpty();
        return output;
    }

    private static final Set<String> DIRECTIVES = new TreeSet<>(List.of("echo", "unescape", "read"));

    private static Dialect dialect(Arguments arguments) {
        var names = Stream.of(Dialect.values()).map(Dialect::optionName).toList();
        return Dialect.named(arguments.oneOf("dialect", names, "rust-0.6")).orElseThrow();
    }

    private static String show(ParseError error) {
        return (error.getMessage() + "\n" + error.excerpt()).replaceAll("/\\S*/bytes", "<FILE>");
    }

    private static String unquote(String input) {
        var lines = input.lines().map(line -> line.startsWith("|") ? line.substring(1) : line);
        String text = lines.map(line -> line + "\n").collect(Collectors.joining());
        return text.endsWith("⏎\n") ? text.substring(0, text.length() - 2) : text;
    }

    private static String quote(String text) {
        String quoted = text.lines().map(line -> "|" + line + "\n").collect(Collectors.joining());
        return text.isEmpty() || text.endsWith("\n") ? quoted : quoted.stripTrailing() + "⏎\n";
    }

    private static String escape(String text) {
        String escaped = text.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t");
        return "\"" + new String(escaped.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8) + "\"";
    }
}
