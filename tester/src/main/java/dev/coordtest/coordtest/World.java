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

    private final Coordinator coordinator = new Coordinator(Settings.TEST);
    private final Storage storage;
    private final Compute compute;
    private final WorldSettings settings;
    private final Choices choices;
    private final Journal journal = new Journal();
    private final Laws laws;
    /** What the coordinator has done in the step that runs. */
    private final List<Observation.Effect> effects = new ArrayList<>();

    private final Deque<Event> toCoordinator = new ArrayDeque<>();
    private final Deque<StorageResponse> fromStorage = new ArrayDeque<>();
    private final Deque<ComputeResponse> fromCompute = new ArrayDeque<>();
    private final Deque<Runnable> toSessions = new ArrayDeque<>();
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
        this.settings = settings;
        this.choices = choices;
        MemoryCollections collections = new MemoryCollections();
        laws = new Laws(new Looking());
        storage = new Storage(files, collections, response -> {
            laws.observe(new Observation.StorageSays(response));
            if (response instanceof StorageResponse.Report) withhold("storage→withheld", response);
            else fromStorage.add(response);
        });
        compute = new Compute(collections, response -> {
            laws.observe(new Observation.ComputeSays(response));
            if (response instanceof ComputeResponse.Report) withhold("compute→withheld", response);
            else fromCompute.add(response);
        });
        toCoordinator.add(new Event.Boot());
        settle();
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
            toSessions.add(() -> {
                journal.add(now, "coord→session", sent);
                Session session = sessions.get(id);
                if (session != null) session.handle(message);
            });
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
        List<String> ready = new ArrayList<>();
        while (true) {
            ready.clear();
            if (!toCoordinator.isEmpty()) ready.add("coord");
            if (!fromStorage.isEmpty()) ready.add("storage→coord");
            if (!fromCompute.isEmpty()) ready.add("compute→coord");
            if (!toSessions.isEmpty()) ready.add("coord→session");
            for (var queue : fromSessions.entrySet())
                if (!queue.getValue().isEmpty()) ready.add(queue.getKey().toString());
            if (!toStorage.isEmpty()) ready.add("coord→storage");
            if (!toCompute.isEmpty()) ready.add("coord→compute");
            if (!storageIdle) ready.add("storage");
            if (!computeIdle) ready.add("compute");
            if (ready.isEmpty()) break;
            deliver(ready.get(choices.choose(ready)));
            if (journal.deliveries() > limit) {
                throw new IllegalStateException(
                        "not at rest after " + DELIVERIES_MAX + " deliveries; the last were " + journal.lastLines());
            }
        }
        laws.observe(new Observation.Rest());
        if (essence != null) essence.line(uppers());
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

    private void deliver(String queue) {
        switch (queue) {
            case "coord" -> step(toCoordinator.removeFirst());
            case "storage→coord" -> step(new Event.FromStorage(fromStorage.removeFirst()));
            case "compute→coord" -> step(new Event.FromCompute(fromCompute.removeFirst()));
            case "coord→session" -> toSessions.removeFirst().run();
            case "coord→storage" -> {
                StorageCommand command = toStorage.removeFirst();
                journal.add(now, queue, command);
                laws.observe(new Observation.StorageTakes(command));
                storage.handle(command);
                wake();
            }
            case "coord→compute" -> {
                ComputeCommand command = toCompute.removeFirst();
                journal.add(now, queue, command);
                laws.observe(new Observation.ComputeTakes(command));
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
            default -> {
                for (var entry : fromSessions.entrySet()) {
                    if (entry.getKey().toString().equals(queue)) {
                        step(new Event.FromSession(entry.getValue().removeFirst()));
                        return;
                    }
                }
            }
        }
    }

    private void wake() {
        storageIdle = false;
        computeIdle = false;
    }

    private void step(Event event) {
        journal.add(now, wire(event), event);
        effects.clear();
        coordinator.step(now, event, outbox);
        laws.observe(new Observation.Step(now, event, effects));
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
        now += by;
        storage.tick(now);
        wake();
        toCoordinator.add(new Event.Tick());
        settle();
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
            List<FrontierReport> uppers,
            SortedSet<GlobalId> excluded,
            java.util.function.Consumer<List<FrontierReport>> keep) {
        List<FrontierReport> kept =
                uppers.stream().filter(report -> excluded.contains(report.id())).toList();
        if (!kept.isEmpty()) keep.accept(kept);
        return uppers.stream().filter(report -> !excluded.contains(report.id())).toList();
    }

    /** Tells the coordinator these uppers now, ahead of what is withheld. They need not be true. */
    void report(List<FrontierReport> reports) {
        laws.observe(
                new Observation.MadeUp(reports.stream().map(FrontierReport::id).toList()));
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
        if (essence != null && !running.isEmpty()) essence.crowds();
        running.add(session.id());
        session.query(now, text);
        settle();
    }

    void cancel(Session session) {
        toCoordinator.add(new Event.FromSession(new ToCoordinator.Cancel(session.id(), secret(session.id()))));
        settle();
    }

    /** Ends a session, committing what it left open. */
    void close(Session session) {
        session.commitOpen();
        settle();
        forget(session.id());
        toCoordinator.add(new Event.FromSession(new ToCoordinator.Close(session.id())));
        settle();
        fromSessions.remove(session.id());
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
        laws.observe(new Observation.End());
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
