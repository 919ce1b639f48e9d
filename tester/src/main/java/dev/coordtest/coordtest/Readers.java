package dev.coordtest.coordtest;

import dev.coordtest.coord.session.SessionId;
import dev.coordtest.coord.timestamp.Choice;
import dev.coordtest.coord.timestamp.Choice.Reason;
import dev.coordtest.coord.timestamp.Isolation;
import dev.coordtest.repr.Times;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Holds the times of reads against the order in which clients saw them: whoever asks after an answer has come is not shown less. What a client calls and what it is told is
 * real time; what happens in between is not. One running maximum and one number per statement, so each read costs the same (the placement rule of
 * strict serializability, for reads).
 */
final class Readers {
    private final Verdict verdict;
    private final boolean monotone;
    /** The latest time of an answered read: of strict ones, and of all. */
    private long strict;

    private long any;
    /** The latest time of a write that a strict session was told of. */
    private long written;

    private final SortedSet<SessionId> strictSessions = new TreeSet<>();
    private final SortedMap<SessionId, Long> wrote = new TreeMap<>();
    private final SortedMap<SessionId, Asked> asked = new TreeMap<>();
    private final SortedMap<SessionId, Choice> chosen = new TreeMap<>();

    /** What had been answered when a session asked. */
    private record Asked(long strict, long any, long written) {}

    /** @param monotone whether readers of every isolation level must never go back */
    Readers(Verdict verdict, boolean monotone) {
        this.verdict = verdict;
        this.monotone = monotone;
    }

    /** For a run that is not held to anything. */
    static Readers indifferent() {
        return new Readers(new Verdict(), false);
    }

    void asks(SessionId session) {
        asked.put(session, new Asked(strict, any, written));
    }

    /** The session asks for something at this isolation level. */
    void isAt(SessionId session, Isolation isolation) {
        if (isolation == Isolation.STRICT_SERIALIZABLE) strictSessions.add(session);
        else strictSessions.remove(session);
    }

    /** What the session has committed was written at {@code time}. */
    void wrote(SessionId session, long time) {
        Asked before = asked.get(session);
        if (before == null || !strictSessions.contains(session)) return;
        wrote.put(session, time);
        verdict.check(
                Promise.SS1,
                Times.lessThan(before.strict, time) && Times.lessThan(before.written, time),
                () -> session + " writes at " + Times.toString(time) + ", and a read at "
                        + Times.toString(before.strict) + " and a write at " + Times.toString(before.written)
                        + " had been answered when it asked");
    }

    /** AS OF and reads without inputs are outside of every order. */
    void chose(SessionId session, Choice choice) {
        if (choice.reason() == Reason.AS_OF || choice.inputs().isEmpty()) return;
        chosen.put(session, choice);
        Asked before = asked.get(session);
        if (before == null) return;
        if (choice.isolation() == Isolation.STRICT_SERIALIZABLE) {
            verdict.check(
                    Promise.SS1,
                    Times.lessEqual(before.strict, choice.time()),
                    () -> facts(session, choice, before.strict));
            verdict.check(
                    Promise.SS1,
                    Times.lessEqual(before.written, choice.time()),
                    () -> session + " reads at " + Times.toString(choice.time()) + " (" + choice.reason()
                            + "), and a write at " + Times.toString(before.written)
                            + " had been answered when it asked");
        }
        if (monotone) {
            verdict.check(
                    Promise.MR, Times.lessEqual(before.any, choice.time()), () -> facts(session, choice, before.any));
        }
    }

    private static String facts(SessionId session, Choice choice, long before) {
        return session + " reads at " + Times.toString(choice.time()) + " (" + choice.reason() + "), and a read at "
                + Times.toString(before) + " had been answered when it asked";
    }

    /** The client of the session has been told everything that it asked. Returns whether anybody who asks from now on is held to that. */
    boolean answered(SessionId session) {
        Long time = wrote.remove(session);
        if (time != null) written = Times.max(written, time);
        Choice choice = chosen.remove(session);
        if (choice == null) return time != null;
        boolean isStrict = choice.isolation() == Isolation.STRICT_SERIALIZABLE;
        any = Times.max(any, choice.time());
        if (isStrict) strict = Times.max(strict, choice.time());
        return isStrict || monotone || time != null;
    }
}
