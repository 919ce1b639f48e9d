package dev.coordtest.coord.timestamp;

import dev.coordtest.repr.Times;

/**
 * The time of tables, and of strictly serializable reads.
 *
 * <p>Reads see all earlier writes. A write after a read gets a strictly later time, and no write gets a time that has been closed. After any
 * operation that looked at the time, the tables are closed at least one past it, so that a table can be read at the time of the
 * last operation although the clock stands still. Times never go back, even if the clock does.
 */
public final class Oracle {
    private long lowerBound = 1;
    private long closedUpTo = 1;
    private boolean mustClose = true;
    /** Whether tables may not have been closed as far as was last said. */
    private boolean repeats;

    /** As it may have been when the system stopped: everything up to {@code reached} was read, and tables were closed up to {@code closed}, or were to be. */
    public void restore(long reached, long closed) {
        lowerBound = reached;
        closedUpTo = closed;
        mustClose = true;
        repeats = true;
    }

    /** No time that was given to read or to write at is later. */
    public long reached() {
        return lowerBound;
    }

    /** A time to read at: at or after every completed write. */
    public long read(long now) {
        lowerBound = current(now);
        return lowerBound;
    }

    /** The time that {@link #read} would give, without taking it. */
    public long peekRead(long now) {
        return Times.max(now, lowerBound);
    }

    /** A time to write at: not before anything closed, and so after every read of an earlier event, which was closed with it. */
    public long write(long now) {
        lowerBound = Times.max(current(now), closedUpTo);
        return lowerBound;
    }

    /** Something has been read at {@code time}: no strictly serializable read may be older from now on. */
    public void observe(long time) {
        lowerBound = Times.max(lowerBound, time);
        mustClose = true;
    }

    /** The clock has moved; tables will be closed up to it. */
    public void tick() {
        mustClose = true;
    }

    /** Whether the tables have to be closed further, which is asked once after each event. Then {@link #closedUpTo} says how far. */
    public boolean closes(long now) {
        if (!mustClose) return false;
        mustClose = false;
        long next = Times.max(now, Times.saturatingAdd(lowerBound, 1));
        boolean repeat = repeats;
        repeats = false;
        if (Times.lessEqual(next, closedUpTo)) return repeat;
        closedUpTo = next;
        return true;
    }

    public long closedUpTo() {
        return closedUpTo;
    }

    private long current(long now) {
        mustClose = true;
        return Times.max(now, lowerBound);
    }
}
