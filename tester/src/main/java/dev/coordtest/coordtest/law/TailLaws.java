package dev.coordtest.coordtest.law;

import dev.coordtest.coord.Event;
import dev.coordtest.coord.session.SessionId;
import dev.coordtest.coord.session.ToCoordinator;
import dev.coordtest.coord.session.ToSession;
import dev.coordtest.coordtest.law.Observation.Effect;
import dev.coordtest.coordtest.law.Observation.SentToSession;
import dev.coordtest.coordtest.law.Observation.Step;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.Row;
import dev.coordtest.repr.Times;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a session is told of its TAILs: laws U3, U4, U5 and U9. */
final class TailLaws implements Watch {
    private final Verdicts verdicts;
    /** The TAILs that have started and not ended, by number. */
    private final SortedMap<Long, Running> running = new TreeMap<>();
    /** The greatest number that a TAIL has had. */
    private long latest;

    private record Running(SessionId session, Frontier progress) {}

    TailLaws(Verdicts verdicts) {
        this.verdicts = verdicts;
    }

    @Override
    public void before(Step step) {
        if (!(step.event() instanceof Event.FromSession(var message))) return;
        if (message instanceof ToCoordinator.StopTail stop) running.remove(stop.tail());
        if (message instanceof ToCoordinator.Close close) forget(close.session());
    }

    private void forget(SessionId session) {
        if (!running.isEmpty()) running.values().removeIf(tail -> tail.session.equals(session));
    }

    @Override
    public void effect(Step step, Effect effect) {
        if (!(effect instanceof SentToSession(var session, var message))) return;
        switch (message) {
            case ToSession.TailStarted(var tail, var asOf) -> {
                long before = latest;
                verdicts.check(
                        Law.U9, tail > before, () -> "TAIL " + tail + " of " + session + " starts after " + before);
                latest = tail;
                running.put(tail, new Running(session, Frontier.at(asOf)));
            }
            case ToSession.TailBatch(var tail, var updates, var upper) -> batch(session, tail, updates, upper);
            case ToSession.TailEnded(var tail, var error) -> ends(session, tail, running.remove(tail));
            case ToSession.TransactionEnded ignored -> forget(session);
            case ToSession.Done ignored -> {}
            case ToSession.Refused ignored -> {}
            case ToSession.Canceled ignored -> {}
            case ToSession.PlanAgain ignored -> {}
            case ToSession.FileDescribed ignored -> {}
        }
    }

    @Override
    public void rest() {
        running.forEach((tail, follows) -> verdicts.check(
                Law.U9,
                !follows.progress.closed(),
                () -> "TAIL " + tail + " of " + follows.session + " is complete, and has not ended"));
    }

    private void ends(SessionId session, long tail, @Nullable Running found) {
        verdicts.check(
                Law.U9,
                found != null && found.session.equals(session),
                () -> session + " is told of TAIL " + tail + ", and that is " + found);
    }

    private void batch(SessionId session, long tail, Batch updates, Frontier upper) {
        Running found = running.get(tail);
        ends(session, tail, found);
        if (found == null) return;
        Frontier from = found.progress;
        verdicts.check(
                Law.U3, upper.isBeyond(from), () -> "TAIL " + tail + " makes no progress: " + from + " to " + upper);
        verdicts.check(Law.U4, true, () -> "");
        verdicts.check(Law.U5, true, () -> "");
        TreeSet<Row> rows = new TreeSet<>();
        for (int i = 0; i < updates.size(); i++) {
            int at = i;
            long time = updates.time(i);
            verdicts.check(
                    Law.U3,
                    from.lessEqual(time) && upper.isPast(time),
                    () -> "TAIL " + tail + " tells of " + updates.row(at) + " at " + Times.toString(time) + " between "
                            + from + " and " + upper);
            boolean another = i > 0 && updates.time(i - 1) != time;
            verdicts.check(
                    Law.U5,
                    !another || Times.lessThan(updates.time(i - 1), time),
                    () -> "TAIL " + tail + " tells of " + Times.toString(time) + " after "
                            + Times.toString(updates.time(at - 1)));
            if (another) rows.clear();
            verdicts.check(
                    Law.U4,
                    updates.diff(i) != 0 && rows.add(updates.row(i)),
                    () -> "TAIL " + tail + " tells of " + updates.row(at) + " at " + Times.toString(time)
                            + " twice, or of nothing: " + updates);
        }
        running.put(tail, new Running(session, upper));
    }
}
