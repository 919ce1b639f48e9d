package dev.coordtest.datadriven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** What the original implementations were observed to do, and how they word it. Their handler is here too. */
final class Originals {
    private final Map<String, String> outputs;

    private Originals(Map<String, String> outputs) {
        this.outputs = outputs;
    }

    static Originals of(Map<String, @Nullable Object> conformance) {
        return new Originals(Json.asObject(conformance.get("outputs")).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> (String) it.getValue())));
    }

    static Map<String, @Nullable Object> corpus(String name) throws IOException {
        return Json.object(Files.readString(corpusPath(name)));
    }

    /** A part of the corpus, which lies beside the project. Where it does not, the test is skipped and says so. */
    static Path corpusPath(String name) {
        Path here = Path.of("").toAbsolutePath();
        for (@Nullable Path at = here; at != null && at.getFileName() != null; at = at.getParent()) {
            Path corpus = at.resolveSibling("shared").resolve("corpus").resolve(name);
            if (Files.exists(corpus)) return corpus;
        }
        String missing = "SKIPPED: ../shared/corpus/" + name + " is not here; the format was not checked against it";
        System.err.println(missing);
        return Assumptions.abort(missing);
    }

    /** The handler by which all were observed: a directive's name selects the output. */
    String output(Directive directive) {
        return directive.name().equals("echo") ? directive.input() : outputs.getOrDefault(directive.name(), "ok\n");
    }

    List<String> outputs(TestFile file) {
        return file.directives().stream().map(this::output).toList();
    }

    /** Arguments as the corpus shows them. */
    static String arguments(Directive directive, Dialect dialect) {
        String comma = dialect == Dialect.GO ? " " : ", ";
        var shown = directive.arguments().stream()
                .map(argument -> argument.name()
                        + argument.values().stream()
                                .map(value -> "\"" + value.replace("\"", "\\\"") + "\"")
                                .collect(Collectors.joining(comma, "->[", "]")));
        return (dialect == Dialect.GO ? shown : shown.sorted()).collect(Collectors.joining(" "));
    }

    /** The text with which the dialect's own runner reports a difference. */
    static String failureText(TestFile file, Outcome.Differs differs) {
        Directive directive = differs.directive();
        String place = file.name() + ":" + directive.line() + ":\n";
        String expected = directive.expected();
        if (file.dialect() != Dialect.GO)
            return "failure:\n" + place + directive.input() + "\nexpected:\n" + expected + "\nactual:\n"
                    + differs.actual() + "\n";
        String head = "\n" + place + " " + directive.input() + "\n";
        return splitLines(expected).size() > 5
                ? head + "output didn't match expected:\n" + unified(splitLines(expected), splitLines(differs.actual()))
                : head + "expected:\n" + expected + "\nfound:\n" + differs.actual();
    }

    /** Go's splitter: a final newline is followed by a last line, empty but for a newline that is added. */
    private static List<String> splitLines(String text) {
        return List.of(text.split("\n", -1));
    }

    /** One hunk with all lines, which is all that the short texts of the corpus need. */
    private static String unified(List<String> a, List<String> b) {
        var text = new StringBuilder(String.format(Locale.ROOT, "@@ -1,%d +1,%d @@\n", a.size(), b.size()));
        int shown = 0;
        for (LineDiff.Change change : LineDiff.changes(a, b)) {
            a.subList(shown, change.fromA())
                    .forEach(it -> text.append(" ").append(it).append("\n"));
            a.subList(change.fromA(), change.toA())
                    .forEach(it -> text.append("-").append(it).append("\n"));
            b.subList(change.fromB(), change.toB())
                    .forEach(it -> text.append("+").append(it).append("\n"));
            shown = change.toA();
        }
        a.subList(shown, a.size()).forEach(it -> text.append(" ").append(it).append("\n"));
        return text.toString();
    }
}
