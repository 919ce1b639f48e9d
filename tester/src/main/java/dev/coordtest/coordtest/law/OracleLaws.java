package dev.coordtest.coordtest.law;

import dev.coordtest.coord.timestamp.Choice;
import dev.coordtest.coord.timestamp.Choice.Reason;
import dev.coordtest.coordtest.law.Observation.Chose;
import dev.coordtest.coordtest.law.Observation.Effect;
import dev.coordtest.coordtest.law.Observation.SentToCompute;
import dev.coordtest.coordtest.law.Observation.SentToSession;
import dev.coordtest.coordtest.law.Observation.SentToStorage;
import dev.coordtest.coordtest.law.Observation.Step;
import dev.coordtest.coordtest.report.Brief;
import dev.coordtest.protocol.storage.StorageCommand;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.Times;

/** The oracle of times, which tables and strict reads follow: laws O1, O2, O3, O4 and O6. */
final class OracleLaws implements Watch {
    private final Ledger ledger;
    private final Verdicts verdicts;
    /** The latest time that the oracle gave to read at, or was told that a strict read has. */
    private long read;
    /** The latest time of a write. */
    private long written;

    OracleLaws(Ledger ledger, Verdicts verdicts) {
        this.ledger = ledger;
        this.verdicts = verdicts;
    }

    @Override
    public void effect(Step step, Effect effect) {
        switch (effect) {
            case Chose(var session, var choice) -> chose(choice);
            case SentToStorage(StorageCommand.AppendTables append) -> append(append);
            case SentToStorage ignored -> {}
            case SentToCompute ignored -> {}
            case SentToSession ignored -> {}
        }
    }

    private void chose(Choice choice) {
        if (choice.oracle() != 0) {
            long latest = Times.max(read, written);
            verdicts.check(
                    Law.O1,
                    Times.lessEqual(latest, choice.oracle()),
                    () -> "the oracle gives " + Times.toString(choice.oracle()) + " after " + Times.toString(latest));
            read = Times.max(read, choice.oracle());
        }
        if (choice.reason() == Reason.ORACLE) {
            verdicts.check(
                    Law.O3,
                    choice.inputs().stream().allMatch(input -> input.since().lessEqual(choice.time())),
                    () -> "the oracle's time is before a since: " + choice);
        }
        if (Reads.isStrict(choice)) read = Times.max(read, choice.time());
    }

    private void append(StorageCommand.AppendTables append) {
        if (!append.writes().isEmpty()) writes(append.time());
        Frontier closed = ledger.tablesClosed();
        verdicts.check(
                Law.O4,
                closed.lessEqual(append.time()) && append.upper().isPast(append.time()),
                () -> "tables are closed up to " + closed + ": " + Brief.of(append));
    }

    private void writes(long time) {
        long lastRead = read;
        verdicts.check(
                Law.O2,
                Times.lessThan(lastRead, time),
                () -> "a write at " + Times.toString(time) + " after a read at " + Times.toString(lastRead));
        written = time;
    }

    @Override
    public void after(Step step) {
        for (Effect effect : step.effects()) {
            if (!(effect instanceof Chose(var session, var choice)) || !Reads.isStrict(choice)) continue;
            verdicts.check(
                    Law.O6,
                    ledger.tablesClosed().isPast(choice.time()),
                    () -> session + " reads at " + Times.toString(choice.time()) + ", tables are closed up to "
                            + ledger.tablesClosed());
        }
    }
}
