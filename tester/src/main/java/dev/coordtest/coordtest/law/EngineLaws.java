package dev.coordtest.coordtest.law;

import dev.coordtest.coordtest.law.Ledger.Entry;
import dev.coordtest.coordtest.law.Ledger.Reading;
import dev.coordtest.coordtest.law.Observation.Effect;
import dev.coordtest.coordtest.law.Observation.Step;
import dev.coordtest.coordtest.law.Sight.Account;
import dev.coordtest.protocol.FrontierReport;
import dev.coordtest.protocol.compute.ComputeCommand;
import dev.coordtest.protocol.compute.ComputeResponse;
import dev.coordtest.protocol.compute.Dataflow;
import dev.coordtest.protocol.storage.StorageResponse;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What compute and storage are asked, and what they say: laws F1, F3, F7, F8, F10, F11, F12, T9 and I1. */
final class EngineLaws implements Watch {
    private final Ledger ledger;
    private final Sight sight;
    private final Verdicts verdicts;
    /** Reads sent since the last rest. */
    private final List<Reading> sent = new ArrayList<>();
    /** What was known to be true at the last rest, so that only what has moved is looked at. */
    private final SortedMap<GlobalId, Frontier> checked = new TreeMap<>();

    EngineLaws(Ledger ledger, Sight sight, Verdicts verdicts) {
        this.ledger = ledger;
        this.sight = sight;
        this.verdicts = verdicts;
    }

    // ---- what is asked

    @Override
    public void effect(Step step, Effect effect) {
        if (!(effect instanceof Observation.SentToCompute(var command))) return;
        switch (command) {
            case ComputeCommand.CreateDataflow(var dataflow, var asOf) -> {
                verdicts.check(Law.I1, true, () -> "");
                for (GlobalId id : Ledger.imports(dataflow)) {
                    Frontier since = since(ledger.entry(id));
                    verdicts.check(
                            Law.I1,
                            since.lessEqual(asOf),
                            () -> dataflow.name() + " is built as of " + Times.toString(asOf) + " on " + id
                                    + " with since " + since);
                }
            }
            case ComputeCommand.Peek peek -> {
                sent.add(new Reading(peek.id(), peek.time(), ledger.inputs(peek.target())));
                Frontier since = since(ledger.entry(peek.target()));
                verdicts.check(
                        Law.I1,
                        since.lessEqual(peek.time()),
                        () -> peek.id() + " reads " + peek.target() + " at " + Times.toString(peek.time())
                                + ", before its since " + since);
            }
            case ComputeCommand.AllowCompaction ignored -> {}
            case ComputeCommand.CancelPeeks ignored -> {}
        }
    }

    /** What is not there has no history. */
    private static Frontier since(@Nullable Entry entry) {
        return entry == null ? Frontier.CLOSED : entry.since;
    }

    @Override
    public void after(Step step) {
        for (FrontierReport report : Reads.reports(step.event())) known(report.id());
        for (Effect effect : step.effects()) {
            if (effect instanceof Observation.SentToCompute(ComputeCommand.CreateDataflow(var dataflow, var asOf)))
                starts(dataflow, asOf);
        }
    }

    private void starts(Dataflow dataflow, long asOf) {
        for (Dataflow.IndexExport export : dataflow.indexes()) {
            Optional<Account> account = sight.account(export.index());
            if (export.index().isTransient() || account.isEmpty()) continue;
            Account start = account.get();
            verdicts.check(
                    Law.F11,
                    start.since().isAtLeast(Frontier.at(asOf)) && start.known().equals(Frontier.MINIMUM),
                    () -> export.index() + " starts with since " + start.since() + " and known upper " + start.known()
                            + ", built as of " + Times.toString(asOf));
        }
    }

    /** What is known of something is true, unless a test has made it up. */
    private void known(GlobalId id) {
        Optional<Frontier> truth = sight.trueUpper(id);
        Optional<Account> account = sight.account(id);
        verdicts.check(
                Law.F7,
                ledger.isMadeUp(id)
                        || truth.isEmpty()
                        || account.isEmpty()
                        || truth.get().isAtLeast(account.get().known()),
                () -> id + " is known to be complete up to "
                        + account.map(a -> a.known().toString()).orElse("") + ", and is up to "
                        + truth.map(Frontier::toString).orElse(""));
    }

    @Override
    public void computeTakes(ComputeCommand command) {
        switch (command) {
            case ComputeCommand.CreateDataflow(var dataflow, var asOf) -> {
                verdicts.check(Law.F10, true, () -> "");
                for (GlobalId id : Ledger.imports(dataflow)) reads(dataflow.name(), id, asOf);
            }
            case ComputeCommand.Peek peek -> reads(peek.id().toString(), peek.target(), peek.time());
            case ComputeCommand.AllowCompaction ignored -> {}
            case ComputeCommand.CancelPeeks ignored -> {}
        }
    }

