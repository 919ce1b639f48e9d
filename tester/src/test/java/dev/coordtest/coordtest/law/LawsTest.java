package dev.coordtest.coordtest.law;

import static dev.coordtest.coordtest.law.Forged.answer;
import static dev.coordtest.coordtest.law.Forged.append;
import static dev.coordtest.coordtest.law.Forged.appended;
import static dev.coordtest.coordtest.law.Forged.appends;
import static dev.coordtest.coordtest.law.Forged.batch;
import static dev.coordtest.coordtest.law.Forged.chose;
import static dev.coordtest.coordtest.law.Forged.compute;
import static dev.coordtest.coordtest.law.Forged.done;
import static dev.coordtest.coordtest.law.Forged.ended;
import static dev.coordtest.coordtest.law.Forged.ends;
import static dev.coordtest.coordtest.law.Forged.execute;
import static dev.coordtest.coordtest.law.Forged.hold;
import static dev.coordtest.coordtest.law.Forged.input;
import static dev.coordtest.coordtest.law.Forged.inserts;
import static dev.coordtest.coordtest.law.Forged.letGo;
import static dev.coordtest.coordtest.law.Forged.mutates;
import static dev.coordtest.coordtest.law.Forged.peek;
import static dev.coordtest.coordtest.law.Forged.reads;
import static dev.coordtest.coordtest.law.Forged.readsAt;
import static dev.coordtest.coordtest.law.Forged.refused;
import static dev.coordtest.coordtest.law.Forged.report;
import static dev.coordtest.coordtest.law.Forged.reported;
import static dev.coordtest.coordtest.law.Forged.tail;
import static dev.coordtest.coordtest.law.Forged.told;
import static dev.coordtest.coordtest.law.Forged.u;
import static dev.coordtest.coordtest.law.Forged.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coordtest.coord.Event;
import dev.coordtest.coord.Leftovers;
import dev.coordtest.coord.Waiting;
import dev.coordtest.coord.catalog.Catalog;
import dev.coordtest.coord.session.StatementResult;
import dev.coordtest.coord.session.ToCoordinator;
import dev.coordtest.coord.session.ToCoordinator.Mode;
import dev.coordtest.coord.session.ToSession;
import dev.coordtest.coord.timestamp.Choice;
import dev.coordtest.coord.timestamp.Choice.Reason;
import dev.coordtest.coord.timestamp.Isolation;
import dev.coordtest.protocol.Compaction;
import dev.coordtest.protocol.compute.ComputeCommand;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.Update;
import dev.coordtest.sql.plan.ItemKind;
import dev.coordtest.sql.plan.Plan;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** For each law a run that keeps it and the same run with one thing changed, which breaks it. */
class LawsTest {
    private static final Isolation STRICT = Isolation.STRICT_SERIALIZABLE;

    /** A law with a run that keeps it and one that breaks it. */
    private record Story(Law law, Consumer<Forged> keeps, Consumer<Forged> breaks) {}

    private static Story story(Law law, Consumer<Forged> keeps, Consumer<Forged> breaks) {
        return new Story(law, keeps, breaks);
    }

    /** A table u1 with an index u2 on it, and nothing moved yet. */
    private static Forged table(Forged run) {
        return run.table(u(1))
                .index(u(2), 0, u(1))
                .truly(u(1), Frontier.at(9))
                .truly(u(2), Frontier.at(9))
                .sees(u(1), 9, 0, null)
                .sees(u(2), 0, 0, null);
    }

    /** A source u1 with an index u2 on it, known up to 9. */
    private static Forged source(Forged run) {
        return run.source(u(1))
                .index(u(2), 0, u(1))
                .truly(u(1), Frontier.at(9))
                .truly(u(2), Frontier.at(9))
                .sees(u(2), 9, 0, null);
    }

