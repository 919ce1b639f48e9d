package dev.coordtest.datadriven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Reads, runs and rewrites every file of the corpus in every dialect, and does what the original was seen to do. */
class OriginalsTest {
    @TestFactory
    Stream<DynamicTest> everyCaseIsReadRunAndRewrittenAsItsOriginalDoes() throws IOException {
        var corpus = Originals.corpus("datadriven-conformance.json");
        var originals = Originals.of(corpus);
        return Json.asList(corpus.get("cases")).stream()
                .map(Json::asObject)
                .flatMap(it -> Arrays.stream(Dialect.values())
                        .map(dialect -> DynamicTest.dynamicTest(
                                it.get("name") + " in " + dialect.optionName(), () -> check(originals, dialect, it))));
    }

    private static void check(Originals originals, Dialect dialect, Map<String, @Nullable Object> it) {
        var seen = Json.asObject(it.get(key(dialect)));
        TestFile file;
        try {
            file = TestFile.parse("F", (String) it.get("input"), dialect);
        } catch (ParseError e) {
            assertThat(e.originalText()).isEqualTo(seen.get("error"));
            assertThat(seen.get("run")).isEqualTo("error");
            return;
        }
        assertThat(seen).doesNotContainKey("error");
        assertThat(Rewriter.faithful(file, originals.outputs(file))).isEqualTo(seen.get("rewrite"));
        checkCases(dialect, file, Json.asList(seen.get("cases")));
        checkRun(seen, file.run(originals::output));
    }

    private static void checkCases(Dialect dialect, TestFile file, List<@Nullable Object> cases) {
        assertThat(file.directives()).hasSameSizeAs(cases);
        for (int i = 0; i < cases.size(); i++) {
            Directive directive = file.directives().get(i);
            var seen = Json.asObject(cases.get(i));
            assertThat(directive.name()).isEqualTo(seen.get("directive"));
            assertThat(Originals.arguments(directive, dialect)).isEqualTo(seen.get("args"));
            assertThat(directive.input()).isEqualTo(seen.get("input"));
            if (seen.containsKey("expected")) assertThat(directive.expected()).isEqualTo(seen.get("expected"));
            if (seen.containsKey("pos")) assertThat("F:" + directive.line()).isEqualTo(seen.get("pos"));
        }
    }

    private static void checkRun(Map<String, @Nullable Object> seen, Run run) {
        assertThat(run.passed() ? "pass" : "fail").isEqualTo(seen.get("run"));
        if (run.passed()) return;
        assertThat(run.outcomes().getLast())
                .isInstanceOfSatisfying(
                        Outcome.Differs.class,
                        differs -> assertThat(Originals.failureText(run.file(), differs))
                                .isEqualTo(seen.get("failure_text")));
    }

    @Test
    void everyRandomFileIsRewrittenAsItsOriginalDoes() throws IOException {
        var originals = Originals.of(Originals.corpus("datadriven-conformance.json"));
        var cases = Json.asList(Originals.corpus("datadriven-fuzz-corpus.json").get("cases"));
        assertThat(cases).hasSize(1500);
        for (Object each : cases) {
            var it = Json.asObject(each);
            String input = (String) it.get("input");
            for (Dialect dialect : Dialect.values())
                assertThat(rewrite(originals, dialect, input))
                        .as("%s of %s", dialect, input)
                        .isEqualTo(it.get(key(dialect)));
        }
    }

    /** What our own rewriter makes of the same files: it reads back, or it is refused. */
    @Test
    void everyRandomFileThatIsRewrittenReadsBackAsTheOutputs() throws IOException {
        var originals = Originals.of(Originals.corpus("datadriven-conformance.json"));
        int written = 0;
        for (Object each :
                Json.asList(Originals.corpus("datadriven-fuzz-corpus.json").get("cases"))) {
            String input = (String) Json.asObject(each).get("input");
            for (Dialect dialect : Dialect.values()) {
                TestFile before;
                String rewritten;
                List<String> outputs;
                try {
                    before = TestFile.parse("F", input, dialect);
                    outputs = originals.outputs(before);
                    rewritten = Rewriter.rewrite(before, outputs);
                } catch (ParseError e) {
                    continue;
                }
                written++;
                TestFile after = TestFile.parse("F", rewritten, dialect);
                assertThat(after.run(originals::output).passed()).isTrue();
                assertThat(after.directives()).hasSameSizeAs(before.directives());
                assertThat(Rewriter.rewrite(after, outputs)).isEqualTo(rewritten);
            }
        }
        assertThat(written).isGreaterThan(1500);
    }

    @Test
    void theHistoricalFilesAreRewrittenToThemselvesByEveryDialect() throws IOException {
        for (Path path : TestFile.walk(Originals.corpusPath("ct"))) {
            String text = Files.readString(path);
            for (Dialect dialect : Dialect.values()) {
                TestFile file = TestFile.parse("F", text, dialect);
                List<String> outputs =
                        file.directives().stream().map(Directive::expected).toList();
                assertThat(Rewriter.rewrite(file, outputs)).isEqualTo(text);
                assertThat(Rewriter.faithful(file, outputs)).isEqualTo(text);
            }
        }
    }

    private static @Nullable String rewrite(Originals originals, Dialect dialect, String text) {
        try {
            var file = TestFile.parse("F", text, dialect);
            return Rewriter.faithful(file, originals.outputs(file));
        } catch (ParseError e) {
            return null;
        }
    }

    private static String key(Dialect dialect) {
        return dialect.name().toLowerCase(Locale.ROOT);
    }
}
