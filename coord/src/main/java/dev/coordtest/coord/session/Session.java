package dev.coordtest.coord.session;

import dev.coordtest.coord.catalog.Catalog;
import dev.coordtest.coord.session.ToCoordinator.Context;
import dev.coordtest.coord.session.ToCoordinator.Mode;
import dev.coordtest.coord.timestamp.Isolation;
import dev.coordtest.protocol.storage.FileDescription;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.RelationDesc;
import dev.coordtest.sql.SessionView;
import dev.coordtest.sql.Sql;
import dev.coordtest.sql.Sql.Result;
import dev.coordtest.sql.parse.ParsedStatement;
import dev.coordtest.sql.plan.Plan;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The front half of a connection, as a state machine: texts and the coordinator's messages go in, requests and results come out. A text runs by the rules
 * of PostgreSQL's simple query protocol: all of it is parsed first, each statement is answered before the next starts, an error ends it, and
 * what is not in an explicit transaction is committed at its end.
 */
public final class Session {
    private static final int REPLANS_MAX = 10;

    /** How the transaction stands. */
    private enum Status {
        NONE,
        SINGLE,
        IMPLICIT,
        EXPLICIT,
        FAILED
    }

    private final SessionId id;
    private final Planning planning;
    private final Supplier<Catalog> catalog;
    private final Consumer<ToCoordinator> coordinator;
    private final Consumer<SessionOutput> client;
    private final boolean defaultTableIndex;
    private final Variables variables;
    private final SortedMap<String, Prepared> prepared = new TreeMap<>();
    private final SortedMap<String, Portal> portals = new TreeMap<>();
    private final SortedMap<Long, TailStream> tails = new TreeMap<>();
    private final Deque<ParsedStatement> rest = new ArrayDeque<>();

    private Status status = Status.NONE;
    private boolean readOnly;
    private long now;
    private long transactionStart;
    private int statements;
    private int replans;
    private @Nullable ParsedStatement current;
    private List<Datum> parameters = List.of();
    private @Nullable Waiting waiting;
    /** What the last statement of an implicit transaction has come to, rows aside: nobody is told before the transaction has ended well. */
    private @Nullable StatementResult untold;

    /** A prepared statement, with the columns it had when it was prepared, if it had any. */
    private record Prepared(String text, @Nullable RelationDesc desc) {}

    /** What the session has asked the coordinator for, and so what the next message will be about. */
    private sealed interface Waiting {
        /** The answer to the current statement, for the client. */
        record Statement() implements Waiting {}

        record File() implements Waiting {}

        /** The rows of a cursor at its first FETCH. */
        record CursorRows(Portal portal, Plan.Fetch fetch) implements Waiting {}

        record TailStart(TailStream stream, @Nullable Portal portal, Plan.@Nullable Fetch fetch) implements Waiting {}

        /** Rows of a TAIL, for a FETCH. */
        record TailRows(Portal portal, Plan.Fetch fetch) implements Waiting {}

        /** Nothing: rows are shown as they come, until the TAIL ends. */
        record Streaming(TailStream stream) implements Waiting {}

        record End(boolean commit, boolean explicit, boolean implicitTag) implements Waiting {}
    }

    public Session(
            SessionId id,
            Isolation isolation,
            boolean defaultTableIndex,
            Planning planning,
            Supplier<Catalog> catalog,
            Consumer<ToCoordinator> coordinator,
            Consumer<SessionOutput> client) {
        this.id = id;
        this.planning = planning;
        this.catalog = () -> catalog.get().asSeenBy(id.value());
        this.coordinator = coordinator;
        this.client = client;
        this.defaultTableIndex = defaultTableIndex;
        this.variables = new Variables(isolation);
    }

    public SessionId id() {
        return id;
    }

    public Isolation isolation() {
        return variables.isolation();
    }

    /** The statement that is not answered yet, as it was written. */
    public @Nullable String currentText() {
        return current == null ? null : current.text();
    }

    /** Whether the session waits for rows that a TAIL may bring. */
    public boolean waitsForRows() {
        return waiting instanceof Waiting.TailRows || waiting instanceof Waiting.Streaming;
    }

