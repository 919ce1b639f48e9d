package dev.coordtest.coord;

import dev.coordtest.coord.catalog.Catalog;
import dev.coordtest.coord.durable.Restored;
import dev.coordtest.coord.session.SessionId;
import dev.coordtest.coord.session.ToCoordinator;
import dev.coordtest.coord.session.ToSession;
import dev.coordtest.coord.timestamp.ReadHolds;
import dev.coordtest.protocol.FrontierReport;
import dev.coordtest.protocol.compute.ComputeResponse;
import dev.coordtest.protocol.storage.StorageCommand;
import dev.coordtest.protocol.storage.StorageResponse;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlState;
import dev.coordtest.sql.plan.Plan;
import java.util.List;
import java.util.Optional;

/**
 * The coordinator: a state machine without thread, clock, randomness or ports. One owner calls {@link #step}; what it reads
 * besides is for looking on.
 */
public final class Coordinator {
    private final CoordinatorState state;
    private final Selects selects;
    private final Tails tails;
    private final Writes writes;
    private final Definitions definitions;
    private final Sinks sinks;

    public Coordinator(Settings settings) {
        state = new CoordinatorState(settings);
        selects = new Selects(state);
        tails = new Tails(state, selects);
        writes = new Writes(state, selects);
        sinks = new Sinks(state);
        definitions = new Definitions(state, sinks, tails);
    }

    /** Handles one event that happened at {@code now}. The only way in. */
    public void step(long now, Event event, Outbox out) {
        state.begin(now, out);
        switch (event) {
            case Event.Boot(var from) -> boot(from);
            case Event.Tick ignored -> state.oracle.tick();
            case Event.FromSession(var message) -> fromSession(message);
            case Event.FromCompute(var response) -> fromCompute(response);
            case Event.FromStorage(var response) -> fromStorage(response);
        }
        writes.closeTables();
        state.sendCompactions();
        state.commit();
    }

    private void boot(Restored from) {
        state.restore(from);
        definitions.restore();
        state.out().storage(new StorageCommand.InitializationComplete());
    }

    private void fromSession(ToCoordinator message) {
        switch (message) {
            case ToCoordinator.Open(var id, var secret) -> state.open(id, secret);
            case ToCoordinator.Execute execute -> execute(execute);
            case ToCoordinator.DescribeFile(var id, var path, var format) ->
                definitions.describeFile(state.session(id), path, format);
            case ToCoordinator.EndTransaction(var id, var commit) -> writes.endTransaction(state.session(id), commit);
            case ToCoordinator.StopTail(var id, var tail) -> state.stopTail(state.session(id), tail);
            case ToCoordinator.Cancel(var target, var secret) -> cancel(target, secret);
            case ToCoordinator.Close(var id) -> close(id);
        }
    }

    private void execute(ToCoordinator.Execute execute) {
        SessionState session = state.session(execute.session());
        session.expectIdle();
        if (execute.revision() != state.catalog.revision()) {
            state.tell(session, new ToSession.PlanAgain());
            return;
        }
        ToCoordinator.Context context = execute.context();
        switch (execute.plan()) {
            case Plan.Select(var query, var when) -> selects.select(session, query, when, context, Reply.ROWS);
            case Plan.CopyTo(var query, var when, var format) ->
                selects.select(session, query, when, context, Reply.copy(format));
            case Plan.ExplainTimestamp(var query, var when) -> selects.explain(session, query, when, context);
            case Plan.Tail tail -> tails.tail(session, tail, context);
            case Plan.InsertValues insert -> writes.insert(session, insert, context);
            case Plan.ReadThenWrite mutation -> writes.readThenWrite(session, mutation);
            case Plan.DdlPlan ddl -> definitions.define(session, ddl);
            case Plan.SessionPlan own -> throw new IllegalStateException("a session carries this out itself: " + own);
        }
    }

    private void fromCompute(ComputeResponse response) {
        switch (response) {
            case ComputeResponse.Frontiers(var uppers) -> report(uppers);
            case ComputeResponse.PeekDone(var peek, var result) -> selects.peekDone(peek, result);
            case ComputeResponse.TailBatch(var id, var updates, var upper) -> tails.batch(id, updates, upper);
            case ComputeResponse.TailFailed(var id, var error) ->
                tails.end(id, SqlError.of(error.state(), error.text()));
        }
    }

