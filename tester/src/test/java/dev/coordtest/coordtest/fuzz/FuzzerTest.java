package dev.coordtest.coordtest.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordtest.coord.catalog.Catalog;
import dev.coordtest.coord.session.Planning;
import dev.coordtest.coordtest.Promise;
import dev.coordtest.coordtest.Walk;
import dev.coordtest.protocol.storage.FileDescription;
import dev.coordtest.repr.Datum;
import dev.coordtest.sql.SessionView;
import dev.coordtest.sql.Sql;
import dev.coordtest.sql.parse.ParsedStatement;
import dev.coordtest.sql.plan.Plan;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Files that nobody wrote break nothing, whatever the order of deliveries. {@code -Dfuzz.seeds=N} runs more of them. */
class FuzzerTest {
    private static final Fuzzer FUZZER = new Fuzzer(new Fuzzer.Options(new TreeMap<>(), 0, 3));

    @TestFactory
    Stream<DynamicTest> filesOfSeedsBreakNothing() {
        return LongStream.rangeClosed(1, Long.getLong("fuzz.seeds", 60))
                .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> {
                    Tally tally = new Tally();
                    Fuzzer.Failure failure = FUZZER.run(seed, tally);
                    assertThat(failure)
                            .as(() -> failure.file().text() + failure.breach())
                            .isNull();
                }));
    }

    @Test
    void aFileHasThirtyStanzasAtLeastAndDoesWhatItSays() {
        long answers = 0;
        for (long seed = 1; seed <= 20; seed++) {
            assertThat(FUZZER.generate(seed).file().directives()).hasSizeGreaterThanOrEqualTo(Generator.STANZAS);
            Walk.Outcome outcome = FUZZER.walk(FUZZER.generate(seed).file(), OptionalLong.of(seed));
            answers += outcome.promises().getOrDefault(Promise.A1, 0L);
        }
        assertThat(answers).isGreaterThan(100);
    }

    @Test
    void moreThanTwoThirdsOfTheStatementsAreDone() {
        Tally tally = new Tally();
        for (long seed = 1; seed <= 40; seed++) FUZZER.run(seed, tally);
        assertThat(tally.done() * 100).isGreaterThanOrEqualTo(tally.asked() * 70);
    }

    @Test
    void aRunThatDoesNotFitIntoMemoryIsGivenUp() {
        Planning noMemory = new Planning() {
            @Override
            public Sql.Result<List<ParsedStatement>> parse(String text) {
                throw new OutOfMemoryError("as if");
            }

            @Override
            public Sql.Result<Plan> plan(
                    ParsedStatement statement,
                    Catalog catalog,
                    SessionView session,
                    @Nullable FileDescription file,
                    List<Datum> parameters) {
                throw new OutOfMemoryError("as if");
            }
        };
        Walk.Outcome outcome =
                Walk.run(FUZZER.generate(1).file(), new TreeMap<>(), OptionalLong.empty(), false, noMemory);
        assertThat(outcome.isTooLarge()).isTrue();
        assertThat(outcome.breach()).isNull();
    }

    @Test
    void theSameSeedsGiveTheSameFileAndTheSameRun() {
        for (long seed = 1; seed <= 10; seed++) {
            assertThat(FUZZER.generate(seed).file().text())
                    .isEqualTo(FUZZER.generate(seed).file().text());
            assertThat(FUZZER.walk(FUZZER.generate(seed).file(), OptionalLong.of(7))
                            .digest())
                    .isEqualTo(FUZZER.walk(FUZZER.generate(seed).file(), OptionalLong.of(7))
                            .digest());
        }
    }
}
