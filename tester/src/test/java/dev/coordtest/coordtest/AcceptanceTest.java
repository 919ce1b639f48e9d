package dev.coordtest.coordtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coordtest.coordtest.CoordTest.Options;
import dev.coordtest.coordtest.CoordTest.Result;
import dev.coordtest.datadriven.Dialect;
import dev.coordtest.datadriven.Outcome;
import dev.coordtest.datadriven.Run;
import dev.coordtest.datadriven.TestFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The historical test files pass unmodified. Those of the project itself are run by a suite in module {@code junit}. */
class AcceptanceTest {
    @TestFactory
    Stream<DynamicTest> historicalFilesPassUnmodified() {
        return tests(corpus("ct"), Map.of());
    }

    @TestFactory
    Stream<DynamicTest> theFileWithoutTableIndexesPassesWithItsSetting() {
        return tests(corpus("ct-without-table-indexes"), Map.of("default_table_index", "off"));
    }

    private static Path corpus(String name) {
        Optional<Path> corpus = Places.corpus(name);
        assumeTrue(corpus.isPresent());
        return corpus.orElseThrow();
    }

    private static Stream<DynamicTest> tests(Path directory, Map<String, String> settings) {
        List<Path> files = CoordTest.walk(directory);
        assertThat(files).isNotEmpty();
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), file.toUri(), () -> {
                    Result result = run(TestFile.read(file, Dialect.RUST_0_6), settings);
                    assertThat(result.run().report()).isEmpty();
                    assertThat(result.problem()).isNull();
                    assertThat(result.lawEvaluations()).isPositive();
                }));
    }

    private static Result run(TestFile file, Map<String, String> settings) {
        Options options = new Options(new TreeMap<>(settings), null, true);
        return CoordTest.runTest(file, options, Run.OnFailure.STOP, Run.Listener.NONE);
    }

    @Test
    void aChangeOfOneCharacterInAnExpectedBlockFailsOnItsLine() {
        String text = "sql\nCREATE TABLE t (i INT);\n----\nCreatedTable {\n    existed: falze,\n}\n";
        Result result = run(TestFile.parse("f.ct", text, Dialect.RUST_0_6), Map.of());
        assertThat(result.passed()).isFalse();
        assertThat(result.run().outcomes())
                .singleElement()
                .isInstanceOfSatisfying(
                        Outcome.Differs.class,
                        differs -> assertThat(differs.diff().line()).isEqualTo(5));
    }
}