    /** Starts to run a text. The last one must have been answered. */
    public void query(long time, String text) {
        if (waiting != null) throw new IllegalStateException(id + " still waits: " + waiting);
        now = time;
        switch (planning.parse(text)) {
            case Result.Refused<List<ParsedStatement>>(var error) -> {
                client.accept(new SessionOutput.Failed(error));
                if (status == Status.EXPLICIT) status = Status.FAILED;
                client.accept(new SessionOutput.Ready());
            }
            case Result.Ok<List<ParsedStatement>>(var parsed) -> {
                if (parsed.isEmpty()) answer(new StatementResult.EmptyQuery());
                rest.addAll(parsed);
                statements = parsed.size();
                next();
            }
        }
    }

    private void answer(StatementResult result) {
        client.accept(new SessionOutput.Answered(result));
    }

    /** Goes on with the text: its next statement, or its end. */
    private void next() {
        waiting = null;
        current = rest.pollFirst();
        if (current == null) {
            if (status == Status.SINGLE || status == Status.IMPLICIT) end(true, false);
            else client.accept(new SessionOutput.Ready());
            return;
        }
        if (status == Status.NONE) {
            status = statements == 1 ? Status.SINGLE : Status.IMPLICIT;
            transactionStart = now;
        }
        parameters = List.of();
        replans = 0;
        plan(null);
    }

    private void plan(@Nullable FileDescription file) {
        ParsedStatement statement = current();
        if (status == Status.FAILED && !endsTransaction(statement)) {
            fail(SqlError.of(
                    SqlState.IN_FAILED_SQL_TRANSACTION,
                    "current transaction is aborted, commands ignored until end of transaction block"));
            return;
        }
        var request = Sql.needsFile(statement.statement());
        if (file == null && request.isPresent()) {
            waiting = new Waiting.File();
            coordinator.accept(new ToCoordinator.DescribeFile(
                    id, request.get().path(), request.get().format()));
            return;
        }
        Catalog snapshot = catalog.get();
        switch (planning.plan(statement, snapshot, view(), file, parameters)) {
            case Result.Refused<Plan>(var error) -> fail(error.position() < 0 ? error : error.at(error.position()));
            case Result.Ok<Plan>(var plan) -> carryOut(plan, snapshot.revision());
        }
    }

    private static boolean endsTransaction(ParsedStatement statement) {
        return statement.statement() instanceof dev.coordtest.sql.ast.Statement.Commit
                || statement.statement() instanceof dev.coordtest.sql.ast.Statement.Rollback;
    }

    private ParsedStatement current() {
        if (current == null) throw new IllegalStateException(id + " runs nothing");
        return current;
    }

    private SessionView view() {
        return new SessionView(
                variables.get("database"),
                variables.searchPath(),
                Catalog.DEFAULT_ROLE,
                transactionStart,
                defaultTableIndex);
    }

    private Context context() {
        Mode mode = status == Status.SINGLE ? Mode.SINGLE : status == Status.IMPLICIT ? Mode.IMPLICIT : Mode.EXPLICIT;
        return new Context(mode, readOnly, variables.isolation());
    }

    private void carryOut(Plan plan, long revision) {
        boolean multiple = status == Status.IMPLICIT || status == Status.EXPLICIT;
        boolean alone = plan instanceof Plan.DdlPlan || plan instanceof Plan.ReadThenWrite;
        if (multiple && alone) {
            String text = current().text().strip().replaceAll("\\s+", " ");
            fail(SqlError.of(SqlState.ACTIVE_SQL_TRANSACTION, text + " cannot be run inside a transaction block"));
            return;
        }
        switch (plan) {
            case Plan.SessionPlan own -> {
                try {
                    carryOut(own);
                } catch (SqlException e) {
                    fail(e.error());
                }
            }
            case Plan.Tail tail -> {
                waiting = new Waiting.TailStart(new TailStream(tail.query().desc(), tail.progress()), null, null);
                coordinator.accept(new ToCoordinator.Execute(id, plan, revision, context()));
            }
            case Plan.Select select -> execute(select, revision);
            case Plan.CopyTo copy -> execute(copy, revision);
            case Plan.ExplainTimestamp explain -> execute(explain, revision);
            case Plan.InsertValues insert -> execute(insert, revision);
            case Plan.ReadThenWrite mutation -> execute(mutation, revision);
            case Plan.DdlPlan ddl -> execute(ddl, revision);
        }
    }

    private void execute(Plan plan, long revision) {
        waiting = new Waiting.Statement();
        coordinator.accept(new ToCoordinator.Execute(id, plan, revision, context()));
    }

    // ---- statements that are the session's own

