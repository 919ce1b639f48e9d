package dev.coordtest.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectDirectory;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectFile;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUri;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.FilePosition;
import org.junit.platform.engine.support.descriptor.FileSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.opentest4j.AssertionFailedError;

/** Files become containers, directives tests; a failure stops its file and shows what was expected. */
class CoordTestEngineTest {
    private static final String THREE =
            "inc-timestamp\n1\n----\n\nsql\nSHOW  DATABASES;\n----\nx\n\ninc-timestamp\n1\n----\n";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private static EngineTestKit.Builder select(DiscoverySelector... selectors) {
        return EngineTestKit.engine(new CoordTestEngine()).selectors(selectors);
    }

    private static void counts(EngineExecutionResults results, int succeeded, int failed, int skipped) {
        results.testEvents()
                .assertStatistics(
                        counts -> counts.succeeded(succeeded).failed(failed).skipped(skipped));
    }

    @Test
    void eachDirectiveIsATestAndWhatFollowsAFailureIsSkipped() throws IOException {
        counts(select(selectFile(write("f.ct", THREE).toFile())).execute(), 1, 1, 1);
    }

    @Test
    void aFailureShowsWhatWasExpectedAndWhatWas() throws IOException {
        Event failed = select(selectFile(write("f.ct", THREE).toFile())).execute().testEvents().failed().stream()
                .findFirst()
                .orElseThrow();
        assertThat(failed.getTestDescriptor().getDisplayName()).isEqualTo("L5 sql SHOW DATABASES;");
        assertThat(failed.getTestDescriptor().getSource())
                .get()
                .isEqualTo(FileSource.from(
                        directory.resolve("f.ct").toFile(),
                        org.junit.platform.engine.support.descriptor.FilePosition.from(5)));
        assertThat(failed.getRequiredPayload(TestExecutionResult.class).getThrowable())
                .get()
                .isInstanceOfSatisfying(AssertionFailedError.class, error -> {
                    assertThat(error.getExpected().getStringRepresentation()).isEqualTo("x\n");
                    assertThat(error.getActual().getStringRepresentation()).contains("materialize");
                });
    }

    @Test
    void recordsOfSqllogictestFilesAreTestsTooAndWhatFollowsAFailedStatementIsSkipped() throws IOException {
        Path file = write(
                "f.slt",
                "query I\nSELECT 1\n----\n2\n\nquery error boo\nINSERT INTO t VALUES (1)\n\nstatement ok\nDROP TABLE t\n\nstatement ok\nSELECT 1\n");
        EngineExecutionResults results =
                select(selectDirectory(directory.toFile())).execute();
        results.testEvents()
                .assertStatistics(
                        counts -> counts.succeeded(0).failed(2).aborted(1).skipped(1));
        Event failed = results.testEvents().failed().stream().findFirst().orElseThrow();
        assertThat(failed.getTestDescriptor().getDisplayName()).isEqualTo("L1 query SELECT 1");
        assertThat(failed.getRequiredPayload(TestExecutionResult.class).getThrowable())
                .get()
                .extracting(Throwable::getMessage)
                .isEqualTo("wrong-output\n- 2\n+ 1");
        assertThat(stanzas(select(selectFile(file.toFile(), FilePosition.from(7)))))
                .extracting(stanza -> stanza.getUniqueId().getLastSegment().getValue())
                .containsExactly("1-query", "2-query error");
    }

    @Test
    void aDirectiveIsFoundAgainByItsIdWithWhatComesBeforeIt() throws IOException {
        Path file = write("f.ct", THREE);
        List<? extends TestDescriptor> found = stanzas(select(selectFile(file.toFile())));
        assertThat(found)
                .extracting(stanza -> stanza.getUniqueId().getLastSegment().getValue())
                .containsExactly("1-inc-timestamp", "2-sql", "3-inc-timestamp");
        counts(select(selectUniqueId(found.getFirst().getUniqueId())).execute(), 1, 0, 0);
        counts(select(selectUniqueId(found.get(1).getUniqueId())).execute(), 1, 1, 0);
    }

    @Test
    void aLineSelectsTheDirectiveOnIt() throws IOException {
        Path file = write("f.ct", THREE);
        assertThat(stanzas(select(selectFile(file.toFile(), FilePosition.from(6)))))
                .hasSize(2);
    }

    private static List<? extends TestDescriptor> stanzas(EngineTestKit.Builder selected) {
        TestDescriptor engine = selected.discover().getEngineDescriptor();
        return List.copyOf(engine.getChildren().iterator().next().getChildren());
    }

    @Test
    void aFileIsRunOnceHoweverOftenItIsSelected() throws IOException {
        Path file = write("f.ct", THREE);
        counts(
                select(selectFile(file.toFile()), selectDirectory(directory.toFile()), selectUri(file.toUri()))
                        .execute(),
                1,
                1,
                1);
    }

    @Test
    void aFileThatCannotBeReadIsATestThatFails() throws IOException {
        write("a.ct", "sql\nSELECT 1");
        write("b.ct", "inc-timestamp\n1\n----\n");
        counts(select(selectDirectory(directory.toFile())).execute(), 1, 1, 0);
    }

    @Test
    void settingsOfTheWorldsAreParameters() throws IOException {
        String text = "sql\nCREATE TABLE t (i INT);\n----\nCreatedTable {\n    existed: false,\n}\n\n"
                + "sql\nCREATE INDEX t_primary_idx ON t (i);\n----\nCreatedIndex {\n    existed: false,\n}\n";
        Path file = write("f.ct", text);
        counts(select(selectFile(file.toFile())).execute(), 1, 1, 0);
        counts(
                select(selectFile(file.toFile()))
                        .configurationParameter("coordtest.set.default_table_index", "off")
                        .execute(),
                2,
                0,
                0);
    }

    @Test
    void aSelectionWithoutTestFilesIsAnErrorOfDiscovery() {
        assertThat(select(selectDirectory(directory.toFile())).discover().getDiscoveryIssues())
                .singleElement()
                .satisfies(issue -> assertThat(issue.message()).isEqualTo("no .ct or .slt file at " + directory));
        UniqueId gone = UniqueId.forEngine("coordtest")
                .append("file", directory.resolve("none.ct").toString());
        assertThat(select(selectUniqueId(gone)).discover().getDiscoveryIssues()).hasSize(1);
    }
}
