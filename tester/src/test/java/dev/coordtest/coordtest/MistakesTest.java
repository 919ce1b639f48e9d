package dev.coordtest.coordtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordtest.datadriven.Dialect;
import dev.coordtest.datadriven.Directive;
import dev.coordtest.datadriven.Outcome;
import dev.coordtest.datadriven.ParseError;
import dev.coordtest.datadriven.Rewriter;
import dev.coordtest.datadriven.Run;
import dev.coordtest.datadriven.TestFile;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Mistakes in test files are refused at their place. Runs {@code src/test/testdata/mistakes}; with {@code REWRITE} in the environment they are written. */
class MistakesTest {
    private static final CoordTest.Options IN_MEMORY = new CoordTest.Options(new TreeMap<>(), null, false);
    private static final String BEFORE = """
            sql
            CREATE TABLE t (i INT);
            ----
            CreatedTable {
                existed: false,
            }

            async-sql session=busy
            SELECT * FROM t AS OF 1000000;
            ----

            """;

    @TestFactory
    Stream<DynamicTest> mistakesAreRefusedAtTheirPlace() {
        return TestFile.walk(Path.of("src/test/testdata/mistakes")).stream()
                .map(path -> DynamicTest.dynamicTest(path.getFileName().toString(), path.toUri(), () -> check(path)));
    }

    private static void check(Path path) {
        TestFile file = TestFile.read(path, Dialect.RUST_0_6);
        if (System.getenv("REWRITE") == null) {
            assertThat(file.run(MistakesTest::run).report()).isEmpty();
            return;
        }
        Run run = file.run(MistakesTest::run, Run.OnFailure.KEEP_GOING, Run.Listener.NONE);
        Rewriter.save(path, run.rewritten());
    }

    private static String run(Directive directive) {
        directive.read().expectEmpty();
        return switch (directive.name()) {
            case "mistake" -> mistake(BEFORE, directive.input());
            case "first" -> mistake("", directive.input());
            default -> throw directive.error("no such directive");
        };
    }

    /** What is said of the stanza, at its own lines. */
    private static String mistake(String before, String stanza) {
        int lines = (int) before.lines().count();
        try {
            TestFile file = TestFile.parse("f", before + stanza + "----\n", Dialect.RUST_0_6);
            Outcome last = CoordTest.runTest(file, IN_MEMORY, Run.OnFailure.STOP, Run.Listener.NONE)
                    .run()
                    .outcomes()
                    .getLast();
            return switch (last) {
                case Outcome.Refused(var refused, var error) -> text(error, lines);
                case Outcome.Differs differs -> "printed " + differs.actual();
                case Outcome.Passed ignored -> "passed\n";
            };
        } catch (ParseError e) {
            return text(e, lines);
        }
    }

    private static String text(ParseError error, int linesBefore) {
        return error.position().line() - linesBefore + ":" + error.position().column() + ": " + error.problem() + "\n"
                + error.excerpt();
    }
}
