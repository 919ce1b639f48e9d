package dev.coordtest.coordtest.law;

import dev.coordtest.coord.Event;
import dev.coordtest.coord.session.SessionId;
import dev.coordtest.coord.session.StatementResult;
import dev.coordtest.coord.session.ToCoordinator;
import dev.coordtest.coord.session.ToSession;
import dev.coordtest.coord.timestamp.Choice;
import dev.coordtest.coordtest.law.Observation.Chose;
import dev.coordtest.coordtest.law.Observation.Effect;
import dev.coordtest.coordtest.law.Observation.SentToSession;
import dev.coordtest.coordtest.law.Observation.SentToStorage;
import dev.coordtest.coordtest.law.Observation.Step;
import dev.coordtest.protocol.storage.RequestId;
import dev.coordtest.protocol.storage.StorageCommand;
import dev.coordtest.protocol.storage.StorageResponse;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.Times;
import dev.coordtest.sql.plan.Plan;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What becomes of statements that write: laws W1, W2, W3 and W4. */
final class WriteLaws implements Watch {
    private final Ledger ledger;
    private final Verdicts verdicts;
    /** By how many rows each open transaction was told that its tables grow. Those that have written nothing are not in it. */
    private final SortedMap<SessionId, Long> told = new TreeMap<>();
    /** Those that have asked to commit what they have written. */
    private final SortedSet<SessionId> committing = new TreeSet<>();
    /** The appends that are not acknowledged. */
    private final SortedMap<RequestId, Append> appends = new TreeMap<>();
    /** Which table each session writes by the statement it has asked. */
    private final SortedMap<SessionId, GlobalId> mutating = new TreeMap<>();
    /** At which time who has read a table to write to it. */
    private final SortedMap<SessionId, ReadToWrite> reads = new TreeMap<>();
    /** When each table was written last. */
    private final SortedMap<GlobalId, Long> written = new TreeMap<>();
    /** The latest time that tables were read at. */
    private long read;
    /** Whether somebody has left who was committing: what was written for him is told to nobody. */
    private boolean inDoubt;

    /** {@code growth} is the number of rows added less those taken away. */
    private record Append(long growth, long time) {}

    private record ReadToWrite(GlobalId table, long time) {}

    WriteLaws(Ledger ledger, Verdicts verdicts) {
        this.ledger = ledger;
        this.verdicts = verdicts;
    }

    @Override
    public void before(Step step) {
        if (!(step.event() instanceof Event.FromSession(var message))) return;
        if (message instanceof ToCoordinator.Execute execute) {
            GlobalId table = table(execute.plan());
            if (table != null) mutating.put(execute.session(), table);
        }
        if (message instanceof ToCoordinator.EndTransaction(var session, var commit)
                && commit
                && told.containsKey(session)) committing.add(session);
        if (message instanceof ToCoordinator.Close(var session)) {
            inDoubt |= committing.contains(session);
            forget(session);
        }
    }

    private static @Nullable GlobalId table(Plan plan) {
        return switch (plan) {
            case Plan.InsertValues insert -> insert.table();
            case Plan.ReadThenWrite mutation -> mutation.table();
            case Plan.Select ignored -> null;
            case Plan.CopyTo ignored -> null;
            case Plan.Tail ignored -> null;
            case Plan.ExplainTimestamp ignored -> null;
            case Plan.DdlPlan ignored -> null;
            case Plan.SessionPlan ignored -> null;
        };
    }

    private void forget(SessionId session) {
        told.remove(session);
        committing.remove(session);
        mutating.remove(session);
        reads.remove(session);
    }

    @Override
    public void effect(Step step, Effect effect) {
        switch (effect) {
            case Chose(var session, var choice) -> chose(session, choice);
            case SentToStorage(StorageCommand.AppendTables append) -> append(append);
            case SentToSession(var session, var message) -> answered(step, session, message);
            case SentToStorage ignored -> {}
            case Observation.SentToCompute ignored -> {}
        }
    }

