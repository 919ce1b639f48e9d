package dev.coordtest.protocol.compute;

/** Names one peek for ever: never used again, whoever asked for it. */
public record PeekId(long value) implements Comparable<PeekId> {
    @Override
    public int compareTo(PeekId that) {
        return Long.compare(value, that.value);
    }

    @Override
    public String toString() {
        return "p" + value;
    }
}
