package dev.coordtest.coordtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coordtest.datadriven.Dialect;
import dev.coordtest.datadriven.TestFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every order is run, the nearest first, and what breaks in one of them is found. */
class ExplorerTest {
    private static final String TWO_READERS = """
            sql
            CREATE TABLE t (i INT);
            ----

            async-sql session=writer
            INSERT INTO t VALUES (1);
            ----

            async-sql session=reader
            SELECT * FROM t;
            ----

            await-sql session=reader
            ----

            await-sql session=writer
            ----
            """;

    private static final String A_CANCELLED_READ = """
            sql
            CREATE TABLE t (i INT);
            ----

            sql
            CREATE MATERIALIZED VIEW v AS SELECT count(*) AS n FROM t;
            ----

            async-sql session=a
            INSERT INTO t VALUES (1);
            ----

            async-sql session=b
            SELECT * FROM v;
            ----

            async-cancel session=b
            ----

            await-sql session=b
            ----

            await-sql session=a
            ----
            """;

    private static final String TWO_SOURCES = """
            create-file name=f
            ----

            create-file name=g
            ----

            sql
            CREATE SCHEMA f;
            ----

            sql
            CREATE MATERIALIZED SOURCE f.s FROM FILE '<TEMP>/f' WITH (tail = true) FORMAT TEXT;
            ----

            sql
            CREATE MATERIALIZED SOURCE s FROM FILE '<TEMP>/g' WITH (tail = true) FORMAT TEXT;
            ----

            wait-sql
            SELECT true
            ----

            inc-timestamp
            1
            ----

            inc-timestamp
            1
            ----

            async-sql session=a
            SELECT * FROM s; COMMIT; SELECT * FROM s
            ----

            async-sql session=b
            SELECT * FROM f.s; COMMIT; SELECT * FROM f.s
            ----

            await-sql session=a
            ----

            await-sql session=b
            ----
            """;

    @TestFactory
    Stream<DynamicTest> examplesKeepTheirPromisesInEveryOrderWithOneDeviation() {
        return CoordTest.walk(Places.root().resolve("examples")).stream()
                .map(path -> DynamicTest.dynamicTest(path.getFileName().toString(), path.toUri(), () -> {
                    Explorer.Report report = explore(TestFile.read(path, Dialect.RUST_0_6), 1, false);
                    assertThat(report.failure()).isNull();
                    assertThat(report.bound()).isEqualTo(1);
                    assertThat(report.orders()).isGreaterThan(1);
                }));
    }

    /** Crashes, lost connections and statements that wait included: what can be written in a file can be explored, unless the file says the order itself. */
    @TestFactory
    Stream<DynamicTest> scenariosKeepTheirPromisesInOrdersNearTheirOwn() {
        Path data = Places.root().resolve("tester/src/test/testdata");
        return Stream.of("scenarios", "regressions")
                .flatMap(folder -> CoordTest.walk(data.resolve(folder)).stream())
                .map(path -> TestFile.read(path, Dialect.RUST_0_6))
                .filter(file -> file.directives().stream().noneMatch(each -> Steering.NAMES.contains(each.name())))
                .map(file -> DynamicTest.dynamicTest(file.name(), () -> {
                    Explorer.Report report = new Explorer(
                                    file, new Explorer.Options(new TreeMap<>(), 0, 1, false, 20, false, true, 0, 0, 1))
                            .explore();
                    assertThat(report.failure()).isNull();
                    assertThat(report.orders() + report.cut()).isPositive();
                }));
    }

    @Test
    void aReadBesideAWriteSeesTheRowInSomeOrdersAndNotInOthers() {
        Explorer.Report report = explore(parse(TWO_READERS), 2, false);
        assertThat(report.failure()).isNull();
        assertThat(report.printed().get(13).keySet())
                .hasSize(2)
                .anyMatch(text -> text.contains("[]"))
                .anyMatch(text -> text.contains("1"));
        assertThat(report.tried().get(Promise.A1)).isPositive();
    }

    /** Which is why the runs that are cut short need not be run. */
    @Test
    void runsThatAreCutShortWouldHavePrintedNothingElse() {
        for (String text : List.of(TWO_READERS, A_CANCELLED_READ)) {
            Explorer.Report cut = explore(parse(text), 1, false);
            Explorer.Report whole = new Explorer(
                            parse(text), new Explorer.Options(new TreeMap<>(), 0, 1, false, 1_000_000, false, false))
                    .explore();
            assertThat(cut.cut()).isPositive();
            assertThat(whole.cut()).isZero();
            assertThat(cut.orders()).isLessThan(whole.orders());
            assertThat(outputs(cut)).isEqualTo(outputs(whole));
        }
    }

    private static SortedMap<Integer, Set<String>> outputs(Explorer.Report report) {
        SortedMap<Integer, Set<String>> outputs = new TreeMap<>();
        report.printed().forEach((line, printed) -> outputs.put(line, printed.keySet()));
        return outputs;
    }

