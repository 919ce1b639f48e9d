package dev.coordtest.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Files become containers, directives tests; a failure stops its file and shows what was expected. */
class CoordTestEngineTest {
    @TempDir
    private Path directory = Path.of("");

    private EngineExecutionResults run(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("f.ct"), text);
        return EngineTestKit.engine(new CoordTestEngine())
                .selectors(selectFile(file.toFile()))
                .execute();
    }

    @Test
    void eachDirectiveIsATest() throws IOException {
        EngineExecutionResults results = run("inc-timestamp\n1\n----\n\nsql\nSHOW DATABASES\n----\nx\n");
        assertThat(results.testEvents().started().count()).isEqualTo(2);
        assertThat(results.testEvents().succeeded().count()).isEqualTo(1);
        assertThat(results.testEvents().failed().count()).isEqualTo(1);
    }

    @Test
    void whatFollowsAFailureIsSkipped() throws IOException {
        EngineExecutionResults results = run("inc-timestamp\nx\n----\n\ninc-timestamp\n1\n----\n");
        assertThat(results.testEvents().failed().count()).isEqualTo(1);
        assertThat(results.testEvents().skipped().count()).isEqualTo(1);
    }
}
