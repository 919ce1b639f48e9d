package dev.coordtest.coordtest;

import dev.coordtest.compute.Compute;
import dev.coordtest.coord.Coordinator;
import dev.coordtest.coord.Event;
import dev.coordtest.coord.Leftovers;
import dev.coordtest.coord.Outbox;
import dev.coordtest.coord.Settings;
import dev.coordtest.coord.catalog.Catalog;
import dev.coordtest.coord.session.Session;
import dev.coordtest.coord.session.SessionId;
import dev.coordtest.coord.session.SessionOutput;
import dev.coordtest.coord.session.StatementResult;
import dev.coordtest.coord.session.ToCoordinator;
import dev.coordtest.coord.session.ToSession;
import dev.coordtest.coord.timestamp.Choice;
import dev.coordtest.coord.timestamp.ReadHolds;
import dev.coordtest.coordtest.law.Laws;
import dev.coordtest.coordtest.law.Observation;
import dev.coordtest.coordtest.law.Sight;
import dev.coordtest.protocol.FrontierReport;
import dev.coordtest.protocol.collection.Collections;
import dev.coordtest.protocol.compute.ComputeCommand;
import dev.coordtest.protocol.compute.ComputeResponse;
import dev.coordtest.protocol.storage.StorageCommand;
import dev.coordtest.protocol.storage.StorageResponse;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.Times;
import dev.coordtest.storage.Files;
import dev.coordtest.storage.Storage;
import dev.coordtest.storage.collection.MemoryCollections;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One coordinator, storage, compute engine and clock, on one thread.
 *
 * <p>What they tell each other waits in queues. A delivery hands the oldest message of one queue to its receiver, or lets storage or compute do one unit of
 * their own work; {@link #settle} delivers until nothing is left but reports, which wait until a directive {@link #deliverReports delivers} them. So the
 * order of everything is decided here, and nothing ever waits for real time.
 */
public final class World {
    private static final long DELIVERIES_MAX = 10_000_000;
    private static final String TO_SESSION = "coord→";
    /** What the queue of a collection's withheld reports is called, before its id. */
    static final String REPORT = "report ";

    private final Coordinator coordinator = new Coordinator(Settings.TEST);
    private final Storage storage;
    private final Compute compute;
    private final WorldSettings settings;
    private final Choices choices;
    private final Journal journal = new Journal();
    private final Laws laws;
    private final Consumer<Observation> onlooker;
    /** What the coordinator has done in the step that runs. */
    private final List<Observation.Effect> effects = new ArrayList<>();

    private final Deque<Event> toCoordinator = new ArrayDeque<>();
    private final Deque<StorageResponse> fromStorage = new ArrayDeque<>();
    private final Deque<ComputeResponse> fromCompute = new ArrayDeque<>();
    private final SortedMap<SessionId, Deque<Observation.SentToSession>> toSessions = new TreeMap<>();
    private final SortedMap<SessionId, Deque<ToCoordinator>> fromSessions = new TreeMap<>();
    private final Deque<StorageCommand> toStorage = new ArrayDeque<>();
    private final Deque<ComputeCommand> toCompute = new ArrayDeque<>();
    private final SortedMap<SessionId, Session> sessions = new TreeMap<>();
    /** Sessions that have a text which is not answered whole. */
    private final SortedSet<SessionId> running = new TreeSet<>();
    /** The time last chosen for each session. */
    private final SortedMap<SessionId, Choice> chosen = new TreeMap<>();

    private @Nullable Essence essence;
    private List<Object> withheld = new ArrayList<>();
    private boolean storageIdle;
    private boolean computeIdle;
    private long nextSession = 1;
    private long now;

    World(WorldSettings settings, Files files, Choices choices) {
        this(settings, files, choices, new MemoryCollections(), seen -> {});
    }

    /** A world over these collections, with somebody who is told what laws are told, after them. */
    World(
            WorldSettings settings,
            Files files,
            Choices choices,
            Collections collections,
            Consumer<Observation> onlooker) {
        this.settings = settings;
        this.choices = choices;
        this.onlooker = onlooker;
        laws = new Laws(new Looking());
        storage = new Storage(files, collections, response -> {
            observe(new Observation.StorageSays(response));
            if (response instanceof StorageResponse.Report) withhold("storage→withheld", response);
            else fromStorage.add(response);
        });
        compute = new Compute(collections, response -> {
            observe(new Observation.ComputeSays(response));
            if (response instanceof ComputeResponse.Report) withhold("compute→withheld", response);
            else fromCompute.add(response);
        });
        toCoordinator.add(new Event.Boot());
        settle();
    }

    private void observe(Observation seen) {
        laws.observe(seen);
        onlooker.accept(seen);
    }

    private void withhold(String wire, Object report) {
        journal.note(now, wire, report);
        withheld.add(report);
    }

    // ---- deliveries

    private final Outbox outbox = new Outbox() {
        @Override
        public void compute(ComputeCommand command) {
            toCompute.add(command);
            effects.add(new Observation.SentToCompute(command));
        }

        @Override
        public void storage(StorageCommand command) {
            toStorage.add(command);
            effects.add(new Observation.SentToStorage(command));
        }

        @Override
        public void session(SessionId id, ToSession message) {
            Observation.SentToSession sent = new Observation.SentToSession(id, message);
            effects.add(sent);
            note(sent);
            toSessions.computeIfAbsent(id, ignored -> new ArrayDeque<>()).add(sent);
        }

        @Override
        public void chose(SessionId session, Choice choice) {
            effects.add(new Observation.Chose(session, choice));
            chosen.put(session, choice);
            if (essence != null)
                essence.line(session + " reads at " + Times.toString(choice.time()) + ": " + choice.reason());
        }
    };

    /** Delivers until the world is at rest. */
    void settle() {
        long limit = journal.deliveries() + DELIVERIES_MAX;
        while (true) {
            List<String> ready = ready();
            if (ready.isEmpty()) break;
            deliver(ready.get(choices.choose(ready)));
            if (journal.deliveries() > limit) {
                throw new IllegalStateException(
                        "not at rest after " + DELIVERIES_MAX + " deliveries; the last were " + journal.lastLines());
            }
        }
        atRest();
    }

    /** Nothing is left to deliver but reports. */
    void atRest() {
        observe(new Observation.Rest());
        if (essence != null) essence.line(uppers());
    }

    /** The queues that are not empty, reports aside, in the default order: those nearest to an answer come first. */
    List<String> ready() {
        List<String> ready = new ArrayList<>();
        if (!toCoordinator.isEmpty()) ready.add("coord");
        if (!fromStorage.isEmpty()) ready.add("storage→coord");
        if (!fromCompute.isEmpty()) ready.add("compute→coord");
        for (var queue : toSessions.entrySet()) if (!queue.getValue().isEmpty()) ready.add(TO_SESSION + queue.getKey());
        for (var queue : fromSessions.entrySet())
            if (!queue.getValue().isEmpty()) ready.add(queue.getKey().toString());
        if (!toStorage.isEmpty()) ready.add("coord→storage");
        if (!toCompute.isEmpty()) ready.add("coord→compute");
        if (!storageIdle) ready.add("storage");
        if (!computeIdle) ready.add("compute");
        return ready;
    }

    /** How many messages wait in each queue that is not empty, reports by collection included. */
    SortedMap<String, Integer> queues() {
        SortedMap<String, Integer> queues = new TreeMap<>();
        put("coord", toCoordinator.size(), queues);
        put("storage→coord", fromStorage.size(), queues);
        put("compute→coord", fromCompute.size(), queues);
        toSessions.forEach((id, queue) -> put(TO_SESSION + id, queue.size(), queues));
        fromSessions.forEach((id, queue) -> put(id.toString(), queue.size(), queues));
        put("coord→storage", toStorage.size(), queues);
        put("coord→compute", toCompute.size(), queues);
        for (Object report : withheld) {
            if (report instanceof ComputeResponse.Frontiers(var uppers))
                uppers.forEach(upper -> queues.merge(REPORT + upper.id(), 1, Integer::sum));
            if (report instanceof StorageResponse.Frontiers(var uppers))
                uppers.forEach(upper -> queues.merge(REPORT + upper.id(), 1, Integer::sum));
        }
        return queues;
    }

    private static void put(String name, int length, SortedMap<String, Integer> queues) {
        if (length > 0) queues.put(name, length);
    }

    private String uppers() {
        StringBuilder text = new StringBuilder("at rest");
        for (GlobalId id : coordinator.holds().ids()) {
            text.append("  ").append(id).append(' ').append(trueUpper(id).orElse(Frontier.CLOSED));
            text.append(" known ").append(coordinator.holds().known(id));
        }
        return text.toString();
    }

    /** Notes a read's answer with the statement and the time that it belongs to. */
    private void note(Observation.SentToSession sent) {
        Choice choice = chosen.get(sent.session());
        Session session = sessions.get(sent.session());
        boolean isRead = sent.message() instanceof ToSession.Done(var result)
                && (result instanceof StatementResult.Rows || result instanceof StatementResult.ReadFailed);
        if (essence == null || choice == null || session == null || !isRead) return;
        essence.answer(
                session.currentText() + " at " + Times.toString(choice.time()),
                sent.message().toString());
    }

    /** Delivers the oldest message of a queue that is {@link #ready}, or lets storage or compute do a unit of their work. */
    void deliver(String queue) {
        switch (queue) {
            case "coord" -> step(toCoordinator.removeFirst());
            case "storage→coord" -> step(new Event.FromStorage(fromStorage.removeFirst()));
            case "compute→coord" -> step(new Event.FromCompute(fromCompute.removeFirst()));
            case "coord→storage" -> {
                StorageCommand command = toStorage.removeFirst();
                journal.add(now, queue, command);
                observe(new Observation.StorageTakes(command));
                storage.handle(command);
                wake();
            }
            case "coord→compute" -> {
                ComputeCommand command = toCompute.removeFirst();
                journal.add(now, queue, command);
                observe(new Observation.ComputeTakes(command));
                compute.handle(command);
                wake();
            }
            case "storage" -> {
                storageIdle = !storage.work();
                if (!storageIdle) computeIdle = false;
            }
            case "compute" -> {
                computeIdle = !compute.work();
                if (!computeIdle) storageIdle = false;
            }
            default -> deliverOfSession(queue);
        }
    }

    private void deliverOfSession(String queue) {
        for (var entry : fromSessions.entrySet()) {
            if (!entry.getKey().toString().equals(queue)) continue;
            step(new Event.FromSession(entry.getValue().removeFirst()));
            return;
        }
        for (var entry : toSessions.entrySet()) {
            if (!queue.equals(TO_SESSION + entry.getKey())) continue;
            Observation.SentToSession sent = entry.getValue().removeFirst();
            journal.add(now, "coord→session", sent);
            Session session = sessions.get(entry.getKey());
            if (session != null) session.handle(sent.message());
            return;
        }
        throw new IllegalStateException("no queue " + queue);
    }

    private void wake() {
        storageIdle = false;
        computeIdle = false;
    }

    private void step(Event event) {
        journal.add(now, wire(event), event);
        effects.clear();
        coordinator.step(now, event, outbox);
        observe(new Observation.Step(now, event, effects));
    }

    private static String wire(Event event) {
        return switch (event) {
            case Event.FromSession ignored -> "session→coord";
            case Event.FromCompute ignored -> "compute→coord";
            case Event.FromStorage ignored -> "storage→coord";
            case Event.Boot ignored -> "start→coord";
            case Event.Tick ignored -> "clock→coord";
        };
    }

    // ---- the clock and reports

    /** Moves the clock, ticks storage and the coordinator, and settles. */
    void advance(long by) {
        tick(by);
        settle();
    }

    /** As {@link #advance}, and leaves it at that. */
    void tick(long by) {
        now += by;
        storage.tick(now);
        wake();
        toCoordinator.add(new Event.Tick());
    }

    /** The collections that have withheld reports, by id. */
    SortedSet<GlobalId> reporting() {
        SortedSet<GlobalId> ids = new TreeSet<>();
        for (Object report : withheld) {
            if (report instanceof ComputeResponse.Frontiers(var uppers)) uppers.forEach(upper -> ids.add(upper.id()));
            if (report instanceof StorageResponse.Frontiers(var uppers)) uppers.forEach(upper -> ids.add(upper.id()));
        }
        return ids;
    }

    /** Hands over the oldest withheld report of a collection that has one. */
    void deliverReport(GlobalId id) {
        for (int i = 0; i < withheld.size(); i++) {
            List<FrontierReport> uppers = switch (withheld.get(i)) {
                case ComputeResponse.Frontiers(var all) -> all;
                case StorageResponse.Frontiers(var all) -> all;
                default -> List.<FrontierReport>of();
            };
            if (uppers.stream().noneMatch(upper -> upper.id().equals(id))) continue;
            boolean ofCompute = withheld.get(i) instanceof ComputeResponse;
            List<FrontierReport> rest =
                    uppers.stream().filter(upper -> !upper.id().equals(id)).toList();
            List<FrontierReport> delivered =
                    uppers.stream().filter(upper -> upper.id().equals(id)).toList();
            if (rest.isEmpty()) withheld.remove(i);
            else withheld.set(i, ofCompute ? new ComputeResponse.Frontiers(rest) : new StorageResponse.Frontiers(rest));
            step(
                    ofCompute
                            ? new Event.FromCompute(new ComputeResponse.Frontiers(delivered))
                            : new Event.FromStorage(new StorageResponse.Frontiers(delivered)));
            return;
        }
        throw new IllegalStateException("no report of " + id);
    }

    /** Hands over the reports withheld now, but those of the excluded ids; what this produces is withheld until the next time. */
    void deliverReports(SortedSet<GlobalId> excluded) {
        List<Object> now = withheld;
        withheld = new ArrayList<>();
        List<Object> kept = new ArrayList<>();
        for (Object report : now) {
            if (report instanceof ComputeResponse.Frontiers(var uppers)) {
                List<FrontierReport> deliver =
                        split(uppers, excluded, left -> kept.add(new ComputeResponse.Frontiers(left)));
                if (!deliver.isEmpty()) step(new Event.FromCompute(new ComputeResponse.Frontiers(deliver)));
            } else if (report instanceof StorageResponse.Frontiers(var uppers)) {
                List<FrontierReport> deliver =
                        split(uppers, excluded, left -> kept.add(new StorageResponse.Frontiers(left)));
                if (!deliver.isEmpty()) step(new Event.FromStorage(new StorageResponse.Frontiers(deliver)));
            } else if (report instanceof StorageResponse.Bindings bindings) {
                step(new Event.FromStorage(bindings));
            } else {
                throw new IllegalStateException("no report: " + report);
            }
        }
        kept.addAll(withheld);
        withheld = kept;
        settle();
    }

    private static List<FrontierReport> split(
            List<FrontierReport> uppers, SortedSet<GlobalId> excluded, Consumer<List<FrontierReport>> keep) {
        List<FrontierReport> kept =
                uppers.stream().filter(report -> excluded.contains(report.id())).toList();
        if (!kept.isEmpty()) keep.accept(kept);
        return uppers.stream().filter(report -> !excluded.contains(report.id())).toList();
    }

    /** Tells the coordinator these uppers now, ahead of what is withheld. They need not be true. */
    void report(List<FrontierReport> reports) {
        observe(new Observation.MadeUp(reports.stream().map(FrontierReport::id).toList()));
        step(new Event.FromCompute(new ComputeResponse.Frontiers(reports)));
        settle();
    }

    // ---- sessions

    /** Opens a session. What it tells its client goes to {@code mailbox}. */
    Session open(Mailbox mailbox) {
        SessionId id = new SessionId(nextSession++);
        Deque<ToCoordinator> queue = new ArrayDeque<>();
        fromSessions.put(id, queue);
        Session session = new Session(
                id, settings.isolation(), settings.defaultTableIndex(), coordinator::catalog, queue::add, output -> {
                    if (output instanceof SessionOutput.Ready) running.remove(id);
                    mailbox.receive(output);
                });
        sessions.put(id, session);
        step(new Event.FromSession(new ToCoordinator.Open(id, secret(id))));
        return session;
    }

    /** A test world's secrets only have to be told apart. */
    private static int secret(SessionId id) {
        return (int) (id.value() * 0x9E3779B1L);
    }

    void query(Session session, String text) {
        submit(session, text);
        settle();
    }

    /** As {@link #query}, and leaves it at that. */
    void submit(Session session, String text) {
        if (essence != null && !running.isEmpty()) essence.crowds();
        running.add(session.id());
        session.query(now, text);
    }

    void cancel(Session session) {
        requestCancel(session);
        settle();
    }

    /** As {@link #cancel}, and leaves it at that. */
    void requestCancel(Session session) {
        toCoordinator.add(new Event.FromSession(new ToCoordinator.Cancel(session.id(), secret(session.id()))));
    }

    /** Whether nothing is on its way from or to a session. */
    boolean isQuiet(Session session) {
        Deque<ToCoordinator> from = fromSessions.get(session.id());
        Deque<Observation.SentToSession> to = toSessions.get(session.id());
        return (from == null || from.isEmpty()) && (to == null || to.isEmpty());
    }

    /** Ends a session that has committed, and leaves it at that. */
    void hangUp(Session session) {
        forget(session.id());
        fromSessions.remove(session.id());
        toSessions.remove(session.id());
        toCoordinator.add(new Event.FromSession(new ToCoordinator.Close(session.id())));
    }

    /** Ends a session, committing what it left open. */
    void close(Session session) {
        session.commitOpen();
        settle();
        forget(session.id());
        toCoordinator.add(new Event.FromSession(new ToCoordinator.Close(session.id())));
        settle();
        fromSessions.remove(session.id());
        toSessions.remove(session.id());
    }

    private void forget(SessionId id) {
        sessions.remove(id);
        running.remove(id);
        chosen.remove(id);
    }

    /** Ends every session. */
    void closeAll() {
        for (Session session : List.copyOf(sessions.values())) {
            forget(session.id());
            toCoordinator.add(new Event.FromSession(new ToCoordinator.Close(session.id())));
            settle();
        }
        observe(new Observation.End());
    }

    // ---- to look inside

    long now() {
        return now;
    }

    WorldSettings settings() {
        return settings;
    }

    Coordinator coordinator() {
        return coordinator;
    }

    /** Takes down what no order of deliveries may change, from now on. */
    void essence(Essence book) {
        essence = book;
    }

    public Journal journal() {
        return journal;
    }

    public Laws laws() {
        return laws;
    }

    /** How far a collection has truly come, whatever has been reported. */
    Optional<Frontier> trueUpper(GlobalId id) {
        Optional<Frontier> upper = compute.upper(id);
        return upper.isPresent() ? upper : storage.upper(id);
    }

    /** What laws may look at. */
    private final class Looking implements Sight {
        @Override
        public Optional<Account> account(GlobalId id) {
            ReadHolds holds = coordinator.holds();
            return holds.contains(id)
                    ? Optional.of(new Account(holds.known(id), holds.since(id), holds.window(id), holds.holdsOn(id)))
                    : Optional.empty();
        }

        @Override
        public List<GlobalId> ids() {
            return coordinator.holds().ids();
        }

        @Override
        public Optional<Frontier> trueUpper(GlobalId id) {
            return World.this.trueUpper(id);
        }

        @Override
        public Catalog catalog() {
            return coordinator.catalog();
        }

        @Override
        public Leftovers leftovers() {
            return coordinator.leftovers();
        }
    }

    /** What a client has been told, in order. */
    interface Mailbox {
        void receive(SessionOutput output);
    }
}