    private void carryOut(Plan.SessionPlan plan) {
        switch (plan) {
            case Plan.ShowRows(var desc, var rows) -> done(new StatementResult.Rows(desc, rows));
            case Plan.ShowVariable(var name) -> done(variables.show(name));
            case Plan.SetVariable(var name, var value, var local) -> {
                variables.set(name, value, local);
                done(new StatementResult.SetVariable(name));
            }
            case Plan.Begin(var wantsReadOnly) -> {
                boolean duplicated = status == Status.EXPLICIT;
                if (status == Status.SINGLE) readOnly = Boolean.TRUE.equals(wantsReadOnly);
                status = Status.EXPLICIT;
                done(new StatementResult.StartedTransaction(duplicated));
            }
            case Plan.Commit ignored -> end(status != Status.FAILED, true);
            case Plan.Rollback ignored -> end(false, true);
            case Plan.Prepare(var name, var text) -> prepare(name, text);
            case Plan.Execute(var name, var arguments) -> executePrepared(name, arguments);
            case Plan.Deallocate(var name) -> {
                if (name == null) prepared.clear();
                else if (prepared.remove(name) == null) throw noStatement(name);
                done(new StatementResult.Deallocate(name == null));
            }
            case Plan.Declare(var cursor, var text) -> declare(cursor, text);
            case Plan.Fetch fetch -> fetch(fetch);
            case Plan.CloseCursor(var cursor) -> {
                Portal portal = portals.remove(cursor);
                if (portal == null) throw noCursor(cursor);
                closePortal(portal);
                done(new StatementResult.ClosedCursor());
            }
            case Plan.Discard(var all) -> {
                if (all && status != Status.SINGLE) {
                    throw new SqlException(
                            SqlState.ACTIVE_SQL_TRANSACTION, "DISCARD ALL cannot be run inside a transaction block");
                }
                if (all) prepared.clear();
                done(new StatementResult.Discarded(all));
            }
            case Plan.CopyFrom ignored -> throw new SqlException(SqlError.notSupported("COPY FROM is"));
        }
    }

    private void done(StatementResult result) {
        boolean endsTransaction = rest.isEmpty() && (status == Status.SINGLE || status == Status.IMPLICIT);
        if (endsTransaction && !(result instanceof StatementResult.Rows)) untold = result;
        else answer(result);
        next();
    }

    private static SqlException noStatement(String name) {
        return new SqlException(
                SqlState.INVALID_SQL_STATEMENT_NAME, "prepared statement \"" + name + "\" does not exist");
    }

    private static SqlException noCursor(String name) {
        return new SqlException(SqlState.INVALID_CURSOR_NAME, "cursor \"" + name + "\" does not exist");
    }

    private void prepare(String name, String text) {
        if (prepared.containsKey(name)) {
            throw new SqlException(
                    SqlState.DUPLICATE_PREPARED_STATEMENT, "prepared statement \"" + name + "\" already exists");
        }
        prepared.put(name, new Prepared(text, describe(text)));
        done(new StatementResult.Prepare());
    }

    /** The columns a statement has now; null if it has none, or none that are known before its parameters. */
    private @Nullable RelationDesc describe(String text) {
        Result<Plan> result = planning.plan(only(text), catalog.get(), view(), null, List.of());
        return result instanceof Result.Ok<Plan>(Plan.Select select)
                ? select.query().desc()
                : null;
    }

    private ParsedStatement only(String text) {
        return switch (planning.parse(text)) {
            case Result.Ok<List<ParsedStatement>>(var parsed) -> parsed.get(0);
            case Result.Refused<List<ParsedStatement>>(var error) -> throw new SqlException(error);
        };
    }

    private void executePrepared(String name, List<String> arguments) {
        Prepared statement = prepared.get(name);
        if (statement == null) throw noStatement(name);
        List<Datum> values = new ArrayList<>();
        for (String argument : arguments) values.add(Sql.argument(argument, catalog.get(), view()));
        RelationDesc desc = statement.desc();
        RelationDesc today = desc == null ? null : describe(statement.text());
        if (desc != null && today != null && !desc.equals(today)) {
            throw new SqlException(SqlState.FEATURE_NOT_SUPPORTED, "cached plan must not change result type");
        }
        current = only(statement.text());
        parameters = values;
        plan(null);
    }

    // ---- cursors