    private void chose(SessionId session, Choice choice) {
        if (choice.oracle() != 0) read = Times.max(read, choice.oracle());
        GlobalId table = mutating.get(session);
        if (table == null) return;
        long last = written.getOrDefault(table, 0L);
        verdicts.check(
                Law.W2,
                Times.lessEqual(last, choice.time()),
                () -> session + " reads " + table + " at " + Times.toString(choice.time())
                        + " to write it, and it was written at " + Times.toString(last));
        reads.put(session, new ReadToWrite(table, choice.time()));
    }

    private void append(StorageCommand.AppendTables append) {
        long growth = 0;
        for (StorageCommand.TableWrite write : append.writes()) {
            written.put(write.table(), append.time());
            for (int i = 0; i < write.updates().size(); i++)
                growth += write.updates().diff(i);
            reads.forEach((session, reading) -> verdicts.check(
                    Law.W2,
                    !reading.table.equals(write.table()) || committing.contains(session),
                    () -> write.table() + " is written at " + Times.toString(append.time()) + " while " + session
                            + ", who has read it at " + Times.toString(reading.time) + ", has not written"));
        }
        appends.put(append.request(), new Append(growth, append.time()));
    }

    private void answered(Step step, SessionId session, ToSession message) {
        switch (message) {
            case ToSession.Done(StatementResult.Inserted(var rows)) -> told.merge(session, rows, Long::sum);
            case ToSession.Done(StatementResult.Deleted(var rows)) -> told.merge(session, -rows, Long::sum);
            case ToSession.Done(StatementResult.Updated(var rows)) -> told.merge(session, 0L, Long::sum);
            case ToSession.TransactionEnded(var error) -> {
                if (error == null && committing.contains(session)) committed(step, session);
            }
            case ToSession.Refused ignored -> reads.remove(session);
            case ToSession.Canceled ignored -> reads.remove(session);
            case ToSession.Done ignored -> {}
            case ToSession.PlanAgain ignored -> {}
            case ToSession.FileDescribed ignored -> {}
            case ToSession.TailStarted ignored -> {}
            case ToSession.TailBatch ignored -> {}
            case ToSession.TailEnded ignored -> {}
        }
        boolean goesOn = message instanceof ToSession.TailBatch || message instanceof ToSession.TailEnded;
        if (!goesOn) mutating.remove(session);
    }

    private void committed(Step step, SessionId session) {
        Append append = step.event() instanceof Event.FromStorage(StorageResponse.Appended(var request, var upper))
                        && upper.isPast(appends.getOrDefault(request, new Append(0, 0)).time)
                ? appends.get(request)
                : null;
        verdicts.check(
                Law.W3,
                append != null,
                () -> session + " is told that it has committed, and storage has acknowledged nothing that it wrote");
    }

    @Override
    public void after(Step step) {
        if (step.event() instanceof Event.FromStorage(StorageResponse.Appended(var request, var upper)))
            acknowledged(step, appends.remove(request));
        if (step.event() instanceof Event.FromStorage(StorageResponse.AppendFailed(var request, var upper, var error)))
            appends.remove(request);
        for (Effect effect : step.effects()) {
            if (effect instanceof SentToSession(var session, ToSession.TransactionEnded ignored)) forget(session);
        }
    }

    /** All of a group are answered when their writes are there, and nobody else is. */
    private void acknowledged(Step step, @Nullable Append append) {
        if (append == null) return;
        long sum = 0;
        for (Effect effect : step.effects()) {
            if (effect instanceof SentToSession(var session, ToSession.TransactionEnded(var error))
                    && error == null
                    && committing.contains(session)) sum += told.getOrDefault(session, 0L);
        }
        long promised = sum;
        verdicts.check(
                Law.W1,
                inDoubt || append.growth == promised,
                () -> "tables have grown by " + append.growth + " rows at " + Times.toString(append.time)
                        + ", and who wrote them was told of " + promised);
    }

    @Override
    public void rest() {
        verdicts.check(
                Law.W4,
                read == 0 || ledger.tablesClosed().isPast(read),
                () -> "tables are closed up to " + ledger.tablesClosed() + ", and the oracle has given "
                        + Times.toString(read));
    }
}
