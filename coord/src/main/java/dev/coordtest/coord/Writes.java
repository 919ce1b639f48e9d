package dev.coordtest.coord;

import dev.coordtest.coord.catalog.CatalogItem;
import dev.coordtest.coord.session.SessionId;
import dev.coordtest.coord.session.StatementResult;
import dev.coordtest.coord.session.ToCoordinator.Context;
import dev.coordtest.coord.session.ToSession;
import dev.coordtest.protocol.storage.RequestId;
import dev.coordtest.protocol.storage.StorageCommand;
import dev.coordtest.protocol.storage.StorageCommand.TableWrite;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.RowPacker;
import dev.coordtest.repr.RowReader;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.sql.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes to tables. Statements add to their transaction's writes; the commit makes them, all at one time.
 *
 * <p>One lock guards all tables: from the read of an UPDATE to its write there must be no other. Commits that found the lock taken are made as one
 * group when it is free: one time, one message to storage, and only then all answers.
 */
final class Writes {
    private final CoordinatorState state;
    private final Selects selects;
    /** Who waits for the lock, the longest first. */
    private final List<SessionState> queue = new ArrayList<>();

    private final SortedMap<RequestId, List<SessionState>> appends = new TreeMap<>();
    private @Nullable SessionState holder;

    Writes(CoordinatorState state, Selects selects) {
        this.state = state;
        this.selects = selects;
        selects.onMutationRows(this::rowsRead);
    }

    // ---- statements

    void insert(SessionState session, Plan.InsertValues insert, Context context) {
        try {
            add(session, context, insert.table(), insert.rows());
            state.answer(session, new ToSession.Done(new StatementResult.Inserted(insert.rowCount())));
        } catch (SqlException e) {
            state.refuse(session, e.error());
        }
    }

    private void add(SessionState session, Context context, GlobalId table, Batch rows) {
        SessionState.Transaction transaction = session.transaction;
        if (context.readOnly() || transaction.domain != null) {
            throw new SqlException(SqlState.READ_ONLY_SQL_TRANSACTION, "transaction in read-only mode");
        }
        if (transaction.hasTail) {
            throw new SqlException(
                    SqlState.INVALID_TRANSACTION_STATE, "TAIL in transactions must be the only read statement");
        }
        transaction.wrote = true;
        transaction.writes.add(new TableWrite(table, rows));
    }

    void readThenWrite(SessionState session, Plan.ReadThenWrite mutation, Context context) {
        Optional<GlobalId> foreign = mutation.query().references().stream()
                .filter(id -> !(state.catalog.get(id).body() instanceof CatalogItem.Table))
                .findFirst();
        if (foreign.isPresent()) {
            state.refuse(
                    session,
                    SqlError.of(
                            SqlState.INVALID_TRANSACTION_STATE,
                            "invalid selection: operation may only refer to user-defined tables"));
        } else if (context.readOnly()) {
            state.refuse(session, SqlError.of(SqlState.READ_ONLY_SQL_TRANSACTION, "transaction in read-only mode"));
        } else if (holder == null) {
            begin(session, mutation);
        } else {
            session.pending = new Pending.Lock(mutation);
            queue.add(session);
        }
    }

    private void begin(SessionState session, Plan.ReadThenWrite mutation) {
        if (state.catalog.find(mutation.table()).isEmpty()) {
            state.refuse(session, unknownItem(mutation.table()));
            releaseLock();
            return;
        }
        holder = session;
        selects.selectForWrite(session, mutation);
    }

    private static SqlError unknownItem(GlobalId id) {
        return SqlError.of(SqlState.UNDEFINED_TABLE, "unknown catalog item '" + id + "'");
    }

    private void rowsRead(Selects.Answered answered) {
        SessionState session = answered.session();
        Batch rows = answered.rows();
        Plan.ReadThenWrite mutation = answered.mutation();
        long count = 0;
        for (int i = 0; i < rows.size(); i++) count += rows.diff(i);
        session.transaction.wrote = true;
        session.transaction.writes.add(new TableWrite(mutation.table(), changes(mutation.kind(), rows)));
        StatementResult result = switch (mutation.kind()) {
            case INSERT -> new StatementResult.Inserted(count);
            case UPDATE -> new StatementResult.Updated(count);
            case DELETE -> new StatementResult.Deleted(count);
        };
        state.answer(session, new ToSession.Done(result));
    }

    /** What a mutation adds to its table. The rows of an UPDATE hold the old row and then the new one. */
    private static Batch changes(Plan.MutationKind kind, Batch rows) {
        Batch.Builder changes = new Batch.Builder();
        RowReader reader = new RowReader();
        RowPacker packer = new RowPacker();
        for (int i = 0; i < rows.size(); i++) {
            byte[] packed = rows.packed();
            long diff = rows.diff(i);
            switch (kind) {
                case INSERT -> changes.add(packed, rows.start(i), rows.end(i), 0, diff);
                case DELETE -> changes.add(packed, rows.start(i), rows.end(i), 0, -diff);
                case UPDATE -> {
                    reader.reset(packed, rows.start(i), rows.end(i));
                    int half = reader.columns() / 2;
                    changes.add(packed, rows.start(i), reader.start(half), 0, -diff);
                    packer.clear().pushPacked(packed, reader.start(half), rows.end(i));
                    changes.add(packer, 0, diff);
                }
            }
        }
        return changes.build().consolidate();
    }

