package dev.coordtest.coordtest;

import dev.coordtest.coord.Event;
import dev.coordtest.coord.session.SessionId;
import dev.coordtest.coord.session.ToCoordinator;
import dev.coordtest.coordtest.law.Observation;
import dev.coordtest.protocol.FrontierReport;
import dev.coordtest.protocol.compute.ComputeCommand;
import dev.coordtest.protocol.compute.ComputeResponse;
import dev.coordtest.protocol.storage.StorageCommand;
import dev.coordtest.protocol.storage.StorageResponse;
import dev.coordtest.repr.GlobalId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What the parts of a world have told each other and nobody has taken. Messages between two parts stay in order, but peeks and their answers, of which each is a matter of its own, are
 * a queue each: any of those that come first may be taken first.
 *
 * <p>A queue has a name: {@code c1} and {@code coord→c1} are of the first session, {@code report u2} of the reports of a collection.
 */
final class Queues {
    static final String COORDINATOR = "coord";
    static final String STORAGE_SAYS = "storage→coord";
    static final String COMPUTE_SAYS = "compute→coord";
    static final String TO_STORAGE = "coord→storage";
    static final String TO_COMPUTE = "coord→compute";
    static final String REPORT = "report ";
    private static final String TO_SESSION = "coord→";
    private static final String CANCEL = "cancel ";

    private final Deque<Event> toCoordinator = new ArrayDeque<>();
    private final SortedMap<SessionId, Deque<Event>> cancels = new TreeMap<>();
    private final Deque<StorageResponse> fromStorage = new ArrayDeque<>();
    private final Deque<ComputeResponse> fromCompute = new ArrayDeque<>();
    private final SortedMap<SessionId, Deque<Observation.SentToSession>> toSessions = new TreeMap<>();
    private final SortedMap<SessionId, Deque<ToCoordinator>> fromSessions = new TreeMap<>();
    private final Deque<StorageCommand> toStorage = new ArrayDeque<>();
    private final Deque<ComputeCommand> toCompute = new ArrayDeque<>();
    private final Consumer<String> sent;
    private List<Object> withheld = new ArrayList<>();
    /** How many reports of each collection are withheld. */
    private final SortedMap<GlobalId, Integer> reporting = new TreeMap<>();

    /** @param sent is told the queue of every message that is sent */
    Queues(Consumer<String> sent) {
        this.sent = sent;
    }

    /** Takes the messages that are delivered. */
    interface Receiver {
        void coordinator(Event event);

        void storage(StorageCommand command);

        void compute(ComputeCommand command);

        void session(SessionId id, Observation.SentToSession message);
    }

    // ---- sending

    void open(SessionId id) {
        fromSessions.put(id, new ArrayDeque<>());
        toSessions.put(id, new ArrayDeque<>());
    }

    void close(SessionId id) {
        fromSessions.remove(id);
        toSessions.remove(id);
    }

    /** The system stops: nobody will take what is on its way. */
    void clear() {
        toCoordinator.clear();
        cancels.clear();
        fromStorage.clear();
        fromCompute.clear();
        toSessions.clear();
        fromSessions.clear();
        toStorage.clear();
        toCompute.clear();
        takeWithheld();
    }

    void add(Event event) {
        toCoordinator.add(event);
        sent.accept(COORDINATOR);
    }

    void addCancel(SessionId id, Event event) {
        cancels.computeIfAbsent(id, ignored -> new ArrayDeque<>()).add(event);
        sent.accept(CANCEL + id);
    }

    void addFrom(SessionId id, ToCoordinator message) {
        Deque<ToCoordinator> queue = fromSessions.get(id);
        if (queue == null) throw new IllegalStateException(id + " is not open");
        queue.add(message);
        sent.accept(id.toString());
    }

    /** For a session that has hung up the message is lost. */
    void addTo(SessionId id, Observation.SentToSession message) {
        Deque<Observation.SentToSession> queue = toSessions.get(id);
        if (queue == null) return;
        queue.add(message);
        sent.accept(TO_SESSION + id);
    }