    private static final List<Story> STORIES = List.of(
            story(
                    Law.F1,
                    run -> table(run)
                            .sees(u(2), 5, 0, null)
                            .step(reported(u(2), 5))
                            .step(reported(u(2), 4)),
                    run -> table(run)
                            .sees(u(2), 5, 0, null)
                            .step(reported(u(2), 5))
                            .sees(u(2), 4, 0, null)
                            .step(reported(u(2), 4))),
            story(
                    Law.F2,
                    run -> table(run)
                            .sees(u(2), 8, 5, 1L)
                            .step(reported(u(2), 8), compute(letGo(u(2), 5)))
                            .sees(u(2), 8, 6, 1L)
                            .tick(compute(letGo(u(2), 6))),
                    run -> table(run)
                            .sees(u(2), 8, 5, 1L)
                            .step(reported(u(2), 8), compute(letGo(u(2), 5)))
                            .sees(u(2), 8, 4, 1L)
                            .tick(compute(letGo(u(2), 4)))),
            story(
                    Law.F3,
                    run -> table(run).tick(compute(peek(1, u(2), 8))).computeSays(done(1)),
                    run -> table(run).tick(compute(peek(1, u(2), 9))).computeSays(done(1))),
            story(
                    Law.F4,
                    run -> table(run).sees(u(2), 8, 7, 1L).step(reported(u(2), 8), compute(letGo(u(2), 7))),
                    run -> table(run).sees(u(2), 8, 8, 1L).step(reported(u(2), 8), compute(letGo(u(2), 8)))),
            story(
                    Law.F5,
                    run -> table(run)
                            .sees(u(2), 8, 5, 1L, hold(5, u(2)))
                            .step(reported(u(2), 8), compute(letGo(u(2), 5))),
                    run -> table(run)
                            .sees(u(2), 8, 6, 1L, hold(5, u(2)))
                            .step(reported(u(2), 8), compute(letGo(u(2), 6)))),
            story(
                    Law.F6,
                    run -> table(run)
                            .sees(u(2), 8, 7, 1L)
                            .step(reported(u(2), 8), compute(letGo(u(2), 7)))
                            .rest(),
                    run -> table(run)
                            .sees(u(2), 8, 0, 1L)
                            .step(reported(u(2), 8))
                            .rest()),
            story(
                    Law.F7,
                    run -> table(run).computeSays(report(u(2), Frontier.at(9))),
                    run -> table(run).computeSays(report(u(2), Frontier.at(10)))),
            story(
                    Law.F8,
                    run -> table(run).tick(compute(tail(u(3), 4, u(1)))).computeSays(batch(u(3), 4, 6)),
                    run -> table(run)
                            .tick(compute(tail(u(3), 4, u(1))))
                            .computeSays(batch(u(3), 4, 6))
                            .computeSays(batch(u(3), 5, 7))),
            story(
                    Law.F10,
                    run -> table(run).computeTakes(letGo(u(2), 5)).computeTakes(peek(1, u(2), 5)),
                    run -> table(run).computeTakes(letGo(u(2), 5)).computeTakes(peek(1, u(2), 4))),
            story(
                    Law.F11,
                    run -> run.table(u(1)).index(u(2), 3, u(1)),
                    run -> run.table(u(1)).sees(u(2), 0, 2, null).index(u(2), 3, u(1))),
            story(
                    Law.F12,
                    run -> table(run).truly(u(1), Frontier.CLOSED).computeSays(report(u(2), Frontier.CLOSED)),
                    run -> brokenByClosing(table(run))),
            story(
                    Law.T1,
                    run -> timelines(run, "a", "a").tick(bothRead()),
                    run -> timelines(run, "a", "b").tick(bothRead())),
            story(
                    Law.T2,
                    run -> source(run)
                            .sees(u(2), 9, 0, null, hold(8, u(2)))
                            .tick(chose(8, Reason.UPPER, input(u(2), 0, 9))),
                    run -> source(run).tick(chose(8, Reason.UPPER, input(u(2), 0, 9)))),
            story(
                    Law.T3,
                    run -> source(run)
                            .sees(u(2), 9, 0, null, hold(8, u(2)))
                            .tick(chose(8, Reason.UPPER, input(u(2), 0, 9))),
                    run -> source(run)
                            .sees(u(2), 9, 0, null, hold(7, u(2)))
                            .tick(chose(7, Reason.UPPER, input(u(2), 0, 9)))),
            story(
                    Law.T4,
                    run -> source(run)
                            .sees(u(2), 9, 0, null, hold(20, u(2)))
                            .step(readsAt(20, u(1)), chose(20, Reason.AS_OF, input(u(2), 0, 9))),
                    run -> source(run)
                            .sees(u(2), 9, 0, null, hold(21, u(2)))
                            .step(readsAt(20, u(1)), chose(21, Reason.AS_OF, input(u(2), 0, 9)))),
            story(Law.T5, run -> transaction(run, 8), run -> transaction(run, 7)),
            story(
                    Law.T6,
                    run -> source(run)
                            .sees(u(2), 9, 8, null, hold(8, u(2)))
                            .tick(chose(8, Reason.SINCE, input(u(2), 8, 9))),
                    run -> source(run)
                            .sees(u(2), 9, 0, null, hold(8, u(2)))
                            .tick(chose(8, Reason.SINCE, input(u(2), 0, 9)))),
            story(
                    Law.T7,
                    run -> source(run)
                            .sees(u(2), 9, 0, null, hold(8, u(2)))
                            .tick(chose(8, Reason.UPPER, input(u(2), 0, 9))),
                    run -> source(run)
                            .sees(u(2), 9, 0, null, hold(6, u(2)))
                            .tick(chose(6, Reason.UPPER, input(u(2), 0, 7)))),
            story(
                    Law.T9,
                    run -> table(run)
                            .tick(compute(peek(1, u(2), 9)))
                            .leaves(0, 1, 0)
                            .rest(),
                    run -> table(run)
                            .tick(compute(peek(1, u(2), 8)))
                            .leaves(0, 1, 0)
                            .rest()),
            story(Law.O1, run -> strictly(run, 5, 6), run -> strictly(run, 5, 4)),
            story(
                    Law.O2,
                    run -> strictly(run, 5, 6).tick(append(7, 8, true)),
                    run -> strictly(run, 5, 6).tick(append(6, 8, true))),
            story(
                    Law.O3,
                    run -> strictly(run, 5, 6),
                    run -> source(run)
                            .sees(u(2), 9, 6, null, hold(6, u(2)))
                            .tick(chose(5, Reason.ORACLE, STRICT, 5, input(u(2), 6, 9)))),
            story(
                    Law.O4,
                    run -> run.tick(append(1, 2, false)).tick(append(2, 3, true)),
                    run -> run.tick(append(1, 3, false)).tick(append(2, 4, true))),
            story(
                    Law.O5,
                    run -> run.tick(append(4, 6, true)).restarts(run.catalog, 4),
                    run -> run.tick(append(4, 6, true)).restarts(run.catalog, 3)),
            story(
                    Law.O6,
                    run -> strictly(run, 5, 6),
                    run -> source(run)
                            .sees(u(2), 9, 0, null, hold(5, u(2)))
                            .tick(chose(5, Reason.ORACLE, STRICT, 5, input(u(2), 0, 9)), append(3, 4, false))),
            story(
                    Law.I1,
                    run -> table(run)
                            .sees(u(2), 8, 7, 1L)
                            .step(reported(u(2), 8), compute(letGo(u(2), 7)))
                            .tick(compute(peek(1, u(2), 7))),
                    run -> table(run)
                            .sees(u(2), 8, 7, 1L)
                            .step(reported(u(2), 8), compute(letGo(u(2), 7)))
                            .tick(compute(peek(1, u(2), 6)))),
            story(
                    Law.I2,
                    run -> table(run)
                            .sees(u(2), 8, 7, 1L)
                            .tick(compute(peek(1, u(2), 7)))
                            .step(reported(u(2), 8), compute(letGo(u(2), 7))),
                    run -> table(run)
                            .sees(u(2), 8, 7, 1L)
                            .tick(compute(peek(1, u(2), 6)))
                            .step(reported(u(2), 8), compute(letGo(u(2), 7)))),
            story(Law.I3, run -> readTable(run).tick(append(6, 7, true)), LawsTest::writeBehind),
            story(
                    Law.I4,
                    run -> run.step(reads(Mode.SINGLE), answer(refused())),
                    run -> run.step(reads(Mode.SINGLE), answer(refused()), answer(refused()))),
            story(Law.I5, Forged::end, run -> {
                run.leftovers = new Leftovers(0, 1, 0, 0, 0, false);
                run.end();
            }),
            story(
                    Law.I6,
                    run -> table(run)
                            .truly(u(2), Frontier.at(9_000))
                            .sees(u(2), 2_500, 1_000, 1_000L)
                            .step(reported(u(2), 2_500), compute(letGo(u(2), 1_000)))
                            .rest(),
                    run -> table(run)
                            .truly(u(2), Frontier.at(9_000))
                            .sees(u(2), 2_500, 1_000, 1_000L)
                            .step(reported(u(2), 2_500), compute(letGo(u(2), 1_000)))
                            // The known upper has moved without a report.
                            .sees(u(2), 9_000, 1_000, 1_000L)
                            .rest()),
            story(
                    Law.I7,
                    run -> run.defined(u(1), "s", "a").step(drop(), answer(refused())),
                    LawsTest::itemFromNowhere),
            story(
                    Law.U3,
                    run -> tailing(run).tick(told(7, 6, update(1, 5, 1))).tick(told(7, 9, update(1, 6, -1))),
                    run -> tailing(run).tick(told(7, 6, update(1, 5, 1))).tick(told(7, 9, update(1, 5, -1)))),
            story(
                    Law.U4,
                    run -> tailing(run).tick(told(7, 7, update(1, 5, 1), update(2, 5, 1), update(1, 6, -1))),
                    run -> tailing(run).tick(told(7, 7, update(1, 5, 1), update(2, 5, 1), update(1, 5, 1)))),
            story(
                    Law.U5,
                    run -> tailing(run).tick(told(7, 7, update(1, 5, 1), update(2, 6, 1))),
                    run -> tailing(run).tick(told(7, 7, update(1, 6, 1), update(2, 5, 1)))),
            story(
                    Law.U9,
                    run -> tailing(run).tick(told(7, 6), answer(new ToSession.TailEnded(7, null))),
                    run -> tailing(run).tick(answer(new ToSession.TailEnded(7, null)), told(7, 6))),
            story(
                    Law.W1,
                    run -> commits(run, update(1, 0, 1)).step(appended(1, 4), ended()),
                    run -> commits(run, update(1, 0, 2)).step(appended(1, 4), ended())),
            story(
                    Law.W2,
                    run -> readToWrite(run).step(ends(true), appends(1, u(1), 6, update(1, 0, -1))),
                    run -> readToWrite(run).tick(appends(1, u(1), 6, update(1, 0, -1)))),
            story(
                    Law.W3,
                    run -> commits(run, update(1, 0, 1)).step(appended(1, 4), ended()),
                    run -> commits(run, update(1, 0, 1)).tick(ended())),
            story(
                    Law.W4,
                    run -> strictly(run, 5, 6).rest(),
                    run -> source(run)
                            .sees(u(2), 9, 0, null, hold(5, u(2)))
                            .tick(chose(5, Reason.ORACLE, STRICT, 5, input(u(2), 0, 9)), append(5, 6, false))
                            .tick(chose(8, Reason.UPPER, Isolation.SERIALIZABLE, 8, input(u(2), 0, 9)))
                            .rest()),
            story(
                    Law.G1,
                    run -> run.defined(u(1), "s", "a"),
                    run -> run.defined(u(1), "s", "a").dropped(u(1)).defined(u(1), "r", "a")),
            story(
                    Law.T8,
                    run -> source(run)
                            .sees(u(2), 9, 0, null, hold(8, u(2)))
                            .step(
                                    reads(Mode.SINGLE, u(1)),
                                    chose(8, Reason.UPPER, input(u(2), 0, 9)),
                                    compute(peek(1, u(2), 8))),
                    run -> source(run)
                            .sees(u(2), 9, 0, null, hold(8, u(2)))
                            .step(
                                    reads(Mode.SINGLE, u(1)),
                                    chose(8, Reason.UPPER, input(u(2), 0, 9)),
                                    compute(peek(1, u(2), 7)))),
            story(
                    Law.G2,
                    run -> run.source(u(1))
                            .defined(u(1), "s", "a")
                            .sees(u(1), 0, 0, null)
                            .rest(),
                    run -> run.source(u(1))
                            .defined(u(1), "s", "a")
                            .sees(u(1), 0, 0, null)
                            .index(u(2), 0, u(1))
                            .rest()),
            story(
                    Law.G3,
                    run -> run.source(u(1))
                            .defined(u(1), "s", "a")
                            .sees(u(1), 0, 0, null)
                            .rest(),
                    run -> run.source(u(1)).defined(u(1), "s", "a").rest()),
            story(
                    Law.G4,
                    run -> run.inCatalog(u(1), "s", "a").restarts(run.catalog, 1),
                    run -> run.inCatalog(u(1), "s", "a").restarts(Catalog.initial(), 1)),
            story(
                    Law.F13,
                    run -> {
                        table(run).computeTakes(letGo(u(2), 5)).keptSinces.put(u(2), Frontier.at(5));
                        run.rest();
                    },
                    run -> {
                        table(run).computeTakes(letGo(u(2), 5)).keptSinces.put(u(2), Frontier.at(4));
                        run.rest();
                    }),
            story(
                    Law.R1,
                    run -> {
                        table(run).computeTakes(drops(u(2))).indexes.remove(u(2));
                        run.dataflows = 0;
                        run.rest();
                    },
                    run -> {
                        table(run).computeTakes(drops(u(2))).dataflows = 0;
                        run.rest();
                    }),
            story(
                    Law.R3,
                    run -> {
                        table(run).followers.put(u(1), 1);
                        run.rest();
                    },
                    run -> {
                        table(run).followers.put(u(1), 2);
                        run.rest();
                    }),
            story(
                    Law.G5,
                    run -> opened(run)
                            .sees(u(2), 9, 0, null, hold(8, u(2)))
                            .leaves(1, 0, 0)
                            .rest(),
                    run -> opened(run)
                            .sees(u(2), 9, 0, null, hold(8, u(2)))
                            .leaves(1, 0, 0)
                            .step(new Event.FromSession(new ToCoordinator.Close(Forged.A)))
                            .rest()),
            story(
                    Law.G6,
                    run -> table(run)
                            .tick(compute(peek(1, u(2), 9)))
                            .leaves(0, 1, 0)
                            .rest(),
                    run -> table(run).tick(compute(peek(1, u(2), 9))).rest()),
            story(
                    Law.R4,
                    run -> table(run)
                            .tick(compute(tail(u(7), 0, u(1))))
                            .leaves(0, 0, 1)
                            .rest(),
                    run -> {
                        table(run).tick(compute(tail(u(7), 0, u(1)))).leaves(0, 0, 1);
                        run.accounts.remove(u(1));
                        run.rest();
                    }),
            story(
                    Law.R2,
                    run -> table(run).tick(compute(drops(u(2)))),
                    run -> table(run).tick(compute(drops(u(2)))).tick(compute(drops(u(2))))),
            story(
                    Law.LV1,
                    run -> source(run)
                            .step(reads(Mode.SINGLE, u(1)))
                            .waits(forTime(9))
                            .rest(),
                    run -> source(run)
                            .step(reads(Mode.SINGLE, u(1)))
                            .waits(forTime(8))
                            .rest()));