    // ---- the end of a transaction

    void endTransaction(SessionState session, boolean commit) {
        session.expectIdle();
        boolean writes = commit && !session.transaction.writes.isEmpty();
        if (!writes) {
            finishTransaction(session, null);
        } else if (holder == null || holder == session) {
            holder = session;
            append(List.of(session));
        } else {
            session.pending = new Pending.Lock(null);
            queue.add(session);
        }
    }

    /** Makes the writes of these transactions at one time; those that name a table that is gone fail alone. */
    private void append(List<SessionState> group) {
        List<SessionState> writers = new ArrayList<>();
        List<TableWrite> writes = new ArrayList<>();
        for (SessionState session : group) {
            Optional<GlobalId> gone = session.transaction.writes.stream()
                    .map(TableWrite::table)
                    .filter(table -> state.catalog.find(table).isEmpty())
                    .findFirst();
            if (gone.isPresent()) {
                finishTransaction(session, unknownItem(gone.get()));
                continue;
            }
            writers.add(session);
            for (TableWrite write : session.transaction.writes) {
                if (!write.updates().isEmpty()) writes.add(write);
            }
        }
        if (writers.isEmpty()) return;
        RequestId request = state.newRequest();
        holder = writers.get(0);
        long time = state.oracle.write(state.now());
        if (!state.oracle.closes(state.now()))
            throw new IllegalStateException("a write at " + time + " closes nothing");
        Frontier upper = Frontier.at(state.oracle.closedUpTo());
        appends.put(request, writers);
        writers.forEach(session -> session.pending = new Pending.Append(request));
        state.out().storage(new StorageCommand.AppendTables(request, writes, time, upper));
    }

    void appended(RequestId request, Frontier upper) {
        tablesClosed(upper);
        List<SessionState> writers = appends.remove(request);
        if (writers != null) writers.forEach(session -> finishTransaction(session, null));
    }

    void appendFailed(RequestId request, SqlError error) {
        List<SessionState> writers = appends.remove(request);
        if (writers == null) throw new IllegalStateException("tables could not be closed: " + error);
        writers.forEach(session -> finishTransaction(session, error));
    }

    private void tablesClosed(Frontier upper) {
        for (CatalogItem item : state.catalog.all().values()) {
            if (item.body() instanceof CatalogItem.Table) state.holds.report(item.id(), upper);
        }
    }

    /** Closes the tables up to the oracle, once after each event that looked at the time. */
    void closeTables() {
        if (!state.oracle.closes(state.now())) return;
        long upTo = state.oracle.closedUpTo();
        state.out()
                .storage(new StorageCommand.AppendTables(state.newRequest(), List.of(), upTo - 1, Frontier.at(upTo)));
    }

    /** Releases everything the transaction held, and answers its end. */
    void finishTransaction(SessionState session, @Nullable SqlError error) {
        clear(session);
        state.answer(session, new ToSession.TransactionEnded(error));
        if (holder == session) releaseLock();
    }

    private void clear(SessionState session) {
        SessionState.Domain domain = session.transaction.domain;
        if (domain != null) state.holds.release(domain.hold());
        for (GlobalId tail : List.copyOf(session.tails)) state.stopTail(session, tail.value());
        session.transaction = new SessionState.Transaction();
    }

    /** Forgets a session that is gone: what it had not committed is not written. */
    void forget(SessionState session) {
        clear(session);
        queue.remove(session);
        appends.replaceAll((request, writers) ->
                writers.stream().filter(writer -> writer != session).toList());
        if (holder == session) releaseLock();
    }

    // ---- the lock

    Optional<SessionId> lockHolder() {
        return holder == null ? Optional.empty() : Optional.of(holder.id);
    }

    void leaveQueue(SessionState session) {
        queue.remove(session);
    }

    private void releaseLock() {
        holder = null;
        if (queue.isEmpty()) return;
        SessionState next = queue.remove(0);
        if (!(next.pending instanceof Pending.Lock lock))
            throw new IllegalStateException(next.id + " does not wait: " + next.pending);
        Plan.ReadThenWrite mutation = lock.mutation();
        if (mutation != null) {
            begin(next, mutation);
            return;
        }
        List<SessionState> group = new ArrayList<>(List.of(next));
        while (!queue.isEmpty() && queue.get(0).pending instanceof Pending.Lock(var waiting) && waiting == null) {
            group.add(queue.remove(0));
        }
        append(group);
    }
}