    private void reads(String reader, GlobalId id, long time) {
        Entry entry = ledger.entry(id);
        // Dropped meanwhile: nobody will ask for what comes of it. Not made yet: it will start where it was told to.
        Frontier since = entry == null ? Frontier.MINIMUM : entry.sinceTaken == null ? entry.start : entry.sinceTaken;
        verdicts.check(
                Law.F10,
                since.lessEqual(time),
                () -> reader + " reads " + id + " as of " + Times.toString(time) + ", which has since " + since
                        + " by now");
    }

    // ---- what is said

    @Override
    public void computeSays(ComputeResponse response) {
        switch (response) {
            case ComputeResponse.Frontiers(var uppers) -> uppers.forEach(this::complete);
            case ComputeResponse.PeekDone(var id, var result) -> answered(ledger.reading(id));
            case ComputeResponse.TailBatch(var id, var updates, var upper) -> tail(id, updates, upper);
            case ComputeResponse.TailFailed ignored -> {}
        }
    }

    @Override
    public void storageSays(StorageResponse response) {
        if (response instanceof StorageResponse.Frontiers(var uppers)) uppers.forEach(this::complete);
    }

    private void complete(FrontierReport report) {
        Entry entry = ledger.entry(report.id());
        if (entry == null) {
            verdicts.check(Law.F7, true, () -> ""); // Dropped; its last words promise nothing.
            return;
        }
        verdicts.check(Law.F1, report.upper().isAtLeast(entry.said), () -> report + " is said after " + entry.said);
        Frontier inputs = Frontier.CLOSED;
        for (GlobalId id : entry.imports) {
            Optional<Frontier> upper = sight.trueUpper(id);
            if (upper.isPresent()) inputs = inputs.meet(upper.get());
        }
        Frontier slowest = inputs;
        if (report.upper().closed()) {
            verdicts.check(
                    Law.F12,
                    slowest.closed(),
                    () -> report.id() + " is closed, but of " + entry.imports + " the slowest is at " + slowest);
        }
        verdicts.check(
                Law.F7,
                slowest.isAtLeast(report.upper()),
                () -> report + ", but of " + entry.imports + " the slowest is at " + slowest);
    }

    private void answered(@Nullable Reading reading) {
        verdicts.check(Law.F3, true, () -> "");
        if (reading == null) return; // Cancelled: nobody will see this answer.
        for (GlobalId id : reading.inputs()) {
            Optional<Frontier> upper = sight.trueUpper(id);
            Entry entry = ledger.entry(id);
            Frontier since = entry == null ? null : entry.sinceTaken;
            if (upper.isEmpty() || since == null) continue; // Dropped; the read keeps what it needs.
            verdicts.check(
                    Law.F3,
                    since.lessEqual(reading.time()) && upper.get().isPast(reading.time()),
                    () -> reading.id() + " at " + Times.toString(reading.time()) + " is answered from " + id
                            + " with since " + since + " and upper " + upper.get());
        }
    }

    private void tail(GlobalId id, Batch updates, Frontier upper) {
        Entry entry = ledger.entry(id);
        Frontier from = entry == null ? Frontier.MINIMUM : entry.start.join(entry.said);
        verdicts.check(Law.F8, upper.isBeyond(from), () -> "TAIL " + id + " has come from " + from + " to " + upper);
        for (int i = 0; i < updates.size(); i++) {
            long time = updates.time(i);
            verdicts.check(
                    Law.F8,
                    from.lessEqual(time) && upper.isPast(time),
                    () -> "TAIL " + id + " hands on an update at " + Times.toString(time) + " between " + from + " and "
                            + upper);
        }
    }

    // ---- at rest

    @Override
    public void rest() {
        for (GlobalId id : sight.ids()) {
            Frontier now = sight.account(id).map(Account::known).orElse(Frontier.MINIMUM);
            if (!now.equals(checked.put(id, now))) known(id);
        }
        for (Reading reading : sent) waits(reading);
        for (Reading reading : ledger.readings()) waits(reading);
        sent.clear();
    }

    private void waits(Reading reading) {
        boolean isUnanswered = ledger.reading(reading.id()) != null;
        verdicts.check(
                Law.T9,
                !isUnanswered || couldWait(reading),
                () -> reading + " waits, though all of that is complete at " + Times.toString(reading.time()));
    }

    private boolean couldWait(Reading reading) {
        for (GlobalId id : reading.inputs()) {
            Optional<Frontier> upper = sight.trueUpper(id);
            if (upper.isEmpty() || upper.get().lessEqual(reading.time())) return true;
        }
        return false;
    }
}
