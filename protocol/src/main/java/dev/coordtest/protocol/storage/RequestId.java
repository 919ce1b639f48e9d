package dev.coordtest.protocol.storage;

/** Correlates an answer with its request. Never used again. */
public record RequestId(long value) implements Comparable<RequestId> {
    @Override
    public int compareTo(RequestId that) {
        return Long.compare(value, that.value);
    }

    @Override
    public String toString() {
        return "r" + value;
    }
}