    /** A TAIL that has started at 5. */
    private static Forged tailing(Forged run) {
        return run.step(reads(Mode.SINGLE), answer(new ToSession.TailStarted(7, 5)));
    }

    /** Somebody has inserted a row and asked to commit, and storage has been sent these changes. */
    private static Forged commits(Forged run, Update... updates) {
        return run.step(inserts(u(1)), done(new StatementResult.Inserted(1)))
                .step(ends(true), appends(1, u(1), 3, updates));
    }

    /** A table was read at 5 by whoever is to delete a row of it, and has been told that it is deleted. */
    private static Forged readToWrite(Forged run) {
        return table(run)
                .sees(u(2), 9, 0, null, hold(5, u(2)))
                .step(mutates(u(1)), chose(5, Reason.ORACLE, Isolation.SERIALIZABLE, 5, input(u(2), 0, 9)))
                .tick(done(new StatementResult.Deleted(1)));
    }

    private static Forged opened(Forged run) {
        return source(run).step(new Event.FromSession(new ToCoordinator.Open(Forged.A, 1)));
    }

    private static ComputeCommand drops(GlobalId id) {
        return new ComputeCommand.AllowCompaction(List.of(new Compaction(id, Frontier.CLOSED)));
    }

    private static Waiting forTime(long time) {
        return new Waiting.ForTime(
                new Choice(time, Reason.SINCE, Isolation.SERIALIZABLE, List.of(input(u(2), 0, 9)), 0));
    }

