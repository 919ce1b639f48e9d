package dev.coordtest.coordtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordtest.coordtest.slt.Rules;
import dev.coordtest.coordtest.slt.SltFile;
import dev.coordtest.datadriven.Dialect;
import dev.coordtest.datadriven.Directive;
import dev.coordtest.datadriven.Rewriter;
import dev.coordtest.datadriven.Run;
import dev.coordtest.datadriven.TestFile;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code testdata/slt/runs.test}: whole files, what becomes of their records, and how they are rewritten. With {@code REWRITE} in the environment it is written. */
class SltRunsTest {
    @Test
    void filesRunAndAreRewrittenAsTheTableSays() {
        Path path = Path.of("src/test/testdata/slt/runs.test");
        TestFile file = TestFile.read(path, Dialect.RUST_0_6);
        if (System.getenv("REWRITE") == null) {
            assertThat(file.run(SltRunsTest::run).report()).isEmpty();
        } else {
            Run run = file.run(SltRunsTest::run, Run.OnFailure.KEEP_GOING, Run.Listener.NONE);
            Rewriter.save(path, run.rewritten());
        }
    }

    private static String run(Directive directive) {
        directive.read().expectEmpty();
        return switch (directive.name()) {
            case "run" -> told(result(text(directive), SltTest.OnFailure.STOP_AT_STATEMENT));
            case "run-all" -> told(result(text(directive), SltTest.OnFailure.KEEP_GOING));
            case "rewrite" -> rewritten(text(directive));
            default -> throw directive.error("no such directive");
        };
    }

    /** The lines behind bars. */
    private static String text(Directive directive) {
        return directive
                .input()
                .lines()
                .map(line -> line.substring(1) + "\n")
                .collect(Collectors.joining("", "", "\n"));
    }

    private static SltTest.Result result(String text, SltTest.OnFailure onFailure) {
        CoordTest.Options options = new CoordTest.Options(new TreeMap<>(), null, false);
        return SltTest.run(SltFile.parse("file", text), options, Rules.DEFAULT, onFailure, SltTest.Listener.NONE);
    }

    private static String told(SltTest.Result result) {
        StringBuilder told = new StringBuilder();
        for (SltTest.Outcome outcome : result.outcomes()) {
            told.append(outcome.record().place().line())
                    .append(' ')
                    .append(outcome.verdict().kind())
                    .append('\n');
            outcome.verdict()
                    .detail()
                    .lines()
                    .forEach(line -> told.append("    ").append(line).append('\n'));
        }
        int left = result.file().records().size() - result.outcomes().size();
        if (left > 0) told.append(left).append(" not run\n");
        assertThat(result.problem()).isNull();
        return told.append(result.passed() ? "passed\n" : "failed\n").toString();
    }

    /** What is written passes where it can, and stays as it is when it is written again. */
    private static String rewritten(String text) {
        String rewritten = result(text, SltTest.OnFailure.KEEP_GOING).rewritten();
        assertThat(result(rewritten, SltTest.OnFailure.KEEP_GOING).rewritten()).isEqualTo(rewritten);
        return rewritten.stripTrailing().lines().map(line -> "|" + line + "\n").collect(Collectors.joining());
    }
}
