package dev.coordtest.repr;

import java.util.Locale;

/**
 * Names one thing for as long as the system exists: a table, source, view, index, sink or TAIL.
 * Never used again once dropped. Transient ids belong to the dataflow of a single read.
 *
 * <p>Ordered by kind, then number, so that iteration by id is the same everywhere.
 */
public record GlobalId(Kind kind, long value) implements Comparable<GlobalId> {
    /** Who made the thing: nobody may drop what the system made. */
    public enum Kind {
        SYSTEM,
        USER,
        TRANSIENT
    }

    public static GlobalId system(long value) {
        return new GlobalId(Kind.SYSTEM, value);
    }

    public static GlobalId user(long value) {
        return new GlobalId(Kind.USER, value);
    }

    public static GlobalId transientId(long value) {
        return new GlobalId(Kind.TRANSIENT, value);
    }

    public boolean isUser() {
        return kind == Kind.USER;
    }

    public boolean isTransient() {
        return kind == Kind.TRANSIENT;
    }

    @Override
    public int compareTo(GlobalId that) {
        int byKind = kind.compareTo(that.kind);
        return byKind != 0 ? byKind : Long.compare(value, that.value);
    }

    /** {@code u1}, {@code s7} or {@code t3}. */
    @Override
    public String toString() {
        return kind.name().substring(0, 1).toLowerCase(Locale.ROOT) + value;
    }
}
