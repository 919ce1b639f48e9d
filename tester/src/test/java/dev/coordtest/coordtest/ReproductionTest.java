package dev.coordtest.coordtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordtest.coord.session.Planning;
import dev.coordtest.datadriven.Dialect;
import dev.coordtest.datadriven.Run;
import dev.coordtest.datadriven.TestFile;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** An order that breaks a promise becomes a file that breaks the same when it is run alone. */
class ReproductionTest {
    private static final String TWO_SOURCES = """
            create-file name=f
            ----

            create-file name=g
            ----

            sql
            CREATE MATERIALIZED SOURCE s FROM FILE '<TEMP>/f' WITH (tail = true) FORMAT TEXT;
            ----

            sql
            CREATE SCHEMA o;
            ----

            sql
            CREATE MATERIALIZED SOURCE o.r FROM FILE '<TEMP>/g' WITH (tail = true) FORMAT TEXT;
            ----

            wait-sql
            SELECT true
            ----

            """;

    private static final String READ_ONE_AND_THEN_THE_OTHER = """
            inc-timestamp
            1
            ----

            sql
            CREATE TABLE unused (i INT)
            ----

            async-sql session=a
            SELECT * FROM s
            ----

            await-sql session=a
            ----

            async-sql session=b
            SELECT * FROM o.r
            ----

            await-sql session=b
            ----
            """;

    private static final String A_CANCELLED_WRITE_AND_A_READ = """
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

            sql session=c
            SELECT * FROM t; SELECT * FROM v;
            ----

            inc-timestamp
            1
            ----

            sql session=c
            SELECT * FROM v;
            ----

            await-sql session=a
            ----
            """;

    private static TestFile parse(String text) {
        return TestFile.parse("file.ct", text, Dialect.RUST_0_6);
    }

    private static String reproduced(String text) {
        Explorer explorer =
                new Explorer(parse(text), new Explorer.Options(new TreeMap<>(), 0, 2, false, 100_000, true, true));
        Explorer.Failure failure = explorer.explore().failure();
        assertThat(failure).isNotNull();
        assertThat(failure.signature()).isEqualTo("promise MR");
        assertThat(failure.deviations()).isNotEmpty();
        return explorer.reproduce(failure).orElseThrow();
    }

    private static CoordTest.Result run(String text) {
        CoordTest.Options options = new CoordTest.Options(new TreeMap<>(), null, false);
        return CoordTest.runTest(parse(text), options, Run.OnFailure.STOP, Run.Listener.NONE);
    }

    @Test
    void aReportThatComesEarlyIsDeliveredByName() {
        String text = reproduced(TWO_SOURCES + READ_ONE_AND_THEN_THE_OTHER);
        assertThat(text)
                .contains("deliver\nreport materialize.public.s_primary_idx\n----\n")
                .doesNotContain("unused")
                .doesNotContain("hold");
        assertThat(parse(text).directives()).hasSizeLessThanOrEqualTo(12);
        assertThat(run(text).problem()).startsWith("promise MR is broken: ").contains("; during sql on line ");
    }

    /** A drawn order is written as an explored one is. */
    @Test
    void aDrawnOrderBecomesAFileToo() {
        TestFile file = parse(TWO_SOURCES + READ_ONE_AND_THEN_THE_OTHER);
        for (long seed = 1; seed < 200; seed++) {
            Walk.Outcome outcome = Walk.run(file, new TreeMap<>(), OptionalLong.of(seed), true, Walk.plansOnce());
            if (outcome.breach() == null) continue;
            String text = Walk.reproduce(file, new TreeMap<>(), OptionalLong.of(seed), true, "promise MR")
                    .orElseThrow();
            assertThat(parse(text).directives()).hasSizeLessThanOrEqualTo(12);
            assertThat(run(text).problem()).startsWith("promise MR is broken: ");
            return;
        }
        throw new AssertionError("no order shows that serializable readers go back");
    }

    /** Every message of it held, and delivered by name; a crash wherever one was. */
    @Test
    void aFileCanSayAnyOrder() {
        TestFile file = parse(A_CANCELLED_WRITE_AND_A_READ);
        Explorer.Options options = new Explorer.Options(new TreeMap<>(), 0, 1, false, 100_000, false, false, 0, 0, 1);
        Deque<Order> orders = new ArrayDeque<>(List.of(Order.DEFAULT));
        SortedSet<String> different = new TreeSet<>();
        int tried = 0;
        while (!orders.isEmpty()) {
            Order order = orders.removeFirst();
            int left = 1 - order.deviations().size();
            List<Deed> deeds = new ArrayList<>();
            List<String> printed = new ArrayList<>();
            new ExploredRun(file, options, Planning.DIRECT, new Deviating(order, left, new HashMap<>(), orders, false))
                    .recording(deeds)
                    .run((directive, output) -> printed.add(output));
            printed.removeIf(String::isEmpty);
            TestFile written = Written.held("file.ct", new TreeMap<>(), deeds).orElseThrow();
            List<String> replayed = Replay.run(written, "5").told().stream()
                    .map(told -> String.valueOf(told.printed()).strip())
                    .filter(text -> !text.isEmpty())
                    .toList();
            assertThat(replayed)
                    .as("%s%n%s", order, written.text())
                    .isEqualTo(printed.stream().map(String::strip).toList());
            different.add(printed.toString());
            tried++;
        }
        assertThat(tried).isGreaterThan(100);
        assertThat(different).hasSizeGreaterThan(1);
    }
}
