package dev.coordtest.coordtest;

import dev.coordtest.coord.timestamp.Isolation;
import dev.coordtest.repr.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Asks a world for answers, as clients with connections of their own do. */
final class Clients {
    private final World world;
    private final Blocked blocked;
    private final Readers readers;
    private final List<TestSession> waiting = new ArrayList<>();
    private final List<TestSession> ending = new ArrayList<>();

    /** @param readers are told when clients ask, and when they have been answered */
    Clients(World world, Blocked blocked, Readers readers) {
        this.world = world;
        this.blocked = blocked;
        this.readers = readers;
    }

    TestSession open() {
        TestSession session = new TestSession();
        session.attach(world.open(session));
        return session;
    }

    void start(TestSession session, String text) {
        submit(session, text);
        world.settle();
        expire(session);
        noteAnswers();
    }

    /** As {@link #start}, and leaves it at that. */
    void submit(TestSession session, String text) {
        session.starts();
        readers.asks(session.session().id());
        waiting.add(session);
        world.submit(session.session(), text);
    }

    /** Tells {@link Readers} which clients have been answered by now; returns whether those who ask later are held to any of that. */
    boolean noteAnswers() {
        boolean holds = false;
        for (var i = waiting.iterator(); i.hasNext(); ) {
            TestSession session = i.next();
            if (session.isRunning()) continue;
            i.remove();
            if (session.isLost()) continue;
            holds |= readers.answered(session.session().id());
        }
        return holds;
    }

    /** Time limits inside statements end when nothing more can come. */
    void expire(TestSession session) {
        while (session.isRunning() && session.session().expireTimeouts()) world.settle();
    }

    /** Where time passes, a statement that waits for a time gets it, unless that time is out of reach. */
    void letTimePass(TestSession session) {
        boolean passes = switch (world.settings().timePasses()) {
            case ON -> true;
            case OFF -> false;
            case AUTO -> session.session().isolation() == Isolation.STRICT_SERIALIZABLE;
        };
        // While messages are held back, it is them that are waited for.
        if (!passes || world.isHolding()) return;
        for (long steps = 0; session.isRunning() && steps < world.settings().attempts(); steps++) {
            OptionalLong needed = blocked.neededTime(session.session());
            if (needed.isEmpty()
                    || isOutOfReach(needed.getAsLong(), world.settings().attempts() - steps)) return;
            world.advance(1);
            expire(session);
        }
    }

    /** Ends a session, committing what it left open. While messages of it are held back, it goes on until they have been delivered. */
    void end(TestSession session) {
        if (session.isLost()) return;
        session.session().commitOpen();
        world.settle();
        ending.add(session);
        hangUp();
    }

    /** Lets go of the sessions that are to end and that nothing is on its way from or to. */
    void hangUp() {
        if (ending.isEmpty()) return;
        ending.removeIf(session -> {
            if (session.isLost()) return true;
            if (!world.isQuiet(session.session())) return false;
            world.hangUp(session.session());
            return true;
        });
        world.settle();
    }

    /** Whether so many steps of the clock do not bring a time. */
    boolean isOutOfReach(long time, long steps) {
        return Times.lessEqual(Times.saturatingAdd(world.now(), steps), time);
    }
}
