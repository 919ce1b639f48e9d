package dev.coordtest.coordtest;

import dev.coordtest.compute.Compute;
import dev.coordtest.coord.Coordinator;
import dev.coordtest.coord.Event;
import dev.coordtest.coord.Leftovers;
import dev.coordtest.coord.Outbox;
import dev.coordtest.coord.Settings;
import dev.coordtest.coord.Waiting;
import dev.coordtest.coord.catalog.Catalog;
import dev.coordtest.coord.durable.Commit;
import dev.coordtest.coord.durable.CommitCodec;
import dev.coordtest.coord.durable.Restored;
import dev.coordtest.coord.session.Planning;
import dev.coordtest.coord.session.Recovery;
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
import dev.coordtest.protocol.compute.PeekId;
import dev.coordtest.protocol.storage.StorageCommand;
import dev.coordtest.protocol.storage.StorageResponse;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.Times;
import dev.coordtest.storage.Files;
import dev.coordtest.storage.Storage;
import dev.coordtest.storage.collection.MemoryCollections;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
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
    /** The names of the work of storage and compute among the queues; answering a peek has a name of its own. */
    static final String STORAGE = "storage";

    static final String COMPUTE = "compute";

    private Coordinator coordinator;
    private Storage storage;
    private Compute compute;
    private Collections stored;
    private final Files files;
    private final Supplier<Collections> collections;
    private final Disk disk = new Disk();
    private boolean stopped;
    private long starts = 1;
    /** What becomes of the next commit, if the system is to stop at it. */
    private Disk.@Nullable Fate fate;
    /** Whether the next write of rows finds no room. */
    private boolean failsWrite;

    /** What the catalog was when it was last made durable. */
    private Catalog durable = Catalog.initial();
    /** What it is to be once the commit at hand is durable. */
    private Catalog committing = Catalog.initial();

    private final WorldSettings settings;
    private final Choices choices;
    private final Planning planning;
    private final Journal journal = new Journal();
    private final Laws laws;
    private final Consumer<Observation> onlooker;
    /** What the coordinator has done in the step that runs. */
    private final List<Observation.Effect> effects = new ArrayList<>();

    private final Queues queues;
    private final SortedMap<SessionId, Session> sessions = new TreeMap<>();
    private final SortedMap<SessionId, Mailbox> mailboxes = new TreeMap<>();
    /** Sessions that have a text which is not answered whole. */
    private final SortedSet<SessionId> running = new TreeSet<>();
    /** The time last chosen for each session. */
    private final SortedMap<SessionId, Choice> chosen = new TreeMap<>();

    private @Nullable Essence essence;
    private @Nullable Predicate<String> held;
    private boolean storageIdle;
    private boolean computeIdle;
    private long nextSession = 1;
    private long now;

    World(WorldSettings settings, Files files, Choices choices) {
        this(settings, files, choices, Planning.DIRECT, MemoryCollections::new, seen -> {}, queue -> {});
    }

    /** A world over these collections, which each start of the system is given anew, with somebody who is told what laws are told, after them, and to which queue every message is sent. */
    World(
            WorldSettings settings,
            Files files,
            Choices choices,
            Planning planning,
            Supplier<Collections> collections,
            Consumer<Observation> onlooker,
            Consumer<String> sent) {
        this.queues = new Queues(sent);
        this.settings = settings;
        this.choices = choices;
        this.planning = planning;
        this.onlooker = onlooker;
        this.files = files;
        this.collections = collections;
        stored = collections.get();
        coordinator = new Coordinator(Settings.TEST);
        laws = new Laws(new Looking());
        storage = storage(stored);
        compute = compute(stored);
        queues.add(new Event.Boot(Restored.NOTHING));
        settle();
    }

    private Storage storage(Collections all) {
        return new Storage(files, all, disk.storage(), response -> {
            observe(new Observation.StorageSays(response));
            if (response instanceof StorageResponse.Report) withhold("storage→withheld", response);
            else queues.add(response);
        });
    }

    private Compute compute(Collections all) {
        return new Compute(all, response -> {
            observe(new Observation.ComputeSays(response));
            if (response instanceof ComputeResponse.Report) withhold("compute→withheld", response);
            else queues.add(response);
        });
    }

    // ---- crash and restart

    /** The system stops where it is: all that is left are files and what is durable. Clients lose their connections. */
    void crash() {
        boolean survives = disk.crash();
        fate = null;
        failsWrite = false;
        if (survives) durable = committing;
        journal.note(now, "crash", "the system stops");
        stopped = true;
        for (SessionId id : List.copyOf(sessions.keySet())) forget(id);
        queues.clear();
        List<Mailbox> told = List.copyOf(mailboxes.values());
        mailboxes.clear();
        told.forEach(Mailbox::lost);
    }

    /** The next time that rows or a change of the catalog are made durable that fails, and the system stops there. */
    void crashAtCommit(Disk.Fate record) {
        fate = record;
    }

    /** The next time that rows are made durable there is no room for them. */
    void failNextWrite() {
        failsWrite = true;
    }

    /** Starts the system again, and settles. */
    void restart() {
        start();
        settle();
    }

    /** As {@link #restart}, and leaves it at that. A system that runs is stopped first. */
    void start() {
        if (!stopped) crash();
        stopped = false;
        starts++;
        Restored restored =
                Recovery.recover(disk.coordinator().records(), planning, Settings.TEST.sourceFrequencyMillis());
        stored = collections.get();
        coordinator = new Coordinator(Settings.TEST);
        observe(new Observation.Restarted(durable, restored));
        storage = storage(stored);
        storage.tick(now);
        compute = compute(stored);
        wake();
        step(new Event.Boot(restored));
    }

    /** How often the system was started. */
    long starts() {
        return starts;
    }

    /** Whether the system has crashed and was not started again. */
    boolean isStopped() {
        return stopped;
    }

    private void observe(Observation seen) {
        laws.observe(seen);
        onlooker.accept(seen);
    }

    private void withhold(String wire, Object report) {
        journal.note(now, wire, report);
        queues.withhold(report);
    }

    // ---- deliveries

    private final Outbox outbox = new Outbox() {
        @Override
        public void compute(ComputeCommand command) {
            queues.add(command);
            effects.add(new Observation.SentToCompute(command));
        }

        @Override
        public void storage(StorageCommand command) {
            queues.add(command);
            effects.add(new Observation.SentToStorage(command));
        }

        @Override
        public void session(SessionId id, ToSession message) {
            Observation.SentToSession sent = new Observation.SentToSession(id, message);
            effects.add(sent);
            note(sent);
            queues.addTo(id, sent);
        }

        @Override
        public void commit(Commit commit) {
            committing = coordinator.catalog();
            if (fate != null && !commit.changes().isEmpty()) disk.failNextSync(fate);
            disk.coordinator().append(CommitCodec.write(commit));
            disk.coordinator().sync();
            durable = committing;
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
            boolean isRest = ready.isEmpty();
            if (held != null) ready.removeIf(held);
            if (ready.isEmpty()) {
                if (isRest) atRest();
                return;
            }
            deliver(ready.get(choices.choose(ready)));
            if (journal.deliveries() > limit) {
                throw new IllegalStateException(
                        "not at rest after " + DELIVERIES_MAX + " deliveries; the last were " + journal.lastLines());
            }
        }
    }

    /** From now on {@link #settle} delivers nothing from queues that are held; null to hold none. */
    void hold(@Nullable Predicate<String> queues) {
        held = queues;
    }

    /** Whether messages are held back, so that the world may never come to rest. */
    boolean isHolding() {
        return held != null;
    }

    /** Nothing is left to deliver but reports. */
    void atRest() {
        if (stopped) return;
        observe(new Observation.Rest());
        if (essence != null) essence.line(uppers());
    }

    /** What can happen next, reports aside, in the default order: what is nearest to an answer comes first. */
    List<String> ready() {
        List<String> ready = new ArrayList<>();
        if (stopped) return ready;
        queues.addReady(ready);
        if (!storageIdle) {
            if (storage.hasWork()) ready.add(STORAGE);
            else storageIdle = true;
        }
        if (!computeIdle) {
            boolean retires = compute.hasDataflowWork();
            if (retires) ready.add(COMPUTE);
            List<PeekId> peeks = compute.readyPeeks();
            for (PeekId peek : peeks) ready.add(COMPUTE + " " + peek);
            computeIdle = !retires && peeks.isEmpty();
        }
        return ready;
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

    /** Lets one thing happen that is {@link #ready}. */
    void deliver(String queue) {
        if (queue.equals(STORAGE)) {
            unlessStopped(storage::work);
            wake();
        } else if (queue.equals(COMPUTE)) {
            compute.work();
            wake();
        } else if (queue.startsWith(COMPUTE) && queue.startsWith(" p", COMPUTE.length())) {
            compute.answer(new PeekId(Long.parseLong(queue.substring(COMPUTE.length() + 2))));
            wake();
        } else {
            queues.deliver(queue, receiver);
        }
    }

    private final Queues.Receiver receiver = new Queues.Receiver() {
        @Override
        public void coordinator(Event event) {
            step(event);
        }

        @Override
        public void storage(StorageCommand command) {
            journal.add(now, Queues.TO_STORAGE, command);
            observe(new Observation.StorageTakes(command));
            boolean writes = command instanceof StorageCommand.AppendTables append
                    && !append.writes().isEmpty();
            if (fate != null && writes) disk.failNextSync(fate);
            if (failsWrite && writes) {
                failsWrite = false;
                disk.failNextAppend();
            }
            unlessStopped(() -> storage.handle(command));
            wake();
        }

        @Override
        public void compute(ComputeCommand command) {
            journal.add(now, Queues.TO_COMPUTE, command);
            observe(new Observation.ComputeTakes(command));
            compute.handle(command);
            wake();
        }

        @Override
        public void session(SessionId id, Observation.SentToSession message) {
            journal.add(now, "coord→session", message);
            Session session = sessions.get(id);
            if (session != null) session.handle(message.message());
        }
    };

    private void wake() {
        storageIdle = false;
        computeIdle = false;
    }

    private void step(Event event) {
        journal.add(now, wire(event), event);
        effects.clear();
        boolean done = unlessStopped(() -> coordinator.step(now, event, outbox));
        if (done) observe(new Observation.Step(now, event, effects));
    }

    /** Does something, in the middle of which the system may stop; returns whether it did not. */
    private boolean unlessStopped(Runnable something) {
        try {
            something.run();
            return true;
        } catch (Disk.Stopped e) {
            crash();
            return false;
        }
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
        if (stopped) return;
        storage.tick(now);
        wake();
        queues.add(new Event.Tick());
    }

    /** The collections that have withheld reports, by id. */
    Set<GlobalId> reporting() {
        return queues.reporting();
    }

    /** As {@link #deliver}, or {@link #deliverReport} for a queue of reports. */
    void deliverAny(String queue) {
        for (GlobalId id : reporting()) {
            if (!queue.equals(Queues.REPORT + id)) continue;
            deliverReport(id);
            return;
        }
        deliver(queue);
    }

    /** Hands over the oldest withheld report of a collection that has one. */
    void deliverReport(GlobalId id) {
        step(queues.takeReport(id));
    }

    /** Hands over the reports withheld now, but those of the excluded ids; what this produces is withheld until the next time. */
    void deliverReports(SortedSet<GlobalId> excluded) {
        List<Object> kept = new ArrayList<>();
        for (Object report : queues.takeWithheld()) {
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
        queues.putBack(kept);
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
        queues.open(id);
        Session session = new Session(
                id,
                settings.isolation(),
                settings.defaultTableIndex(),
                planning,
                () -> coordinator.catalog(),
                message -> queues.addFrom(id, message),
                output -> {
                    if (output instanceof SessionOutput.Ready) running.remove(id);
                    mailbox.receive(output);
                });
        sessions.put(id, session);
        mailboxes.put(id, mailbox);
        step(new Event.FromSession(new ToCoordinator.Open(id, secret(id))));
        return session;
    }

    /** A test world's secrets only have to be told apart. */
    private static int secret(SessionId id) {
        return (int) (id.value() * 0x9E3779B1L);
    }

    /** Gives a session a text to run, and leaves it at that. */
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
        SessionId id = session.id();
        queues.addCancel(id, new Event.FromSession(new ToCoordinator.Cancel(id, secret(id))));
    }

    /** Whether nothing is on its way from or to a session. */
    boolean isQuiet(Session session) {
        return queues.isQuiet(session.id());
    }

    /** Ends a session that has committed, and leaves it at that. */
    void hangUp(Session session) {
        forget(session.id());
        mailboxes.remove(session.id());
        queues.close(session.id());
        queues.add(new Event.FromSession(new ToCoordinator.Close(session.id())));
    }

    /** The client of a session goes away without a word. What it has asked and nobody has taken is lost. */
    void disconnect(Session session) {
        Mailbox mailbox = mailboxes.get(session.id());
        hangUp(session);
        if (mailbox != null) mailbox.lost();
    }

    private void forget(SessionId id) {
        sessions.remove(id);
        running.remove(id);
        chosen.remove(id);
    }

    /** Ends every session, holding nothing back. */
    void closeAll() {
        held = null;
        if (stopped) restart();
        settle();
        for (Session session : List.copyOf(sessions.values())) {
            forget(session.id());
            queues.add(new Event.FromSession(new ToCoordinator.Close(session.id())));
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

    /** How many dataflows run. */
    int dataflows() {
        return compute.dataflowCount();
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
        public SortedSet<GlobalId> stored() {
            return storage.ids();
        }

        @Override
        public SortedSet<GlobalId> indexes() {
            return compute.indexes();
        }

        @Override
        public SortedSet<PeekId> parked() {
            return compute.peeks();
        }

        @Override
        public int dataflows() {
            return compute.dataflowCount();
        }

        @Override
        public int followers(GlobalId id) {
            return stored.exists(id) ? stored.listeners(id) : compute.followers(id);
        }

        @Override
        public Optional<Frontier> keptSince(GlobalId id) {
            return stored.exists(id) ? Optional.of(stored.since(id)) : compute.since(id);
        }

        @Override
        public Catalog catalog() {
            return coordinator.catalog();
        }

        @Override
        public Leftovers leftovers() {
            return coordinator.leftovers();
        }

        @Override
        public Optional<Waiting> waiting(SessionId session) {
            return coordinator.waiting(session);
        }
    }

    /** What a client has been told, in order. */
    interface Mailbox {
        void receive(SessionOutput output);

        /** The connection is lost: nothing more will come. */
        void lost();
    }
}
