package dev.coordtest.coordtest;

import dev.coordtest.coord.session.SessionId;
import dev.coordtest.protocol.compute.PeekId;
import dev.coordtest.repr.GlobalId;
import java.util.Arrays;

/**
 * What a delivery has looked at and changed, as places. Two deliveries whose footprints do not {@link #conflicts conflict} come to the same in either order.
 */
final class Footprint {
    /** All that the coordinator holds. Steps that are known to touch little only look at it, and name what they touch. */
    static final long COORDINATOR = 1;
    /** What sessions plan on. */
    static final long CATALOG = 2;

    static final long CLOCK = 3;
    /** Storage with the files and the collections. */
    static final long STORAGE = 4;
    /** The dataflows. Peeks only look at them. */
    static final long COMPUTE = 5;
    /** The order of commands to compute, peeks among each other aside. */
    static final long COMMANDS = 6;
    /** What has been answered when something is asked: strict reads are held to it. */
    static final long ANSWERED = 7;

    /** Whether the system runs: whatever happens looks at it, and a crash changes it. */
    static final long SYSTEM = 8;

    private static final long SESSIONS = 1L << 56;
    private static final long PEEKS = 2L << 56;
    private static final long KNOWN = 3L << 56;

    /** How a place is touched. */
    enum Mode {
        READ,
        /** In a way that commutes with itself: counting up, adding to a set. */
        ADD,
        WRITE,
        /** As writing, where whoever touched it before was waited for: the two could not have come the other way round. */
        AFTER
    }

    private long[] places = new long[8];
    private Mode[] modes = new Mode[8];
    private int size;

    static long session(SessionId id) {
        return SESSIONS | id.value();
    }

    static long peek(PeekId id) {
        return PEEKS | id.value();
    }

    /** The upper of a collection as far as it is known. */
    static long known(GlobalId id) {
        return KNOWN | (id.hashCode() & 0xFFFF_FFFFL);
    }

    /** Everything but sessions and peeks. */
    static Footprint everything() {
        Footprint all = new Footprint();
        for (long place : new long[] {COORDINATOR, CATALOG, CLOCK, STORAGE, COMPUTE, COMMANDS}) all.write(place);
        return all;
    }

    Footprint read(long place) {
        return touch(place, Mode.READ);
    }

    Footprint add(long place) {
        return touch(place, Mode.ADD);
    }

    Footprint write(long place) {
        return touch(place, Mode.WRITE);
    }

    Footprint after(long place) {
        return touch(place, Mode.AFTER);
    }

    /** Touching a place in two ways is writing it. */
    private Footprint touch(long place, Mode mode) {
        for (int i = 0; i < size; i++) {
            if (places[i] != place) continue;
            if (modes[i] != mode) modes[i] = Mode.WRITE;
            return this;
        }
        if (size == places.length) {
            places = Arrays.copyOf(places, 2 * size);
            modes = Arrays.copyOf(modes, 2 * size);
        }
        places[size] = place;
        modes[size++] = mode;
        return this;
    }

    int size() {
        return size;
    }

    long place(int i) {
        return places[i];
    }

    Mode mode(int i) {
        return modes[i];
    }

    boolean conflicts(Footprint that) {
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < that.size; j++) {
                if (places[i] == that.places[j] && conflict(modes[i], that.modes[j])) return true;
            }
        }
        return false;
    }

    /** Whether it matters which of two comes first. */
    static boolean conflict(Mode one, Mode other) {
        return one != other || one == Mode.WRITE || one == Mode.AFTER;
    }
}
