package dev.coordtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordtest.coordtest.CoordTest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The same input gives the same run, in whatever process. */
class DeterminismTest {
    private static final Pattern AGREED = Pattern.compile("two JVMs agree .*; they order sets as (\\w+) and (\\w+)\n");

    @Test
    void twoJvmsThatOrderSetsDifferentlyAgreeOnEveryJournal() {
        agree(files("examples", "tester/src/test/testdata/scenarios"), null, 0);
    }

    @Test
    void theyAgreeOnEverySeedToo() {
        agree(files("examples"), null, 10);
        agree(files("tester/src/test/testdata/scenarios"), 77L, 3);
    }

    private static void agree(List<Path> files, @Nullable Long seed, long stress) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ExitCode exit = new Determinism(files, new TreeMap<>(), seed, stress)
                .verify(new PrintStream(out, true, StandardCharsets.UTF_8));
        String said = out.toString(StandardCharsets.UTF_8);
        assertThat(exit).as(said).isEqualTo(ExitCode.PASSED);
        Matcher agreed = AGREED.matcher(said);
        assertThat(agreed.matches()).as(said).isTrue();
        // If they were the same, nothing would be proved.
        assertThat(agreed.group(1)).isNotEqualTo(agreed.group(2));
    }

    @Test
    void aDifferenceIsShownWithWhatCameBeforeIt() {
        List<String> here = List.of("| 1", "| 2", "| 3", "| 4", "| 5", "| 6", "| a set of a, b", "| 8");
        assertThat(Determinism.difference(Path.of("f.ct"), here, 6, "| a set of b, a"))
                .isEqualTo("""
                        FAIL f.ct  two JVMs disagree from delivery 7 on
                           | 2
                           | 3
                           | 4
                           | 5
                           | 6
                        here   | a set of a, b
                        there  | a set of b, a
                        """);
    }

    @Test
    void aJournalThatEndsEarlyIsADifference() {
        assertThat(Determinism.difference(Path.of("f.ct"), List.of("| 1", "| 2"), 1, Journals.END))
                .endsWith("here   | 2\nthere  nothing more\n");
        assertThat(Determinism.difference(Path.of("f.ct"), List.of("| 1"), 1, "| 2"))
                .endsWith("here   nothing more\nthere  | 2\n");
    }

    private static List<Path> files(String... folders) {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(root.resolve("coordtest"))) root = root.getParent();
        List<Path> files = new ArrayList<>();
        for (String folder : folders) files.addAll(CoordTest.walk(root.resolve(folder)));
        assertThat(files).isNotEmpty();
        return files;
    }
}