    private static void brokenByClosing(Forged run) {
        // Upper and inputs go to the end of time, but are not closed: law F7 has nothing to say.
        run.truly(u(1), Frontier.at(-1L)).computeSays(report(u(2), Frontier.CLOSED));
    }

    private static Forged timelines(Forged run, String first, String second) {
        return run.defined(u(1), "s", first)
                .defined(u(3), "r", second)
                .sees(u(1), 9, 0, null, hold(8, u(1)))
                .sees(u(3), 9, 0, null, hold(8, u(3)))
                .source(u(1))
                .source(u(3));
    }

    private static Observation.Effect bothRead() {
        return chose(8, Reason.UPPER, input(u(1), 0, 9), input(u(3), 0, 9));
    }

    private static void transaction(Forged run, long secondReadAt) {
        source(run)
                .sees(u(2), 9, 0, null, hold(8, u(2)))
                .step(
                        reads(Mode.EXPLICIT, u(1)),
                        chose(8, Reason.UPPER, input(u(2), 0, 9)),
                        compute(peek(1, u(2), 8)),
                        answer(refused()))
                .step(reads(Mode.EXPLICIT, u(1)), compute(peek(2, u(2), secondReadAt)));
    }

    /** Two strict reads at what the oracle gives. */
    private static Forged strictly(Forged run, long first, long second) {
        return source(run)
                .sees(u(2), 9, 0, null, hold(0, u(2)))
                .tick(chose(first, Reason.ORACLE, STRICT, first, input(u(2), 0, 9)), append(first, first + 1, false))
                .tick(
                        chose(second, Reason.ORACLE, STRICT, second, input(u(2), 0, 9)),
                        append(first + 1, second + 1, false));
    }

