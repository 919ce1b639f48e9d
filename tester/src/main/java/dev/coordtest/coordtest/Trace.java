package dev.coordtest.coordtest;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run has come to, up to the order of deliveries that do not see each other (a Mazurkiewicz trace), as a number. Two prefixes of runs of one file that have the same number
 * lead to the same state, so that only one of them has to be followed: happens-before caching (Musuvathi and Qadeer, 2007).
 *
 * <p>Each delivery is an event that touches a few places. Its number is made of what it is, of the event that sent what is delivered, and of the events that
 * touched the same places last. Places: the coordinator; of each collection its known upper, which reports write and every other step of the coordinator reads; the catalog, which sessions plan on; each session; storage
 * with the collections and files; compute; the client with the clock.
 */
final class Trace {
    static final String COORDINATOR = "coordinator";
    static final String STORAGE = "storage";
    static final String COMPUTE = "compute";
    /** All places but sessions and client: where everything is at rest, that is all there are. */
    static final List<String> EVERYWHERE = List.of(COORDINATOR, STORAGE, COMPUTE);

    private static final String CATALOG = "catalog";
    private static final String CLIENT = "client";

    /** The last event at each place. */
    private final SortedMap<String, Long> last = new TreeMap<>();
    /** Reports since the last step of the coordinator that was none, by collection. */
    private final SortedMap<String, Long> reports = new TreeMap<>();
    /** Of each queue the events that sent what is in it. */
    private final SortedMap<String, Deque<Long>> senders = new TreeMap<>();

    private SortedMap<String, Integer> lengths = new TreeMap<>();

    /** Starts where queues have these lengths. */
    void begin(SortedMap<String, Integer> queues) {
        lengths = queues;
        queues.forEach((queue, length) -> {
            for (int i = 0; i < length; i++) senders(queue).add(0L);
        });
    }

    /**
     * An event has happened.
     *
     * @param taken the queue that was delivered from, or the client's step
     * @param places what a step of the client has touched besides the client
     * @param catalogChanged whether the catalog is another than before
     * @param now the clock after it
     * @param queues how long the queues are after it
     */
    void event(
            Kind kind,
            String taken,
            List<String> places,
            boolean catalogChanged,
            long now,
            SortedMap<String, Integer> queues) {
        Deque<Long> from = senders.get(taken);
        long sender = from == null || from.isEmpty() ? 0 : from.removeFirst();
        boolean sends = sendsMore(taken, queues);
        long event = mix(mix(taken.hashCode(), sender), now);
        switch (kind) {
            case REPORT -> {
                if (sends) event = coordinator(event);
                else {
                    event = mix(mix(event, at(COORDINATOR)), reports.getOrDefault(taken, 0L));
                    reports.put(taken, event);
                }
            }
            case COORDINATOR -> event = coordinator(event);
            case STORAGE -> event = touch(event, STORAGE);
            case COMPUTE -> event = touch(touch(event, COMPUTE), STORAGE);
            // A session plans on the catalog when it is told that it changed.
            case SESSION -> event = touch(mix(event, at(CATALOG)), taken.substring(taken.indexOf('c', 1)));
            case CLIENT -> {
                event = touch(mix(event, at(CATALOG)), CLIENT);
                for (String place : places)
                    event = place.equals(COORDINATOR) ? coordinator(event) : touch(event, place);
            }
        }
        if (catalogChanged) last.put(CATALOG, event);
        note(event, queues);
    }

    /** What an event is a delivery of. */
    enum Kind {
        REPORT,
        COORDINATOR,
        STORAGE,
        COMPUTE,
        SESSION,
        CLIENT
    }

    private long coordinator(long event) {
        long all = mix(event, at(COORDINATOR));
        for (var report : reports.entrySet()) all = mix(all, report.getValue());
        reports.clear();
        last.put(COORDINATOR, all);
        return all;
    }

    private long touch(long event, String place) {
        long touched = mix(event, at(place));
        last.put(place, touched);
        return touched;
    }

    private long at(String place) {
        return last.getOrDefault(place, 0L);
    }

    private boolean sendsMore(String taken, SortedMap<String, Integer> queues) {
        for (var queue : queues.entrySet()) {
            int before =
                    lengths.getOrDefault(queue.getKey(), 0) - (queue.getKey().equals(taken) ? 1 : 0);
            if (queue.getValue() > Math.max(before, 0)) return true;
        }
        return false;
    }

    private void note(long event, SortedMap<String, Integer> queues) {
        queues.forEach((queue, length) -> {
            Deque<Long> sent = senders(queue);
            while (sent.size() < length) sent.addLast(event);
            while (sent.size() > length) sent.removeFirst();
        });
        senders.keySet().removeIf(queue -> !queues.containsKey(queue));
        lengths = queues;
    }

    private Deque<Long> senders(String queue) {
        return senders.computeIfAbsent(queue, ignored -> new ArrayDeque<>());
    }

    /** The number of the state. */
    long number() {
        long number = 17;
        for (var place : last.entrySet())
            number = mix(mix(number, place.getKey().hashCode()), place.getValue());
        for (var report : reports.entrySet())
            number = mix(mix(number, report.getKey().hashCode()), report.getValue());
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