    private void declare(String cursor, String text) {
        if (status == Status.SINGLE) {
            throw new SqlException(
                    SqlState.NO_ACTIVE_SQL_TRANSACTION, "DECLARE CURSOR can only be used in transaction blocks");
        }
        if (portals.containsKey(cursor)) {
            throw new SqlException(SqlState.DUPLICATE_CURSOR, "cursor \"" + cursor + "\" already exists");
        }
        portals.put(cursor, new Portal(text));
        done(new StatementResult.DeclaredCursor());
    }

    private void fetch(Plan.Fetch fetch) {
        Portal portal = portals.get(fetch.cursor());
        if (portal == null) throw noCursor(fetch.cursor());
        TailStream tail = portal.tail;
        if (tail != null) {
            waiting = new Waiting.TailRows(portal, fetch);
            fetchTail(false);
        } else if (portal.hasStarted()) {
            fetched(portal, portal.take(count(fetch)));
        } else {
            startPortal(portal, fetch);
        }
    }

    private void startPortal(Portal portal, Plan.Fetch fetch) {
        Catalog snapshot = catalog.get();
        switch (planning.plan(only(portal.text), snapshot, view(), null, List.of())) {
            case Result.Refused<Plan>(var error) -> throw new SqlException(error);
            case Result.Ok<Plan>(var plan) -> {
                if (plan instanceof Plan.Tail tail) {
                    waiting =
                            new Waiting.TailStart(new TailStream(tail.query().desc(), tail.progress()), portal, fetch);
                } else if (plan instanceof Plan.Select) {
                    waiting = new Waiting.CursorRows(portal, fetch);
                } else if (plan instanceof Plan.ShowRows(var desc, var rows)) {
                    portal.start(desc, rows);
                    fetched(portal, portal.take(count(fetch)));
                    return;
                } else {
                    throw new SqlException(SqlError.notSupported("a cursor for this statement is"));
                }
                coordinator.accept(new ToCoordinator.Execute(id, plan, snapshot.revision(), context()));
            }
        }
    }

    private static long count(Plan.Fetch fetch) {
        return switch (fetch.count()) {
            case Plan.FetchCount.All ignored -> Long.MAX_VALUE;
            case Plan.FetchCount.Forward(var rows) -> rows;
        };
    }

    private void fetched(Portal portal, Batch rows) {
        TailStream tail = portal.tail;
        RelationDesc desc = tail != null ? tail.desc() : portal.desc;
        if (desc == null) throw new IllegalStateException("cursor without columns");
        done(new StatementResult.Rows(desc, rows));
    }

    /** Answers a FETCH from a TAIL if it can be answered; {@code expired} says that its time is over. */
    private void fetchTail(boolean expired) {
        if (!(waiting instanceof Waiting.TailRows(var portal, var fetch))) return;
        TailStream tail = portal.tail;
        if (tail == null) throw new IllegalStateException("no TAIL behind the cursor");
        long wanted = count(fetch);
        Long timeout = fetch.timeoutMillis();
        boolean satisfied = tail.size() >= wanted || timeout == null && tail.size() > 0 || tail.hasEnded();
        if (!satisfied && !expired && (timeout == null || timeout > 0)) return;
        SqlError error = tail.error();
        if (error != null && tail.size() == 0) {
            fail(error);
            return;
        }
        fetched(portal, tail.take(wanted));
    }

    /** The world is at rest: whatever waits for a time limit has waited long enough. Returns whether something was. */
    public boolean expireTimeouts() {
        if (!(waiting instanceof Waiting.TailRows(var portal, var fetch)) || fetch.timeoutMillis() == null)
            return false;
        fetchTail(true);
        return true;
    }

    /** The rows that a TAIL outside a cursor has brought so far, if one runs. */
    public StatementResult.@Nullable Rows takeStreamed() {
        if (!(waiting instanceof Waiting.Streaming(var stream))) return null;
        return new StatementResult.Rows(stream.desc(), stream.take(Long.MAX_VALUE));
    }

    private void closePortal(Portal portal) {
        TailStream tail = portal.tail;
        if (tail != null && tails.remove(tail.id) != null) coordinator.accept(new ToCoordinator.StopTail(id, tail.id));
    }

    // ---- what the coordinator says