    private void fromStorage(StorageResponse response) {
        switch (response) {
            case StorageResponse.Frontiers(var uppers) -> report(uppers);
            case StorageResponse.Bindings ignored -> {
                // What is bound is durable in storage; nothing here depends on it yet.
            }
            case StorageResponse.FileDescribed(var request, var file) ->
                definitions.fileDescribed(request, new ToSession.FileDescribed(file));
            case StorageResponse.DescribeFailed(var request, var error) ->
                definitions.fileDescribed(request, new ToSession.Refused(error));
            case StorageResponse.SinkReady(var request, var id, var path) -> sinks.ready(request, id);
            case StorageResponse.SinkFailed(var request, var id, var error) -> sinks.failed(request, id, error);
            case StorageResponse.Appended(var request, var upper) -> writes.appended(request, upper);
            case StorageResponse.AppendFailed(var request, var upper, var error) ->
                writes.appendFailed(request, upper, error);
        }
    }

    private void report(List<FrontierReport> uppers) {
        for (FrontierReport report : uppers) state.holds.report(report.id(), report.upper());
    }

    private void cancel(SessionId target, int secret) {
        Optional<SessionState> session = state.find(target);
        // A stranger with a wrong secret learns nothing, not even that it was wrong.
        if (session.isEmpty() || session.get().secret != secret) return;
        // The session is answered now. Compute's answer may already be on its way; it will find no owner and be
        // dropped.
        Pending pending = session.get().pending;
        switch (pending) {
            case Pending.Nothing ignored -> tails.cancelAll(session.get());
            case Pending.Peek peek -> {
                selects.abandon(session.get(), peek);
                state.answer(session.get(), new ToSession.Canceled(peek.isRead()));
                if (!peek.isRead()) writes.letGo(session.get());
            }
            case Pending.Lock lock -> {
                writes.leaveQueue(session.get());
                refuseCanceled(session.get(), lock.commit());
            }
            // The write may be made already: only its answer tells.
            case Pending.Append ignored -> {}
            case Pending.File ignored -> refuseCanceled(session.get(), false);
            case Pending.Sink sink -> {
                sinks.abandon(sink.id());
                refuseCanceled(session.get(), false);
            }
        }
    }

    private void refuseCanceled(SessionState session, boolean commit) {
        SqlError error = SqlError.of(SqlState.QUERY_CANCELED, "canceling statement due to user request");
        if (commit) {
            writes.finishTransaction(session, error);
        } else {
            state.answer(session, new ToSession.Canceled(false));
        }
    }

    private void close(SessionId id) {
        SessionState session = state.session(id);
        switch (session.pending) {
            case Pending.Peek peek -> selects.abandon(session, peek);
            case Pending.Sink sink -> sinks.abandon(sink.id());
            case Pending.Nothing ignored -> {}
            case Pending.Lock ignored -> {}
            case Pending.Append ignored -> {}
            case Pending.File ignored -> {}
        }
        writes.forget(session);
        definitions.dropTemporary(session);
        state.close(session);
    }

    /** The catalog as it is now: an immutable value. */
    public Catalog catalog() {
        return state.catalog;
    }

    /** What is known of every collection, for looking on. */
    public ReadHolds holds() {
        return state.holds;
    }

    /** What is decided for the whole system. */
    public Settings settings() {
        return state.settings;
    }

    /** What a session waits for, for people; empty if it waits for nothing. */
    public Optional<Waiting> waiting(SessionId id) {
        return state.find(id).flatMap(session -> session.pending.explain(writes.lockHolder()));
    }

    /** Whether somebody holds the lock of tables. */
    public boolean isLocked() {
        return writes.lockHolder().isPresent();
    }

    /** What is left over, by kind: all empty once every session has ended and every object is dropped. */
    public Leftovers leftovers() {
        return state.leftovers(writes.lockHolder().isPresent());
    }
}
