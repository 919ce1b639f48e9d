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

/** A seed reorders deliveries, and nothing that a file can see. */
class SeedTest {
    private static final int SEEDS = 30;
    private static final Options IN_MEMORY = new Options(new TreeMap<>(), null, false);

    @Test
    void examplesAndScenariosAreTheSameWhateverTheOrderOfDeliveries() {
        List<Path> files = new ArrayList<>(CoordTest.walk(Places.root().resolve("examples")));
        files.addAll(CoordTest.walk(Places.root().resolve("tester/src/test/testdata/scenarios")));
        for (Path path : files) {
            Seeds seeds = new Seeds(TestFile.read(path, Dialect.RUST_0_6), IN_MEMORY);
            for (long seed = 1; seed <= SEEDS; seed++) {
                Seeds.Seeded seeded = seeds.run(seed);
                assertThat(seeded.result().problem())
                        .as("%s with seed %d", path, seed)
                        .isNull();
                assertThat(seeded.passed())
                        .as("%s with seed %d: %s", path, seed, seeded.difference())
                        .isTrue();
            }
        }
    }

    @Test
    void theSameSeedGivesTheSameJournal() {
        for (Path path : CoordTest.walk(Places.root().resolve("examples"))) {
            TestFile file = TestFile.read(path, Dialect.RUST_0_6);
            List<String> first = journal(file, 7);
            assertThat(first).as(path.toString()).isNotEmpty().isEqualTo(journal(file, 7));
        }
    }

    /** If it did not, the comparison of seeds would compare a run with itself. */
    @Test
    void anotherSeedGivesAnotherJournal() {
        TestFile file = TestFile.read(Places.root().resolve("examples/02-two-speeds.ct"), Dialect.RUST_0_6);
        assertThat(journal(file, 1)).isNotEqualTo(journal(file, 2));
    }

    @Test
    void outputTimesAndUppersAreTakenDown() {
        Essence essence = essence("""
                sql
                CREATE TABLE t (i INT);
                ----

                sql
                SELECT * FROM t;
                ----
                """);
        assertThat(essence.isCrowded()).isFalse();
        assertThat(essence.lines())
                .contains("c2 reads at 2: oracle")
                .contains("at rest  u1 {3} known {3}  u2 {3} known {0}")
                .contains("line 5 prints Rows(\n    [],\n)\n");
    }

    @Test
    void whatDiffersBetweenOrdersIsShown() {
        Essence one = new Essence();
        one.line("line 1 prints 1");
        Essence another = new Essence();
        another.line("line 1 prints 2");
        assertThat(one.difference(one)).isEmpty();
        assertThat(one.difference(another)).contains("in one order  line 1 prints 1\nin another    line 1 prints 2");
        another.line("line 2 prints 3");
        assertThat(one.difference(another)).isPresent();
    }

    /** With two statements unanswered at once, times may differ; answers at the same time may not. */
    @Test
    void crowdedRunsAreComparedByAnswersAtATime() {
        Essence essence = essence("""
                sql
                CREATE TABLE t (i INT);
                ----

                async-sql session=a
                SELECT * FROM t AS OF 5;
                ----

                async-sql session=b
                SELECT * FROM t AS OF 6;
                ----

                inc-timestamp
                10
                ----

                await-sql session=a
                ----

                await-sql session=b
                ----
                """);
        assertThat(essence.isCrowded()).isTrue();
        Essence later = new Essence();
        later.crowds();
        later.line("something else");
        later.answer("SELECT 1 at 5", "one row");
        Essence same = new Essence();
        same.crowds();
        same.answer("SELECT 1 at 5", "one row");
        same.answer("SELECT 1 at 6", "no rows");
        assertThat(later.difference(same)).isEmpty();
        Essence other = new Essence();
        other.answer("SELECT 1 at 5", "two rows");
        assertThat(later.difference(other)).isPresent();
        assertThat(essence.difference(essence)).isEmpty();
    }

    private static Essence essence(String text) {
        Essence essence = new Essence();
        TestFile file = TestFile.parse("f.ct", text, Dialect.RUST_0_6);
        try (CoordTest test = new CoordTest(IN_MEMORY).essence(essence)) {
            test.run(file, Run.OnFailure.KEEP_GOING, Run.Listener.NONE);
        }
        return essence;
    }

    private static List<String> journal(TestFile file, long seed) {
        List<String> journal = new ArrayList<>();
        try (CoordTest test = new CoordTest(new Options(new TreeMap<>(), seed, false)).journal(journal::add)) {
            assertThat(test.run(file, Run.OnFailure.STOP, Run.Listener.NONE).passed())
                    .isTrue();
        }
        return journal;
    }
}