    /** A table read at 5 and answered. */
    private static Forged readTable(Forged run) {
        return table(run)
                .sees(u(2), 9, 0, null, hold(5, u(2)))
                .step(reads(Mode.SINGLE, u(1)), chose(5, Reason.ORACLE, Isolation.SERIALIZABLE, 5, input(u(2), 0, 9)))
                .tick(answer(new ToSession.Done(new StatementResult.EmptyQuery())));
    }

    /** Which read of a transaction reads a table is told by what it reads, not by what the transaction may read. */
    @Test
    void aTransactionThatReadsATableLaterThanAtFirstHasReadIt() {
        assertThatThrownBy(() -> tableReadSecond(new Forged()).tick(append(4, 6, true)))
                .isInstanceOfSatisfying(
                        LawViolation.class, broken -> assertThat(broken.law()).isEqualTo(Law.I3));
    }

    @Test
    void aTransactionThatCouldReadATableAndDoesNotHasReadNone() {
        tableNotRead(new Forged()).tick(append(4, 6, true));
    }

    /** A transaction at 5 that may read the index u2 of a table and the source u3, and has read the source. */
    private static Forged tableNotRead(Forged run) {
        return table(run)
                .source(u(3))
                .index(u(4), 0, u(3))
                .sees(u(2), 9, 5, null, hold(5, u(2)))
                .sees(u(4), 9, 5, null, hold(5, u(4)))
                .step(
                        reads(Mode.EXPLICIT, u(3)),
                        chose(5, Reason.SINCE, Isolation.SERIALIZABLE, 3, input(u(2), 5, 9), input(u(4), 5, 9)),
                        compute(peek(1, u(4), 5)))
                .tick(done(new StatementResult.EmptyQuery()));
    }

