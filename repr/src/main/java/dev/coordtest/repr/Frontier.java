package dev.coordtest.repr;

/**
 * A lower bound on the times still to come.
 *
 * <p>In general a frontier is an antichain of partially ordered times (Murray et al., "Naiad", SOSP
 * 2013). Our times are totally ordered, so an antichain holds at most one of them. We keep the
 * vocabulary of the general case and store the one time, and whether there is one: no time doubles
 * as "closed", so 2^64 − 1 can be read like any other.
 *
 * @param closed no time is still to come; {@code time} is then 0
 * @param time the earliest time that may still come
 */
public record Frontier(boolean closed, long time) implements Comparable<Frontier> {
    public static final Frontier MINIMUM = new Frontier(false, 0);
    /** No time is still to come: the collection is complete and will never change again. */
    public static final Frontier CLOSED = new Frontier(true, 0);

    public Frontier {
        if (closed && time != 0) throw new IllegalArgumentException("a closed frontier has no time, not " + time);
    }

    public static Frontier at(long time) {
        return time == 0 ? MINIMUM : new Frontier(false, time);
    }

    /** The frontier just after {@code time}: everything up to and including it is complete. */
    public static Frontier after(long time) {
        return time == Times.MAX ? CLOSED : new Frontier(false, time + 1);
    }

    /** Whether {@code t} may still come. A read at such a {@code t} must wait. */
    public boolean lessEqual(long t) {
        return !closed && Times.lessEqual(time, t);
    }

    /** Whether {@code t} is complete: nothing at it can come any more. */
    public boolean isPast(long t) {
        return !lessEqual(t);
    }

    /** The later bound: readable here only if readable in both. */
    public Frontier join(Frontier that) {
        return isAtLeast(that) ? this : that;
    }

    /** The earlier bound: complete here only if complete in both. */
    public Frontier meet(Frontier that) {
        return isAtLeast(that) ? that : this;
    }

    public boolean isAtLeast(Frontier that) {
        return compareTo(that) >= 0;
    }

    public boolean isBeyond(Frontier that) {
        return compareTo(that) > 0;
    }

    /** The order of progress: closed is after every time. */
    @Override
    public int compareTo(Frontier that) {
        if (closed || that.closed) return Boolean.compare(closed, that.closed);
        return Times.compare(time, that.time);
    }

    /** {@code {5}}, or {@code {}} when closed, as the literature writes antichains. */
    @Override
    public String toString() {
        return closed ? "{}" : "{" + Times.toString(time) + "}";
    }
}
