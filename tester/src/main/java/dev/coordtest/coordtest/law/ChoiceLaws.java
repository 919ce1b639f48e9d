package dev.coordtest.coordtest.law;

import dev.coordtest.coord.Event;
import dev.coordtest.coord.catalog.Catalog;
import dev.coordtest.coord.session.SessionId;
import dev.coordtest.coord.session.ToCoordinator;
import dev.coordtest.coord.session.ToSession;
import dev.coordtest.coord.timestamp.Choice;
import dev.coordtest.coord.timestamp.Choice.Input;
import dev.coordtest.coord.timestamp.Choice.Reason;
import dev.coordtest.coord.timestamp.Isolation;
import dev.coordtest.coord.timestamp.TimestampSelection;
import dev.coordtest.coordtest.law.Observation.Chose;
import dev.coordtest.coordtest.law.Observation.Effect;
import dev.coordtest.coordtest.law.Observation.SentToCompute;
import dev.coordtest.coordtest.law.Observation.SentToSession;
import dev.coordtest.coordtest.law.Observation.SentToStorage;
import dev.coordtest.coordtest.law.Observation.Step;
import dev.coordtest.coordtest.law.Sight.Account;
import dev.coordtest.coordtest.report.Brief;
import dev.coordtest.protocol.Compaction;
import dev.coordtest.protocol.compute.ComputeCommand;
import dev.coordtest.protocol.storage.StorageCommand;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.Times;
import dev.coordtest.sql.plan.When;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** How times of reads are chosen: laws T1 to T8. */
final class ChoiceLaws implements Watch {
    private final Ledger ledger;
    private final Sight sight;
    private final Verdicts verdicts;
    /** What the first read of each open transaction has fixed. */
    private final SortedMap<SessionId, Choice> domains = new TreeMap<>();

    ChoiceLaws(Ledger ledger, Sight sight, Verdicts verdicts) {
        this.ledger = ledger;
        this.sight = sight;
        this.verdicts = verdicts;
    }

    @Override
    public void effect(Step step, Effect effect) {
        switch (effect) {
            case Chose(var session, var choice) -> {
                oneTimeline(choice);
                asOf(step, choice);
                formula(choice);
                reason(choice);
                again(choice);
                if (Reads.ofTransaction(step).isPresent()) {
                    Choice first = domains.put(session, choice);
                    verdicts.check(
                            Law.T5,
                            first == null,
                            () -> session + " chose " + choice + " in a transaction that has " + first);
                }
            }
            case SentToCompute(ComputeCommand.Peek peek) ->
                Reads.ofTransaction(step).ifPresentOrElse(session -> inDomain(session, peek), () -> alone(step, peek));
            case SentToCompute(ComputeCommand.AllowCompaction(var compactions)) -> compactions.forEach(this::kept);
            case SentToStorage(StorageCommand.AllowCompaction(var compactions)) -> compactions.forEach(this::kept);
            case SentToSession(var session, ToSession.TransactionEnded ignored) -> domains.remove(session);
            case SentToCompute ignored -> {}
            case SentToSession ignored -> {}
            case SentToStorage ignored -> {}
        }
    }

    /** A session that closes reads no more. */
    @Override
    public void before(Step step) {
        if (step.event() instanceof Event.FromSession(ToCoordinator.Close(var session))) domains.remove(session);
    }

    @Override
    public void after(Step step) {
        for (Effect effect : step.effects()) {
            if (effect instanceof Chose(var session, var choice)) held(step, session, choice);
        }
    }

    private void oneTimeline(Choice choice) {
        Catalog catalog = sight.catalog();
        SortedSet<String> timelines = new TreeSet<>();
        for (Input input : choice.inputs()) {
            if (catalog.find(input.id()).isPresent())
                timelines.addAll(catalog.item(input.id()).timelines());
        }
        verdicts.check(Law.T1, timelines.size() <= 1, () -> choice.inputs() + " are in the timelines " + timelines);
    }

    /** A TAIL is excused from holding: what it reads it has begun to read. */
    private void held(Step step, SessionId session, Choice choice) {
        boolean tails = step.effects().stream()
                .anyMatch(effect ->
                        effect instanceof SentToSession(var to, ToSession.TailStarted ignored) && to.equals(session));
        verdicts.check(Law.T2, true, () -> "");
        for (Input input : choice.inputs()) {
            Optional<Account> account = sight.account(input.id());
            if (account.isEmpty()) continue;
            Frontier since = account.get().since();
            verdicts.check(
                    Law.T2,
                    input.since().lessEqual(choice.time()) && since.lessEqual(choice.time()),
                    () -> session + " reads " + input.id() + " with since " + since + " at "
                            + Times.toString(choice.time()));
            verdicts.check(
                    Law.T2,
                    tails
                            || account.get().holds().stream()
                                    .anyMatch(hold -> Times.lessEqual(hold.time(), choice.time())),
                    () -> session + " reads " + input.id() + " at " + Times.toString(choice.time())
                            + " and nothing holds it there: " + account.get().holds());
        }
    }