    private static Forged tableReadSecond(Forged run) {
        return tableNotRead(run)
                .step(reads(Mode.EXPLICIT, u(1)), compute(peek(2, u(2), 5)))
                .tick(done(new StatementResult.EmptyQuery()));
    }

    /** The read was raised past the oracle, so that O2 does not see it. */
    private static void writeBehind(Forged run) {
        table(run)
                .sees(u(2), 9, 5, null, hold(5, u(2)))
                .step(reads(Mode.SINGLE, u(1)), chose(5, Reason.SINCE, Isolation.SERIALIZABLE, 3, input(u(2), 5, 9)))
                .tick(answer(new ToSession.Done(new StatementResult.EmptyQuery())))
                .tick(append(4, 6, true));
    }

    private static Event drop() {
        return execute(Forged.A, new Plan.DropItems(ItemKind.SOURCE, List.of(u(1)), false), Mode.SINGLE);
    }

    private static void itemFromNowhere(Forged run) {
        run.inCatalog(u(1), "s", "a").tick();
    }

    @TestFactory
    Stream<DynamicTest> eachLawIsKeptByOneRunAndBrokenByAnother() {
        return STORIES.stream()
                .flatMap(story -> Stream.of(
                        DynamicTest.dynamicTest(story.law + " is kept: " + story.law.text(), () -> {
                            Forged run = new Forged();
                            story.keeps.accept(run);
                            assertThat(run.laws.evaluations()).containsKey(story.law);
                        }),
                        DynamicTest.dynamicTest(
                                story.law + " is broken",
                                () -> assertThatThrownBy(() -> story.breaks.accept(new Forged()))
                                        .isInstanceOfSatisfying(LawViolation.class, broken -> {
                                            assertThat(broken.law()).isEqualTo(story.law);
                                            assertThat(broken).hasMessageContaining(story.law.text());
                                        }))));
    }

    @Test
    void everyLawHasItsStory() {
        assertThat(STORIES.stream().map(Story::law)).containsExactlyInAnyOrder(Law.values());
    }

    /** Laws that look nowhere find nothing wrong, and are found out. */
    @TestFactory
    Stream<DynamicTest> aRunWhoseLawWasNotTriedIsVacuous() {
        return STORIES.stream()
                .map(story -> DynamicTest.dynamicTest(story.law.toString(), () -> {
                    Laws blind = Laws.blind();
                    story.keeps.accept(new Forged(blind));
                    assertThat(blind.vacuous()).contains(story.law);
                }));
    }

    @Test
    void whatWasTriedIsNotVacuous() {
        for (Story story : STORIES) {
            Forged run = new Forged();
            story.keeps.accept(run);
            assertThat(run.laws.vacuous()).as("%s", story.law).doesNotContain(story.law);
        }
    }
}
