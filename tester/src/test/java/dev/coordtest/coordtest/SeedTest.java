package dev.coordtest.coordtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordtest.coordtest.CoordTest.Options;
import dev.coordtest.datadriven.Dialect;
import dev.coordtest.datadriven.Run;
import dev.coordtest.datadriven.TestFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A seed reorders deliveries, and nothing that a file can see: at most one statement of an example is unanswered at a time. */
class SeedTest {
    private static final int SEEDS = 50;

    @Test
    void examplesAnswerTheSameWhateverTheOrderOfDeliveries() {
        for (Path path : CoordTest.walk(Places.root().resolve("examples"))) {
            TestFile file = TestFile.read(path, Dialect.RUST_0_6);
            for (long seed = 1; seed <= SEEDS; seed++) {
                assertThat(run(file, seed, new ArrayList<>()).passed())
                        .as("%s with seed %d", path.getFileName(), seed)
                        .isTrue();
            }
        }
    }

    @Test
    void theSameSeedGivesTheSameJournal() {
        for (Path path : CoordTest.walk(Places.root().resolve("examples"))) {
            TestFile file = TestFile.read(path, Dialect.RUST_0_6);
            List<String> first = new ArrayList<>();
            List<String> second = new ArrayList<>();
            run(file, 7, first);
            run(file, 7, second);
            assertThat(first).as(path.toString()).isNotEmpty().isEqualTo(second);
        }
    }

    private static Run run(TestFile file, long seed, List<String> journal) {
        try (CoordTest test = new CoordTest(new Options(new TreeMap<>(), seed, false)).journal(journal::add)) {
            Run run = file.run(test::run);
            assertThat(test.finish()).isNull();
            return run;
        }
    }
}
