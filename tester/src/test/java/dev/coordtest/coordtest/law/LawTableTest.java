package dev.coordtest.coordtest.law;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordtest.coordtest.CoordTest;
import dev.coordtest.coordtest.CoordTest.Options;
import dev.coordtest.datadriven.Dialect;
import dev.coordtest.datadriven.Run;
import dev.coordtest.datadriven.TestFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The list of laws that people read is the list that is tried, and the project's own files try all of it. */
class LawTableTest {
    private static final Path ROOT = root();

    @Test
    void theDocumentListsEveryLaw() throws IOException {
        Path path = ROOT.resolve("docs/laws.md");
        String document = Files.readString(path);
        StringBuilder table = new StringBuilder("| Law | What it promises | Must be tried when |\n|---|---|---|\n");
        for (Law law : Law.values()) {
            String event = law.trigger().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            table.append("| ")
                    .append(law)
                    .append(" | ")
                    .append(law.text())
                    .append(" | ")
                    .append(event)
                    .append(" |\n");
        }
        int start = document.indexOf("| Law |");
        int end = document.indexOf("\n\n", start) + 1;
        String listed = document.substring(start, end);
        if (Boolean.getBoolean("life.rewrite")) Files.writeString(path, document.replace(listed, table));
        else assertThat(listed).isEqualTo(table.toString());
    }

    @Test
    void examplesAndScenariosTryEveryLaw() {
        Map<Law, Long> tried = new EnumMap<>(Law.class);
        for (String folder : new String[] {"examples", "tester/src/test/testdata/scenarios"}) {
            for (Path path : CoordTest.walk(ROOT.resolve(folder))) {
                Options inMemory = new Options(new TreeMap<>(), null, false);
                CoordTest.runTest(
                                TestFile.read(path, Dialect.RUST_0_6), inMemory, Run.OnFailure.STOP, Run.Listener.NONE)
                        .laws()
                        .forEach((law, times) -> tried.merge(law, times, Long::sum));
            }
        }
        tried.forEach(
                (law, times) -> System.out.println(String.format(Locale.ROOT, "%-4s%,8d  %s", law, times, law.text())));
        assertThat(tried).containsOnlyKeys(Law.values());
    }

    private static Path root() {
        Path path = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(path.resolve("coordtest"))) path = path.getParent();
        return path;
    }
}