    /** Half by partial order sampling, half by priorities that fall; a space as small as this is found whole. */
    @Test
    void drawnOrdersPrintWhatOrdersPrint() {
        Explorer.Options options = new Explorer.Options(new TreeMap<>(), 0, 0, false, 1_000, false, true, 300, 7);
        Explorer.Report drawn = new Explorer(parse(TWO_READERS), options).explore();
        assertThat(drawn.failure()).isNull();
        assertThat(drawn.sampled().runs()).isEqualTo(300);
        assertThat(drawn.sampled().different()).isBetween(10L, 300L);
        assertThat(outputs(drawn)).isEqualTo(outputs(exhaust(parse(TWO_READERS), 5)));
        assertThat(new Explorer(parse(TWO_READERS), options).explore()).isEqualTo(drawn);
    }

    /** Each with the places where the first order that printed it was not that of the file. */
    @Test
    void whatIsPrintedIsToldWithTheClosestOrder() {
        Explorer.Report report = explore(parse(TWO_READERS), 2, false);
        assertThat(report.printed().get(13).values()).anyMatch(List::isEmpty).anyMatch(places -> places.size() == 2);
    }

    /** All orders that differ in what can be seen, and each of these once. */
    @Test
    void exhaustingPrintsWhatOrdersWithDeviationsPrint() {
        Explorer.Report bounded = explore(parse(TWO_READERS), 2, false);
        Explorer.Report all = exhaust(parse(TWO_READERS), 5);
        assertThat(all.failure()).isNull();
        assertThat(all.isComplete()).isTrue();
        assertThat(outputs(all)).isEqualTo(outputs(bounded));
    }

    /**
     * Two sessions read one source each, two times; each source has two reports on its way. A report and a read of the same source can come in C(4,2) orders, and what one session is told
     * binds nobody else: it is 6 times 6 orders that can be told apart.
     */
    @Test
    void thereAreAsManyOrdersAsCountingSays() {
        Explorer.Report report = exhaust(parse(TWO_SOURCES), 29);
        assertThat(report.failure()).isNull();
        assertThat(report.isComplete()).isTrue();
        assertThat(report.orders()).isEqualTo(36);
        assertThat(report.cut()).isZero();
    }

    @Test
    void theSameFileIsExploredTheSameWay() {
        Explorer.Report one = explore(parse(TWO_READERS), 2, false);
        assertThat(explore(parse(TWO_READERS), 2, false)).isEqualTo(one);
    }

    @Test
    void whereThereIsNothingToReorderAllIsExplored() {
        Explorer.Report report = explore(parse("inc-timestamp\n1\n----\n"), 50, false);
        assertThat(report.isComplete()).isTrue();
        assertThat(report.failure()).isNull();
    }

    /** Two counts over files that have come unequally far: the historical anomaly. */
    @Test
    void serializableReadersGoBackAndStrictOnesDoNot() {
        Optional<Path> corpus = Places.corpus("ct");
        assumeTrue(corpus.isPresent());
        TestFile file = TestFile.read(corpus.orElseThrow().resolve("linearizability.ct"), Dialect.RUST_0_6);
        Explorer.Failure found = explore(file, 0, true).failure();
        assertThat(found).isNotNull();
        assertThat(found.what()).startsWith("promise MR is broken: ").contains(" reads at 1 (upper), and a read at 2 ");
        assertThat(found.deviations()).isEmpty();
        TreeMap<String, String> strict = new TreeMap<>();
        strict.put("transaction_isolation", "strict serializable");
        Explorer.Report report =
                new Explorer(file, new Explorer.Options(strict, 0, 1, false, 100_000, true, true)).explore();
        assertThat(report.failure()).isNull();
        assertThat(report.tried().get(Promise.SS1)).isPositive();
        assertThat(report.tried().get(Promise.MR)).isPositive();
    }

    /** In each order the system stops at another place. What the client was told of is there when it asks again. */
    @Test
    void aCrashAtAnyPlaceTakesNothingThatWasAcknowledged() {
        String text = """
                sql
                CREATE TABLE t (a int)
                ----

                sql
                INSERT INTO t VALUES (1)
                ----

                sql
                SELECT * FROM t
                ----
                """;
        TreeMap<String, String> strict = new TreeMap<>();
        strict.put("transaction_isolation", "strict serializable");
        Explorer.Report report = new Explorer(
                        parse(text), new Explorer.Options(strict, 0, 1, false, 100_000, false, true, 0, 0, 1))
                .explore();
        assertThat(report.failure()).isNull();
        assertThat(report.orders()).isGreaterThan(20);
        assertThat(report.tried().get(Promise.L6)).isPositive();
        assertThat(report.printed().get(5).keySet())
                .anyMatch(printed -> printed.contains("Inserted"))
                .anyMatch(printed -> printed.contains("server closed the connection unexpectedly"));
        // The row is missing only where its client was not told that it is there.
        assertThat(report.printed().get(9).keySet())
                .anyMatch(printed -> printed.contains("1"))
                .anyMatch(printed -> printed.contains("server closed the connection unexpectedly"));
    }

    private static TestFile parse(String text) {
        return TestFile.parse("f.ct", text, Dialect.RUST_0_6);
    }

    private static Explorer.Report exhaust(TestFile file, int from) {
        return new Explorer(file, new Explorer.Options(new TreeMap<>(), from, 0, true, 1_000_000, false, true))
                .explore();
    }

    private static Explorer.Report explore(TestFile file, int bound, boolean monotone) {
        return new Explorer(file, new Explorer.Options(new TreeMap<>(), 0, bound, false, 100_000, monotone, true))
                .explore();
    }
}
