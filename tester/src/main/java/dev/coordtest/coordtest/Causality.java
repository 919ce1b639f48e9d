package dev.coordtest.coordtest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What happened before what in a run: a delivery is after the one before it of the same queue, after the one that sent its message, after the one that made it possible, and
 * after those whose footprints conflict with its own. Orders that agree on this are equal but for names; they come to the same states (Mazurkiewicz traces).
 */
final class Causality {
    private final List<String> queues = new ArrayList<>();
    private final List<Footprint> footprints = new ArrayList<>();
    /** Of each event all that were before it. */
    private final List<BitSet> pasts = new ArrayList<>();

    private final List<Long> numbers = new ArrayList<>();
    private final Map<String, Integer> lastOfQueue = new HashMap<>();
    private final Map<String, Deque<Integer>> senders = new HashMap<>();
    private final Map<String, Integer> enablers = new HashMap<>();
    private final Map<Long, Accesses> places = new HashMap<>();
    private long number = 17;

    /** Who touched a place since it was last written, and who wrote it. */
    private static final class Accesses {
        int write = -1;
        final List<Integer> reads = new ArrayList<>();
        final List<Integer> adds = new ArrayList<>();
    }

    /** Who sends to which queue, while an event happens. */
    private final List<String> sent = new ArrayList<>();

    void sends(String queue) {
        sent.add(queue);
    }

    /** What has been sent up to now was there from the start. */
    void begin() {
        for (String queue : sent) senders(queue).add(-1);
        sent.clear();
    }

    /**
     * The next event: a delivery from {@code queue} that touched {@code footprint}; what it sent has been told before. {@code afterAll} if it was only possible because nothing else was.
     * {@code stops} if
     * what was on its way will never arrive. Returns the earlier events that it races with: nothing but the choice decided which came first.
     */
    BitSet event(String queue, Footprint footprint, boolean afterAll, boolean stops) {
        int event = queues.size();
        BitSet before = new BitSet(event);
        // What came first by necessity.
        Integer previous = lastOfQueue.put(queue, event);
        if (previous != null) before.set(previous);
        Deque<Integer> from = senders.get(queue);
        if (from != null && !from.isEmpty()) {
            int sender = from.removeFirst();
            if (sender >= 0) before.set(sender);
        }
        BitSet conflicting = new BitSet(event);
        conflicting(event, footprint, conflicting, before);
        long hash = sumOf(before) + sumOf(conflicting);
        Integer enabler = enablers.get(queue);
        if (enabler != null) before.set(enabler);
        if (afterAll) {
            for (int i = 0; i < event; i++) if (!queues.get(i).startsWith(Queues.REPORT)) before.set(i);
        }
        BitSet past = new BitSet(event);
        for (int i = before.nextSetBit(0); i >= 0; i = before.nextSetBit(i + 1)) reach(i, past);
        // What came first by choice.
        BitSet races = new BitSet(event);
        for (int i = conflicting.length(); (i = conflicting.previousSetBit(i - 1)) >= 0; ) {
            if (past.get(i)) continue;
            races.set(i);
            reach(i, past);
        }
        queues.add(queue);
        footprints.add(footprint);
        pasts.add(past);
        long own = mix(mix(queue.hashCode(), hash), previous == null ? 0 : numbers.get(previous));
        numbers.add(own);
        number += mix(own, 1);
        if (stops) senders.clear();
        for (String to : sent) senders(to).add(event);
        sent.clear();
        return races;
    }

    /** A queue has become ready by the latest event. */
    void enabled(String queue) {
        if (!queues.isEmpty()) enablers.put(queue, queues.size() - 1);
    }

    private void reach(int event, BitSet past) {
        past.set(event);
        past.or(pasts.get(event));
    }

    private long sumOf(BitSet events) {
        long sum = 0;
        for (int i = events.nextSetBit(0); i >= 0; i = events.nextSetBit(i + 1)) sum += mix(numbers.get(i), 7);
        return sum;
    }

    private void conflicting(int event, Footprint footprint, BitSet conflicting, BitSet necessary) {
        for (int i = 0; i < footprint.size(); i++) {
            Accesses accesses = places.computeIfAbsent(footprint.place(i), ignored -> new Accesses());
            Footprint.Mode mode = footprint.mode(i);
            BitSet to = mode == Footprint.Mode.AFTER ? necessary : conflicting;
            if (accesses.write >= 0) to.set(accesses.write);
            if (mode != Footprint.Mode.READ) accesses.reads.forEach(to::set);
            if (mode != Footprint.Mode.ADD) accesses.adds.forEach(to::set);
            switch (mode) {
                case READ -> accesses.reads.add(event);
                case ADD -> accesses.adds.add(event);
                case WRITE, AFTER -> {
                    accesses.write = event;
                    accesses.reads.clear();
                    accesses.adds.clear();
                }
            }
        }
    }

    private Deque<Integer> senders(String queue) {
        return senders.computeIfAbsent(queue, ignored -> new ArrayDeque<>());
    }

    int size() {
        return queues.size();
    }

    String queue(int event) {
        return queues.get(event);
    }

    Footprint footprint(int event) {
        return footprints.get(event);
    }

    /** Whether {@code event} was before {@code later} in every order that is equal to this one. */
    boolean isBefore(int event, int later) {
        return pasts.get(later).get(event);
    }

    /** Tells what this run has come to: equal orders have equal numbers. */
    long number() {
        return number;
    }

    /** The finalizer of MurmurHash3 over both. */
    private static long mix(long a, long b) {
        long z = a * 0x9E3779B97F4A7C15L + b;
        z = (z ^ z >>> 33) * 0xFF51AFD7ED558CCDL;
        z = (z ^ z >>> 33) * 0xC4CEB9FE1A85EC53L;
        return z ^ z >>> 33;
    }
}
