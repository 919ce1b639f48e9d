package dev.coordtest.coord;

import dev.coordtest.coord.catalog.Catalog;
import dev.coordtest.coord.catalog.CatalogChange;
import dev.coordtest.coord.durable.Commit;
import dev.coordtest.coord.durable.Restored;
import dev.coordtest.coord.session.SessionId;
import dev.coordtest.coord.session.ToSession;
import dev.coordtest.coord.timestamp.Oracle;
import dev.coordtest.coord.timestamp.ReadHolds;
import dev.coordtest.protocol.Compaction;
import dev.coordtest.protocol.compute.ComputeCommand;
import dev.coordtest.protocol.storage.RequestId;
import dev.coordtest.protocol.storage.StorageCommand;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.SqlError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The state that the coordinator's sequences share, and the few things that several of them do. */
final class CoordinatorState {
    final Settings settings;
    final Oracle oracle = new Oracle();
    final ReadHolds holds = new ReadHolds();
    /** Indexes that compute has been told to build, and not to drop. */
    final SortedSet<GlobalId> built = new TreeSet<>();

    final SortedMap<GlobalId, RunningTail> tails = new TreeMap<>();

    Catalog catalog = Catalog.initial();
    private final List<CatalogChange> uncommitted = new ArrayList<>();
    /** The times of the last commit. */
    private long reached;

    private long closed;
    private final SortedMap<SessionId, SessionState> sessions = new TreeMap<>();
    private long nextUserId = 1;
    private long nextTransientId = 1;
    private long nextRequest = 1;
    private long now;
    private @Nullable Outbox out;

    /**
     * A TAIL that has not ended.
     *
     * @param reads what it reads, at whatever remove: dropping any of it ends the TAIL
     */
    record RunningTail(SessionState session, SortedSet<GlobalId> reads) {}

    CoordinatorState(Settings settings) {
        this.settings = settings;
    }

    void begin(long time, Outbox outbox) {
        now = time;
        out = outbox;
    }

    long now() {
        return now;
    }

    Outbox out() {
        if (out == null) throw new IllegalStateException("not within a step");
        return out;
    }

    // ---- sessions

    void open(SessionId id, int secret) {
        if (sessions.put(id, new SessionState(id, secret)) != null)
            throw new IllegalStateException(id + " is open already");
    }

    SessionState session(SessionId id) {
        SessionState session = sessions.get(id);
        if (session == null) throw new IllegalStateException("no session " + id);
        return session;
    }

    Optional<SessionState> find(SessionId id) {
        return Optional.ofNullable(sessions.get(id));
    }

    void close(SessionState session) {
        sessions.remove(session.id);
    }

    void tell(SessionState session, ToSession message) {
        out().session(session.id, message);
    }

    /** Answers the session's request, which is then no longer pending. */
    void answer(SessionState session, ToSession message) {
        session.pending = new Pending.Nothing();
        tell(session, message);
    }

    void refuse(SessionState session, SqlError error) {
        answer(session, new ToSession.Refused(error));
    }

    // ---- ids

    GlobalId newUserId() {
        return GlobalId.user(nextUserId++);
    }

    GlobalId newTransientId() {
        return GlobalId.transientId(nextTransientId++);
    }

    RequestId newRequest() {
        return new RequestId(nextRequest++);
    }

    // ---- catalog and collections

    /** Changes the catalog; like a write it takes a time. */
    void change(List<CatalogChange> changes) {
        changes.stream().filter(this::survives).forEach(uncommitted::add);
        catalog = catalog.apply(changes);
        oracle.write(now);
    }

    /** Whether a change is of something that does not end with a session. */
    private boolean survives(CatalogChange change) {
        return switch (change) {
            case CatalogChange.AddItem(var item) -> item.owner() == null;
            case CatalogChange.RemoveItem(var id) -> isLasting(id);
            case CatalogChange.RenameItem(var id, var name) -> isLasting(id);
            case CatalogChange.SetSql(var id, var sql) -> isLasting(id);
            case CatalogChange.SetWindow(var id, var window) -> isLasting(id);
            case CatalogChange.SinkReady(var id, var asOf) -> isLasting(id);
            case CatalogChange.AddDatabase ignored -> true;
            case CatalogChange.AddSchema ignored -> true;
            case CatalogChange.AddRole ignored -> true;
            case CatalogChange.RemoveDatabase ignored -> true;
            case CatalogChange.RemoveSchema ignored -> true;
            case CatalogChange.RemoveRole ignored -> true;
        };
    }

    private boolean isLasting(GlobalId id) {
        return catalog.get(id).owner() == null;
    }

    /** Starts where an earlier system has stopped. */
    void restore(Restored from) {
        catalog = from.catalog();
        nextUserId = from.nextId();
        reached = from.reached();
        closed = from.closed();
        oracle.restore(reached, closed);
    }

    /** Hands over what this step leaves behind, if it is anything that was not handed over before. */
    void commit() {
        if (uncommitted.isEmpty() && reached == oracle.reached() && closed == oracle.closedUpTo()) return;
        reached = oracle.reached();
        closed = oracle.closedUpTo();
        out().commit(new Commit(uncommitted, nextUserId, reached, closed));
        uncommitted.clear();
    }

    DataflowBuilder reading() {
        return new DataflowBuilder(catalog, built::contains);
    }

    /** Tells that a collection of compute or storage is no longer wanted. */
    void drop(GlobalId id, boolean inCompute, boolean inStorage) {
        Compaction drop = new Compaction(id, Frontier.CLOSED);
        if (holds.contains(id)) holds.remove(id);
        built.remove(id);
        if (inCompute) out().compute(new ComputeCommand.AllowCompaction(List.of(drop)));
        if (inStorage) out().storage(new StorageCommand.AllowCompaction(List.of(drop)));
    }

    /** Ends a TAIL on request of its own session. */
    void stopTail(SessionState session, long tail) {
        GlobalId id = GlobalId.user(tail);
        if (session.tails.remove(id)) removeTail(id);
    }

    void removeTail(GlobalId id) {
        tails.remove(id);
        out().compute(new ComputeCommand.AllowCompaction(List.of(new Compaction(id, Frontier.CLOSED))));
    }

    /** Passes on the sinces that moved in this step, to whoever keeps the history. */
    void sendCompactions() {
        List<Compaction> compute = new ArrayList<>();
        List<Compaction> storage = new ArrayList<>();
        for (Compaction compaction : holds.takeCompactions()) {
            (built.contains(compaction.id()) ? compute : storage).add(compaction);
        }
        if (!compute.isEmpty()) out().compute(new ComputeCommand.AllowCompaction(compute));
        if (!storage.isEmpty()) out().storage(new StorageCommand.AllowCompaction(storage));
    }

    Leftovers leftovers(boolean locked) {
        int peeks = (int) sessions.values().stream()
                .filter(session -> session.pending instanceof Pending.Peek)
                .count();
        return new Leftovers(sessions.size(), holds.holds().size(), peeks, tails.size(), built.size(), locked);
    }
}
