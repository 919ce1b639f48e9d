package dev.coordtest.coordtest.law;

import dev.coordtest.coord.Event;
import dev.coordtest.coord.Leftovers;
import dev.coordtest.coord.Waiting;
import dev.coordtest.coord.session.SessionId;
import dev.coordtest.coord.session.ToCoordinator;
import dev.coordtest.coord.session.ToSession;
import dev.coordtest.coord.timestamp.Choice;
import dev.coordtest.coord.timestamp.Choice.Reason;
import dev.coordtest.coordtest.law.Observation.Chose;
import dev.coordtest.coordtest.law.Observation.Effect;
import dev.coordtest.coordtest.law.Observation.SentToCompute;
import dev.coordtest.coordtest.law.Observation.SentToSession;
import dev.coordtest.coordtest.law.Observation.SentToStorage;
import dev.coordtest.coordtest.law.Observation.Step;
import dev.coordtest.coordtest.report.Brief;
import dev.coordtest.protocol.compute.ComputeCommand;
import dev.coordtest.protocol.storage.StorageCommand;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.Times;
import dev.coordtest.sql.plan.Plan;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What sessions ask and are answered: laws I3, I4, I5 and LV1. */
final class AnswerLaws implements Watch {
    private final Ledger ledger;
    private final Sight sight;
    private final Verdicts verdicts;
    /** Sessions whose request is not answered. */
    private final SortedSet<SessionId> asking = new TreeSet<>();
    /** The reads of tables that are not answered. */
    private final SortedMap<SessionId, Choice> reading = new TreeMap<>();
    /** The time that all reads of each open transaction share. */
    private final SortedMap<SessionId, Choice> transactions = new TreeMap<>();
    /** The latest time at which tables were read and answered. */
    private long completed;

    AnswerLaws(Ledger ledger, Sight sight, Verdicts verdicts) {
        this.ledger = ledger;
        this.sight = sight;
        this.verdicts = verdicts;
    }

    @Override
    public void before(Step step) {
        if (!(step.event() instanceof Event.FromSession(var message)) || !asks(message)) return;
        verdicts.check(
                Law.I4,
                asking.add(sender(message)),
                () -> sender(message) + " asks before it was answered: " + Brief.of(step.event()));
    }

    @Override
    public void effect(Step step, Effect effect) {
        switch (effect) {
            case Chose(var session, var choice) -> {
                if (Reads.ofTransaction(step).isPresent()) transactions.put(session, choice);
                if (!explains(step)) chose(session, choice);
            }
            case SentToStorage(StorageCommand.AppendTables append) -> {
                if (!append.writes().isEmpty()) writes(append);
            }
            case SentToSession(var session, var message) -> answered(session, message);
            case SentToCompute(ComputeCommand.Peek peek) ->
                Reads.ofTransaction(step).ifPresent(session -> {
                    // Its time is that of all its transaction may read; whether it reads a table itself shows here.
                    Choice shared = transactions.get(session);
                    boolean readsTable = ledger.inputs(peek.target()).stream().anyMatch(ledger::readsTable);
                    if (readsTable && shared != null) reading.put(session, shared);
                    else reading.remove(session);
                });
            case SentToStorage ignored -> {}
            case SentToCompute ignored -> {}
        }
    }

    /** Whether the step says at which time a query would read, and reads nothing. */
    private static boolean explains(Step step) {
        return step.event() instanceof Event.FromSession(ToCoordinator.Execute execute)
                && execute.plan() instanceof Plan.ExplainTimestamp;
    }

    private void chose(SessionId session, Choice choice) {
        boolean readsTable = choice.inputs().stream().anyMatch(input -> ledger.readsTable(input.id()));
        if (!readsTable || choice.reason() == Reason.AS_OF) return;
        verdicts.check(
                Law.I3,
                Times.lessEqual(completed, choice.time()),
                () -> session + " reads tables at " + Times.toString(choice.time()) + " after a read at "
                        + Times.toString(completed));
        reading.put(session, choice);
    }