    public void handle(ToSession message) {
        switch (message) {
            case ToSession.Done(var result) -> statementDone(result);
            case ToSession.Refused(var error) -> fail(error);
            case ToSession.Canceled(var read) -> canceled(read);
            case ToSession.PlanAgain ignored -> {
                if (++replans > REPLANS_MAX) {
                    fail(SqlError.of(SqlState.OBJECT_IN_USE, "the catalog changed while the statement was planned"));
                } else if (waiting instanceof Waiting.CursorRows(var portal, var fetch)) {
                    startPortal(portal, fetch);
                } else {
                    plan(null);
                }
            }
            case ToSession.FileDescribed(var file) -> plan(file);
            case ToSession.TransactionEnded(var error) -> transactionEnded(error);
            case ToSession.TailStarted(var tail, var asOf) -> tailStarted(tail);
            case ToSession.TailBatch(var tail, var updates, var upper) -> {
                TailStream stream = tails.get(tail);
                if (stream == null) return; // Closed meanwhile.
                stream.add(updates, upper);
                fetchTail(false);
            }
            case ToSession.TailEnded(var tail, var error) -> tailEnded(tail, error);
        }
    }

    private void statementDone(StatementResult result) {
        if (!(waiting instanceof Waiting.CursorRows(var portal, var fetch))) {
            done(result);
        } else if (result instanceof StatementResult.Rows(var desc, var rows)) {
            portal.start(desc, rows);
            fetched(portal, portal.take(count(fetch)));
        } else {
            done(result);
        }
    }

    private void tailStarted(long tail) {
        if (!(waiting instanceof Waiting.TailStart(var stream, var portal, var fetch))) {
            throw new IllegalStateException(id + " did not ask for a TAIL");
        }
        stream.id = tail;
        tails.put(tail, stream);
        if (portal == null || fetch == null) {
            waiting = new Waiting.Streaming(stream);
            return;
        }
        portal.tail = stream;
        waiting = new Waiting.TailRows(portal, fetch);
        fetchTail(false);
    }

    private void tailEnded(long tail, @Nullable SqlError error) {
        TailStream stream = tails.remove(tail);
        if (stream == null) return;
        stream.end(error);
        if (waiting instanceof Waiting.Streaming(var streaming) && streaming == stream) {
            answer(new StatementResult.Rows(stream.desc(), stream.take(Long.MAX_VALUE)));
            if (error == null) next();
            else fail(error);
            return;
        }
        fetchTail(false);
    }

    /** A cancelled read is shown as one; anything else that was cancelled is an error. Either ends the text. */
    private void canceled(boolean read) {
        if (read) {
            answer(new StatementResult.ReadCanceled());
            abort();
        } else {
            fail(SqlError.of(SqlState.QUERY_CANCELED, "canceling statement due to user request"));
        }
    }

    // ---- the end of things

    private void fail(SqlError error) {
        client.accept(new SessionOutput.Failed(error));
        abort();
    }

    /** Ends the text after an error: an implicit transaction is undone, an explicit one waits for its ROLLBACK. */
    private void abort() {
        rest.clear();
        current = null;
        waiting = null;
        switch (status) {
            case SINGLE, IMPLICIT -> end(false, false);
            case EXPLICIT, FAILED -> {
                status = Status.FAILED;
                client.accept(new SessionOutput.Ready());
            }
            case NONE -> client.accept(new SessionOutput.Ready());
        }
    }

    private void end(boolean commit, boolean explicit) {
        waiting = new Waiting.End(commit, explicit, status == Status.IMPLICIT || status == Status.SINGLE);
        coordinator.accept(new ToCoordinator.EndTransaction(id, commit));
    }

    /** Commits an explicit transaction that was left open, or undoes it if it has failed. Does nothing if there is none. */
    public void commitOpen() {
        if (waiting != null || status == Status.NONE) return;
        end(status == Status.EXPLICIT, false);
    }

    private void transactionEnded(@Nullable SqlError error) {
        if (!(waiting instanceof Waiting.End(var commit, var explicit, var wasImplicit))) {
            throw new IllegalStateException(id + " did not end its transaction");
        }
        waiting = null;
        variables.endTransaction(commit && error == null);
        portals.clear();
        tails.clear();
        status = Status.NONE;
        readOnly = false;
        StatementResult last = untold;
        untold = null;
        if (error != null) {
            client.accept(new SessionOutput.Failed(error));
            rest.clear();
        } else if (last != null) {
            answer(last);
        } else if (explicit) {
            answer(new StatementResult.TransactionExited(wasImplicit, commit ? "COMMIT" : "ROLLBACK"));
        }
        if (explicit || error != null) next();
        else finish();
    }

    private void finish() {
        current = null;
        client.accept(new SessionOutput.Ready());
    }
}