    void add(StorageCommand command) {
        toStorage.add(command);
        sent.accept(TO_STORAGE);
    }

    void add(ComputeCommand command) {
        toCompute.add(command);
        sent.accept(name(command));
    }

    void add(StorageResponse response) {
        fromStorage.add(response);
        sent.accept(STORAGE_SAYS);
    }

    void add(ComputeResponse response) {
        fromCompute.add(response);
        sent.accept(name(response));
    }

    private static String name(ComputeCommand command) {
        return command instanceof ComputeCommand.Peek peek ? TO_COMPUTE + " " + peek.id() : TO_COMPUTE;
    }

    private static String name(ComputeResponse response) {
        return response instanceof ComputeResponse.PeekDone(var id, var result)
                ? COMPUTE_SAYS + " " + id
                : COMPUTE_SAYS;
    }

    // ---- delivering

    /** Adds the queues that can be delivered from, reports aside, those nearest to an answer first. */
    void addReady(List<String> ready) {
        if (!toCoordinator.isEmpty()) ready.add(COORDINATOR);
        for (var queue : cancels.entrySet()) if (!queue.getValue().isEmpty()) ready.add(CANCEL + queue.getKey());
        if (!fromStorage.isEmpty()) ready.add(STORAGE_SAYS);
        boolean first = true;
        for (ComputeResponse response : fromCompute) {
            boolean isPeek = response instanceof ComputeResponse.PeekDone;
            if (isPeek || first) ready.add(name(response));
            if (!isPeek) break;
            first = false;
        }
        for (var queue : toSessions.entrySet()) if (!queue.getValue().isEmpty()) ready.add(TO_SESSION + queue.getKey());
        for (var queue : fromSessions.entrySet())
            if (!queue.getValue().isEmpty()) ready.add(queue.getKey().toString());
        if (!toStorage.isEmpty()) ready.add(TO_STORAGE);
        first = true;
        for (ComputeCommand command : toCompute) {
            boolean isPeek = command instanceof ComputeCommand.Peek;
            if (isPeek || first) ready.add(name(command));
            if (!isPeek) break;
            first = false;
        }
    }

    /** Delivers the oldest message of a queue that is ready. */
    void deliver(String queue, Receiver to) {
        switch (queue) {
            case COORDINATOR -> to.coordinator(toCoordinator.removeFirst());
            case STORAGE_SAYS -> to.coordinator(new Event.FromStorage(fromStorage.removeFirst()));
            case COMPUTE_SAYS -> to.coordinator(new Event.FromCompute(fromCompute.removeFirst()));
            case TO_STORAGE -> to.storage(toStorage.removeFirst());
            case TO_COMPUTE -> to.compute(toCompute.removeFirst());
            default -> {
                if (queue.startsWith(COMPUTE_SAYS)) {
                    ComputeResponse response = first(fromCompute, queue);
                    to.coordinator(new Event.FromCompute(response));
                } else if (queue.startsWith(TO_COMPUTE)) {
                    to.compute(firstCommand(queue));
                } else {
                    deliverOfSession(queue, to);
                }
            }
        }
    }

    private static ComputeResponse first(Deque<ComputeResponse> responses, String queue) {
        for (var i = responses.iterator(); i.hasNext(); ) {
            ComputeResponse response = i.next();
            if (!name(response).equals(queue)) continue;
            i.remove();
            return response;
        }
        throw new IllegalStateException("nothing in " + queue);
    }

    private ComputeCommand firstCommand(String queue) {
        for (var i = toCompute.iterator(); i.hasNext(); ) {
            ComputeCommand command = i.next();
            if (!name(command).equals(queue)) continue;
            i.remove();
            return command;
        }
        throw new IllegalStateException("nothing in " + queue);
    }