    private void writes(StorageCommand.AppendTables append) {
        verdicts.check(
                Law.I3,
                Times.lessThan(completed, append.time()),
                () -> "a write at " + Times.toString(append.time()) + " after a read at " + Times.toString(completed));
    }

    private void answered(SessionId session, ToSession message) {
        boolean isAnswer = switch (message) {
            case ToSession.Done ignored -> true;
            case ToSession.Refused ignored -> true;
            case ToSession.Canceled ignored -> true;
            case ToSession.PlanAgain ignored -> true;
            case ToSession.FileDescribed ignored -> true;
            case ToSession.TransactionEnded ignored -> true;
            case ToSession.TailStarted ignored -> true;
            case ToSession.TailBatch ignored -> false;
            case ToSession.TailEnded ignored -> false;
        };
        if (message instanceof ToSession.TransactionEnded) transactions.remove(session);
        if (!isAnswer) return;
        verdicts.check(
                Law.I4,
                asking.remove(session),
                () -> session + " is told what it did not ask: " + Brief.answer(session, message));
        Choice choice = reading.remove(session);
        if (choice != null && message instanceof ToSession.Done) completed = Times.max(completed, choice.time());
    }

    private static boolean asks(ToCoordinator message) {
        return switch (message) {
            case ToCoordinator.Execute ignored -> true;
            case ToCoordinator.DescribeFile ignored -> true;
            case ToCoordinator.EndTransaction ignored -> true;
            case ToCoordinator.Open ignored -> false;
            case ToCoordinator.StopTail ignored -> false;
            case ToCoordinator.Cancel ignored -> false;
            case ToCoordinator.Close ignored -> false;
        };
    }

    private static SessionId sender(ToCoordinator message) {
        return switch (message) {
            case ToCoordinator.Execute execute -> execute.session();
            case ToCoordinator.DescribeFile describe -> describe.session();
            case ToCoordinator.EndTransaction end -> end.session();
            case ToCoordinator.Open open -> open.session();
            case ToCoordinator.StopTail stop -> stop.session();
            case ToCoordinator.Cancel cancel -> cancel.target();
            case ToCoordinator.Close close -> close.session();
        };
    }

    @Override
    public void after(Step step) {
        if (!(step.event() instanceof Event.FromSession(ToCoordinator.Close(var session)))) return;
        asking.remove(session);
        reading.remove(session);
        transactions.remove(session);
    }

    @Override
    public void rest() {
        verdicts.check(Law.LV1, true, () -> "");
        for (SessionId session : asking) {
            Optional<Waiting> waiting = sight.waiting(session);
            verdicts.check(
                    Law.LV1,
                    waiting.isPresent() && couldWait(session, waiting.get()),
                    () -> session + " is not answered, and waits for "
                            + waiting.map(Waiting::toString).orElse("nothing"));
        }
    }

    private boolean couldWait(SessionId session, Waiting waiting) {
        return switch (waiting) {
            case Waiting.ForTime(var choice) ->
                choice.inputs().stream()
                        .anyMatch(input -> sight.trueUpper(input.id())
                                .map(upper -> upper.lessEqual(choice.time()))
                                .orElse(true));
            case Waiting.ForLock(var holder) ->
                holder.isPresent() && !holder.get().equals(session);
            case Waiting.ForAppend ignored -> false;
            case Waiting.ForStorage ignored -> false;
        };
    }

    @Override
    public void end() {
        Leftovers leftovers = sight.leftovers();
        SortedSet<GlobalId> temporary = new TreeSet<>();
        sight.catalog().all().forEach((id, item) -> {
            if (item.owner() != null) temporary.add(id);
        });
        verdicts.check(
                Law.I5,
                leftovers.isEmpty()
                        && temporary.isEmpty()
                        && asking.isEmpty()
                        && ledger.readings().isEmpty(),
                () -> leftovers + ", temporary items " + temporary + ", unanswered sessions " + asking
                        + ", unanswered reads " + ledger.readings());
    }
}
