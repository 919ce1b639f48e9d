package dev.coordtest.coord.session;

/** Names one connection for ever. */
public record SessionId(long value) implements Comparable<SessionId> {
    @Override
    public int compareTo(SessionId that) {
        return Long.compare(value, that.value);
    }

    @Override
    public String toString() {
        return "c" + value;
    }
}
