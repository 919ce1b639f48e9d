package dev.coordtest.coord;

import dev.coordtest.coord.WriteRead.Change;
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
 * <p>One lock guards all tables: from the read of an UPDATE, or of the keys that an INSERT must not repeat, to the write there must be no other. So what was judged
 * by what was read is true at the time of the write. Commits that found the lock taken are made as one
 * group when it is free: one time, one message to storage, and only then all answers.
 */
final class Writes implements Selects.Writer {
    private final CoordinatorState state;
    private final Selects selects;
    /** Who waits for the lock, the longest first. */
    private final List<SessionState> queue = new ArrayList<>();

    private final SortedMap<RequestId, List<SessionState>> appends = new TreeMap<>();
    private @Nullable SessionState holder;

    Writes(CoordinatorState state, Selects selects) {
        this.state = state;
        this.selects = selects;
        selects.setWriter(this);
    }

    // ---- statements

    void insert(SessionState session, Plan.InsertValues insert, Context context) {
        Change change = new Change(insert.table(), Plan.MutationKind.INSERT, insert.rows(), insert.rowCount());
        try {
            checkMayWrite(session, context);
            if (judge(change.table()).needsTable(change)) begin(session, new WriteRead.Keys(change));
            else make(session, change, List.of());
        } catch (SqlException e) {
            refuse(session, e.error());
        }
    }

    private static void checkMayWrite(SessionState session, Context context) {
        SessionState.Transaction transaction = session.transaction;
        if (context.readOnly() || transaction.domain != null) {
            throw new SqlException(SqlState.READ_ONLY_SQL_TRANSACTION, "transaction in read-only mode");
        }
        if (transaction.hasTail) {
            throw new SqlException(
                    SqlState.INVALID_TRANSACTION_STATE, "TAIL in transactions must be the only read statement");
        }
    }

    /** A statement that is never one of several in a transaction. */
    void readThenWrite(SessionState session, Plan.ReadThenWrite mutation) {
        Optional<GlobalId> foreign = mutation.query().references().stream()
                .filter(id -> !(state.catalog.get(id).body() instanceof CatalogItem.Table))
                .findFirst();
        if (foreign.isPresent()) {
            state.refuse(
                    session,
                    SqlError.of(
                            SqlState.INVALID_TRANSACTION_STATE,
                            "invalid selection: operation may only refer to user-defined tables"));
        } else {
            begin(session, new WriteRead.Rows(mutation));
        }
    }

    /** Reads for a statement that writes, once it has the lock, which it keeps until its transaction ends. */
    private void begin(SessionState session, WriteRead read) {
        if (holder != null && holder != session) {
            session.pending = new Pending.Lock(read);
            queue.add(session);
            return;
        }
        holder = session;
        // Tables may have been dropped while it waited.
        Optional<GlobalId> gone = read.tables().stream()
                .filter(table -> state.catalog.find(table).isEmpty())
                .findFirst();
        if (gone.isPresent()) refuse(session, unknownItem(gone.get()));
        else selects.selectForWrite(session, read);
    }

    /** Refuses a statement. What its transaction has written is lost with it, and so others need not wait for it any longer. */
    private void refuse(SessionState session, SqlError error) {
        state.refuse(session, error);
        letGo(session);
    }

    /** Frees the lock if the session, whose transaction can only be undone, has it. */
    void letGo(SessionState session) {
        if (holder == session) releaseLock();
    }

    private static SqlError unknownItem(GlobalId id) {
        return SqlError.of(SqlState.UNDEFINED_TABLE, "unknown catalog item '" + id + "'");
    }

    @Override
    public void rowsRead(SessionState session, WriteRead read, Batch rows) {
        try {
            switch (read) {
                case WriteRead.Rows(var mutation) -> {
                    long count = 0;
                    for (int i = 0; i < rows.size(); i++) count += rows.diff(i);
                    Change change = new Change(mutation.table(), mutation.kind(), rows, count);
                    if (judge(change.table()).needsTable(change)) begin(session, new WriteRead.Keys(change));
                    else make(session, change, List.of());
                }
                case WriteRead.Keys(var change) -> make(session, change, withOwnWrites(session, change.table(), rows));
            }
        } catch (SqlException e) {
            refuse(session, e.error());
        }
    }

    @Override
    public void readFailed(SessionState session, SqlError error) {
        refuse(session, error);
    }

    private TableJudge judge(GlobalId table) {
        Optional<CatalogItem> item = state.catalog.find(table);
        if (item.isEmpty() || !(item.get().body() instanceof CatalogItem.Table body)) {
            throw new SqlException(unknownItem(table));
        }
        return new TableJudge(item.get().name().item(), body);
    }

    /** What a table holds in the eyes of a transaction: what was read, and what the transaction has written to it. */
    private static List<Batch> withOwnWrites(SessionState session, GlobalId table, Batch rows) {
        List<Batch> present = new ArrayList<>(List.of(rows));
        for (TableWrite write : session.transaction.writes) {
            if (write.table().equals(table)) present.add(write.updates());
        }
        return present;
    }

    /** Adds a change to the writes of its transaction, if it keeps the rules of its table. */
    private void make(SessionState session, Change change, List<Batch> present) {
        judge(change.table()).judge(change, present);
        session.transaction.wrote = true;
        session.transaction.writes.add(new TableWrite(change.table(), changes(change.kind(), change.rows())));
        StatementResult result = switch (change.kind()) {
            case INSERT -> new StatementResult.Inserted(change.count());
            case UPDATE -> new StatementResult.Updated(change.count());
            case DELETE -> new StatementResult.Deleted(change.count());
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
        finish(request, null);
    }

    /** The tables are closed all the same; nothing was written to them. */
    void appendFailed(RequestId request, Frontier upper, SqlError error) {
        tablesClosed(upper);
        finish(request, error);
    }

    private void finish(RequestId request, @Nullable SqlError error) {
        List<SessionState> writers = appends.remove(request);
        if (writers != null) writers.forEach(session -> finishTransaction(session, error));
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
        WriteRead read = lock.read();
        if (read != null) {
            begin(next, read);
            return;
        }
        List<SessionState> group = new ArrayList<>(List.of(next));
        while (!queue.isEmpty() && queue.get(0).pending instanceof Pending.Lock(var waiting) && waiting == null) {
            group.add(queue.remove(0));
        }
        append(group);
    }
}
