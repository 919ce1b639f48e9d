package dev.coordtest.coordtest.shrink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordtest.coordtest.fuzz.Fuzzer;
import dev.coordtest.coordtest.fuzz.Generator;
import dev.coordtest.datadriven.Dialect;
import dev.coordtest.datadriven.TestFile;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is left of a file is what it takes to show the same. */
class ShrinkerTest {
    /** Stands for a bug: a division by zero that is told to a client. */
    private static boolean divides(TestFile file) {
        return new Fuzzer(new Fuzzer.Options(new TreeMap<>(), 0, 1))
                .walk(file, OptionalLong.empty()).printed().values().stream()
                        .anyMatch(printed -> printed.contains("division by zero"));
    }

    @Test
    void stanzasRowsAndPartsOfStatementsThatDoNotMatterAreDropped() {
        TestFile file = TestFile.parse("f.ct", """
                sql
                CREATE TABLE t (a INT, b INT);
                ----

                sql
                CREATE TABLE u (a INT);
                ----

                inc-timestamp
                7
                ----

                sql
                INSERT INTO t VALUES (17, 3), (4, 0), (9, 9);
                ----

                sql
                SELECT * FROM u;
                ----

                sql
                SELECT a, a / b AS q FROM t WHERE a > 3 ORDER BY a;
                ----
                """, Dialect.RUST_0_6);
        assertThat(divides(file)).isTrue();
        TestFile small = Shrinker.shrink(file, ShrinkerTest::divides);
        assertThat(divides(small)).isTrue();
        assertThat(small.directives()).hasSizeLessThanOrEqualTo(3);
        assertThat(small.text()).doesNotContain("TABLE u").doesNotContain("inc-timestamp");
    }

    @Test
    void aFileThatDoesNotShowItIsGivenBackAsItIs() {
        TestFile file = Generator.generate(1).file();
        assertThat(Shrinker.shrink(file, candidate -> false)).isSameAs(file);
    }
}
