package dev.coordtest.coordtest.law;

import dev.coordtest.coord.timestamp.ReadHolds.Hold;
import dev.coordtest.coordtest.law.Ledger.Entry;
import dev.coordtest.coordtest.law.Observation.Effect;
import dev.coordtest.coordtest.law.Observation.Step;
import dev.coordtest.coordtest.law.Sight.Account;
import dev.coordtest.protocol.Compaction;
import dev.coordtest.protocol.FrontierReport;
import dev.coordtest.protocol.compute.ComputeCommand;
import dev.coordtest.protocol.storage.StorageCommand;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.Times;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The coordinator's side of frontiers: what is known of uppers, and how far history is let go. Laws F1, F2, F4, F5, F6, I2 and I6. */
final class FrontierLaws implements Watch {
    private final Ledger ledger;
    private final Sight sight;
    private final Verdicts verdicts;
    private final SortedMap<GlobalId, Known> known = new TreeMap<>();

    /** What reports have come to, as they should. */
    private static final class Known {
        Frontier upper = Frontier.MINIMUM;
        /** How far windows have allowed compaction, at the reports that came under them. */
        Frontier allowed = Frontier.MINIMUM;
        /** The window at the last report that was news; null if there was none. */
        @Nullable
        Long windowMillis;
    }

    FrontierLaws(Ledger ledger, Sight sight, Verdicts verdicts) {
        this.ledger = ledger;
        this.sight = sight;
        this.verdicts = verdicts;
    }

    @Override
    public void effect(Step step, Effect effect) {
        for (Compaction compaction : compactions(effect)) {
            Frontier since = compaction.since();
            Entry entry = ledger.entry(compaction.id());
            if (since.closed()) {
                known.remove(compaction.id());
                continue;
            }
            verdicts.check(
                    Law.F2,
                    entry == null || since.isBeyond(entry.since),
                    () -> compaction.id() + " is let go up to " + since + ", after "
                            + (entry == null ? "nothing" : entry.since));
            for (Ledger.Reading reading : ledger.readings()) {
                verdicts.check(
                        Law.I2,
                        !reading.inputs().contains(compaction.id()) || since.lessEqual(reading.time()),
                        () -> compaction.id() + " is let go up to " + since + " while " + reading + " is unanswered");
            }
            if (ledger.readings().isEmpty()) verdicts.check(Law.I2, true, () -> "");
        }
    }

    private static List<Compaction> compactions(Effect effect) {
        return switch (effect) {
            case Observation.SentToCompute(ComputeCommand.AllowCompaction(var compactions)) -> compactions;
            case Observation.SentToStorage(StorageCommand.AllowCompaction(var compactions)) -> compactions;
            case Observation.SentToCompute ignored -> List.of();
            case Observation.SentToStorage ignored -> List.of();
            case Observation.SentToSession ignored -> List.of();
            case Observation.Chose ignored -> List.of();
        };
    }

    @Override
    public void after(Step step) {
        for (FrontierReport report : Reads.reports(step.event())) reported(report);
        for (Effect effect : step.effects()) {
            for (Compaction compaction : compactions(effect)) {
                Optional<Account> account = sight.account(compaction.id());
                if (!compaction.since().closed() && account.isPresent())
                    compacted(compaction.id(), compaction.since(), account.get());
            }
        }
    }

    private void reported(FrontierReport report) {
        Optional<Account> account = sight.account(report.id());
        if (account.isEmpty()) {
            verdicts.check(Law.F1, true, () -> ""); // A late report of something that was dropped.
            return;
        }
        Known before = known.computeIfAbsent(report.id(), ignored -> new Known());
        Frontier now = account.get().known();
        verdicts.check(
                Law.F1,
                now.equals(before.upper.join(report.upper())),
                () -> report + " makes the known upper " + now + ", which was " + before.upper);
        if (!report.upper().isBeyond(before.upper)) return;
        before.upper = report.upper();
        before.windowMillis = account.get().windowMillis();
        if (before.windowMillis != null)
            before.allowed = before.allowed.join(trailing(before.windowMillis, report.upper()));
    }

    /** The greatest multiple of the window that is at least a window behind. What is closed stays as it is. */
    private static Frontier trailing(long windowMillis, Frontier upper) {
        if (upper.closed()) return Frontier.MINIMUM;
        long window = Math.max(1, windowMillis);
        if (Times.lessThan(upper.time(), window)) return Frontier.MINIMUM;
        long behind = upper.time() - window;
        return Frontier.at(behind - Long.remainderUnsigned(behind, window));
    }

    private void compacted(GlobalId id, Frontier since, Account account) {
        Frontier allowed = allowed(id);
        verdicts.check(
                Law.F4,
                allowed.isAtLeast(since),
                () -> id + " is let go up to " + since + ", allowed is " + allowed + " with window "
                        + account.windowMillis() + " and known upper " + account.known());
        held(id, account);
    }

    /** How far reports and windows have allowed compaction, if nothing were held. */
    private Frontier allowed(GlobalId id) {
        Known found = known.get(id);
        Entry entry = ledger.entry(id);
        Frontier start = entry == null ? Frontier.MINIMUM : entry.start;
        return found == null ? start : start.join(found.allowed);
    }

    private void held(GlobalId id, Account account) {
        for (Hold hold : account.holds()) {
            verdicts.check(
                    Law.F5,
                    account.since().lessEqual(hold.time()),
                    () -> id + " has since " + account.since() + " and is held at " + Times.toString(hold.time())
                            + " by " + hold.owner());
        }
        if (account.holds().isEmpty()) verdicts.check(Law.F5, true, () -> "");
    }

    @Override
    public void rest() {
        for (GlobalId id : sight.ids()) {
            Optional<Account> found = sight.account(id);
            if (found.isEmpty()) continue;
            Account account = found.get();
            held(id, account);
            told(id, account);
            Frontier wanted = allowed(id);
            verdicts.check(
                    Law.F6,
                    account.since().isAtLeast(heldBack(wanted, account)),
                    () -> id + " has since " + account.since() + ", though its window allows " + wanted
                            + " and the holds on it are " + account.holds());
            trails(id, account);
        }
    }

    private static Frontier heldBack(Frontier wanted, Account account) {
        Frontier since = wanted;
        for (Hold hold : account.holds()) since = since.meet(Frontier.at(hold.time()));
        return since;
    }

    private void told(GlobalId id, Account account) {
        Entry entry = ledger.entry(id);
        if (entry == null) return;
        verdicts.check(
                Law.F2,
                account.since().equals(entry.since),
                () -> id + " has since " + account.since() + ", but who keeps it was told " + entry.since);
    }

    private void trails(GlobalId id, Account account) {
        Known found = known.get(id);
        Long window = account.windowMillis();
        // A window that was set since acts on the next report.
        if (found == null || window == null || !window.equals(found.windowMillis)) return;
        Frontier wanted = heldBack(trailing(window, account.known()), account);
        verdicts.check(
                Law.I6,
                account.since().isAtLeast(wanted),
                () -> id + " has since " + account.since() + ", not " + wanted + ", with known upper " + account.known()
                        + " and window " + window);
    }
}