    private void asOf(Step step, Choice choice) {
        if (choice.reason() != Reason.AS_OF) return;
        boolean asked = step.event() instanceof Event.FromSession(ToCoordinator.Execute execute)
                && Reads.when(execute.plan()).orElse(null) instanceof When.At(var time)
                && time == choice.time();
        verdicts.check(
                Law.T4,
                asked,
                () -> Times.toString(choice.time()) + " is not what was asked for: " + Brief.of(step.event()));
        for (Effect effect : step.effects()) {
            verdicts.check(
                    Law.T4,
                    !(effect instanceof SentToStorage(StorageCommand.AppendTables ignored)),
                    () -> "AS OF " + Times.toString(choice.time()) + " has moved the tables");
        }
    }

    /** The rule, told a second time. */
    private void formula(Choice choice) {
        if (choice.reason() == Reason.AS_OF) return;
        List<Input> inputs = choice.inputs();
        boolean asksOracle =
                readsTable(inputs) || choice.isolation() == Isolation.STRICT_SERIALIZABLE && !inputs.isEmpty();
        long base = asksOracle ? choice.oracle() : freshest(inputs);
        long expected = base;
        for (Input input : inputs) expected = Times.max(expected, input.since().time());
        long time = expected;
        verdicts.check(
                Law.T3,
                choice.time() == time,
                () -> "the time is " + Times.toString(choice.time()) + " and should be " + Times.toString(time) + ": "
                        + choice);
    }

    private boolean readsTable(List<Input> inputs) {
        return inputs.stream().anyMatch(input -> ledger.readsTable(input.id()));
    }

    /** The greatest time that is known to be complete at all inputs; 0 if none is, the last time there is if they are all closed. */
    private static long freshest(List<Input> inputs) {
        long freshest = Times.MAX;
        for (Input input : inputs) {
            if (!input.known().closed())
                freshest = Times.min(
                        freshest, Times.saturatingPrevious(input.known().time()));
        }
        return freshest;
    }

    private void reason(Choice choice) {
        long time = choice.time();
        boolean isClosed =
                choice.inputs().stream().allMatch(input -> input.known().closed());
        boolean isSince =
                choice.inputs().stream().anyMatch(input -> input.since().equals(Frontier.at(time)));
        boolean agrees = switch (choice.reason()) {
            case AS_OF -> true; // T4 says so.
            case SINCE -> isSince;
            case UPPER -> !isClosed && time == freshest(choice.inputs());
            case ORACLE -> time == choice.oracle();
            case CLOSED -> isClosed && time == Times.MAX;
            case TRANSACTION -> false; // Nothing is chosen then.
        };
        verdicts.check(Law.T6, agrees, () -> Times.toString(time) + " is not " + choice.reason() + ": " + choice);
    }

    /** Guards against a choice that depends on what was not recorded. */
    private void again(Choice choice) {
        When when = choice.reason() == Reason.AS_OF ? new When.At(choice.time()) : new When.Immediately();
        Choice again = TimestampSelection.choose(
                choice.isolation(), when, choice.inputs(), readsTable(choice.inputs()), choice::oracle);
        verdicts.check(
                Law.T7, again.time() == choice.time(), () -> "chosen again it is " + again + ", it was " + choice);
        for (Input input : choice.inputs()) {
            Optional<Account> account = sight.account(input.id());
            verdicts.check(
                    Law.T7,
                    account.isEmpty()
                            || account.get().known().equals(input.known())
                                    && account.get().since().equals(input.since()),
                    () -> input + " is recorded, and the coordinator has " + account);
        }
    }

    /** What may still be read in a transaction keeps its history, but for what is dropped. */
    private void kept(Compaction compaction) {
        if (compaction.since().closed()) return;
        domains.forEach((session, domain) -> {
            for (Input input : domain.inputs()) {
                verdicts.check(
                        Law.T5,
                        !input.id().equals(compaction.id())
                                || compaction.since().lessEqual(domain.time()),
                        () -> input.id() + " is let go up to " + compaction.since() + " while the transaction of "
                                + session + " reads at " + Times.toString(domain.time()));
            }
        });
    }

    /** What had to wait for its turn is not looked at. */
    private void alone(Step step, ComputeCommand.Peek peek) {
        if (!(step.event() instanceof Event.FromSession(ToCoordinator.Execute ignored))) return;
        boolean isChosen = false;
        for (Effect effect : step.effects())
            isChosen |= effect instanceof Chose(var session, var choice) && choice.time() == peek.time();
        verdicts.check(
                Law.T8,
                isChosen,
                () -> peek.id() + " reads at " + Times.toString(peek.time()) + ", which nobody chose");
    }

    private void inDomain(SessionId session, ComputeCommand.Peek peek) {
        Choice domain = domains.get(session);
        if (domain == null) {
            verdicts.check(Law.T5, false, () -> session + " reads in a transaction that has no time: " + peek.id());
            return;
        }
        List<GlobalId> held = domain.inputs().stream().map(Input::id).toList();
        List<GlobalId> read = ledger.inputs(peek.target());
        verdicts.check(
                Law.T5,
                peek.time() == domain.time() && held.containsAll(read),
                () -> session + " reads " + read + " at " + Times.toString(peek.time()) + "; its transaction reads "
                        + held + " at " + Times.toString(domain.time()));
    }
}