    private void deliverOfSession(String queue, Receiver to) {
        for (var entry : fromSessions.entrySet()) {
            if (!entry.getKey().toString().equals(queue)) continue;
            to.coordinator(new Event.FromSession(entry.getValue().removeFirst()));
            return;
        }
        for (var entry : toSessions.entrySet()) {
            if (!queue.equals(TO_SESSION + entry.getKey())) continue;
            to.session(entry.getKey(), entry.getValue().removeFirst());
            return;
        }
        for (var entry : cancels.entrySet()) {
            if (!queue.equals(CANCEL + entry.getKey())) continue;
            to.coordinator(entry.getValue().removeFirst());
            return;
        }
        throw new IllegalStateException("no queue " + queue);
    }

    /** Whether nothing is on its way from or to a session. */
    boolean isQuiet(SessionId id) {
        Deque<ToCoordinator> from = fromSessions.get(id);
        Deque<Observation.SentToSession> to = toSessions.get(id);
        return (from == null || from.isEmpty()) && (to == null || to.isEmpty());
    }

    // ---- reports, which wait until somebody lets them through

    void withhold(Object report) {
        withheld.add(report);
        for (FrontierReport upper : uppers(report)) {
            count(upper.id(), 1);
            sent.accept(REPORT + upper.id());
        }
    }

    private void count(GlobalId id, int more) {
        reporting.merge(id, more, (a, b) -> a + b == 0 ? null : Integer.valueOf(a + b));
    }

    /** What is withheld, to be handed over or {@link #putBack}. */
    List<Object> takeWithheld() {
        List<Object> taken = withheld;
        withheld = new ArrayList<>();
        reporting.clear();
        return taken;
    }

    /** Ahead of what has been withheld since it was taken. */
    void putBack(List<Object> reports) {
        withheld.addAll(0, reports);
        for (Object report : reports) for (FrontierReport upper : uppers(report)) count(upper.id(), 1);
    }

    /** The collections that have withheld reports, by id. */
    Set<GlobalId> reporting() {
        return Collections.unmodifiableSet(reporting.keySet());
    }

    /** Takes the oldest withheld report of a collection that has one. */
    Event takeReport(GlobalId id) {
        for (int i = 0; i < withheld.size(); i++) {
            Object report = withheld.get(i);
            List<FrontierReport> taken = new ArrayList<>();
            List<FrontierReport> rest = new ArrayList<>();
            for (FrontierReport upper : uppers(report)) (upper.id().equals(id) ? taken : rest).add(upper);
            if (taken.isEmpty()) continue;
            count(id, -taken.size());
            boolean ofCompute = report instanceof ComputeResponse;
            if (rest.isEmpty()) withheld.remove(i);
            else withheld.set(i, ofCompute ? new ComputeResponse.Frontiers(rest) : new StorageResponse.Frontiers(rest));
            return ofCompute
                    ? new Event.FromCompute(new ComputeResponse.Frontiers(taken))
                    : new Event.FromStorage(new StorageResponse.Frontiers(taken));
        }
        throw new IllegalStateException("no report of " + id);
    }

    private static List<FrontierReport> uppers(Object report) {
        return switch (report) {
            case ComputeResponse.Frontiers(var uppers) -> uppers;
            case StorageResponse.Frontiers(var uppers) -> uppers;
            default -> List.of();
        };
    }

    /** The session that a queue named {@code coord→c1} leads to. */
    static SessionId session(String queue) {
        return number(queue.substring(TO_SESSION.length()));
    }

    /** The session whose answers a queue holds, if it is one of that kind. */
    static Optional<SessionId> answered(String queue) {
        return queue.startsWith(TO_SESSION + "c") ? Optional.of(session(queue)) : Optional.empty();
    }

    /** The session whose cancel requests a queue holds, if it is one of that kind. */
    static Optional<SessionId> cancelled(String queue) {
        return queue.startsWith(CANCEL) ? Optional.of(number(queue.substring(CANCEL.length()))) : Optional.empty();
    }

    /** The session whose requests a queue named {@code c1} holds. */
    static SessionId asking(String queue) {
        return number(queue);
    }

    private static SessionId number(String session) {
        return new SessionId(Long.parseLong(session.substring(1)));
    }
}
