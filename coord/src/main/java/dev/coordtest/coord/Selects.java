package dev.coordtest.coord;

import dev.coordtest.coord.catalog.CatalogItem;
import dev.coordtest.coord.session.StatementResult;
import dev.coordtest.coord.session.ToCoordinator.Context;
import dev.coordtest.coord.session.ToSession;
import dev.coordtest.coord.timestamp.Choice;
import dev.coordtest.coord.timestamp.Choice.Input;
import dev.coordtest.coord.timestamp.Choice.Reason;
import dev.coordtest.coord.timestamp.Isolation;
import dev.coordtest.coord.timestamp.ReadHolds.Hold;
import dev.coordtest.coord.timestamp.TimestampSelection;
import dev.coordtest.expr.Finishing;
import dev.coordtest.expr.Fused;
import dev.coordtest.expr.MapFilterProject;
import dev.coordtest.expr.RelExpr;
import dev.coordtest.expr.RelRewrite;
import dev.coordtest.expr.scalar.ScalarExpr;
import dev.coordtest.protocol.compute.ComputeCommand;
import dev.coordtest.protocol.compute.Dataflow;
import dev.coordtest.protocol.compute.PeekId;
import dev.coordtest.protocol.compute.PeekResult;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.Row;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.Times;
import dev.coordtest.repr.type.Column;
import dev.coordtest.repr.type.RelationDesc;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.sql.plan.BoundRel;
import dev.coordtest.sql.plan.QueryPlan;
import dev.coordtest.sql.plan.When;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads: chooses a time, holds the inputs at it, peeks, and answers with what the peek found. */
final class Selects {
    private final CoordinatorState state;
    private final TimeDomains domains;
    private final SortedMap<PeekId, SessionState> owners = new TreeMap<>();
    private @Nullable Writer writer;
    private long nextPeek = 1;

    /** Who reads in order to write. */
    interface Writer {
        void rowsRead(SessionState session, WriteRead read, Batch rows);

        /** The statement ends with {@code error}. */
        void readFailed(SessionState session, SqlError error);
    }

    Selects(CoordinatorState state) {
        this.state = state;
        this.domains = new TimeDomains(state);
    }

    /** Where the rows of {@link #selectForWrite} go. */
    void setWriter(Writer toTell) {
        writer = toTell;
    }

    private Writer writer() {
        if (writer == null) throw new IllegalStateException("nobody writes");
        return writer;
    }

    void select(SessionState session, QueryPlan query, When when, Context context, Reply reply) {
        try {
            DataflowBuilder reading = state.reading().read(query.references());
            Choice choice = choose(session, query, when, context, reading);
            peek(session, query, choice, reading, reply, null);
        } catch (SqlException e) {
            state.refuse(session, e.error());
        }
    }

    /**
     * Reads at the time of tables, for a write that follows; at since, if the indexes have been let go further than that. What is written then comes after it in either case.
     */
    void selectForWrite(SessionState session, WriteRead read) {
        QueryPlan query = switch (read) {
            case WriteRead.Rows(var mutation) -> mutation.query();
            case WriteRead.Keys(var change) -> everythingOf(change.table());
        };
        DataflowBuilder reading = state.reading().read(query.references());
        Choice choice = TimestampSelection.choose(
                Isolation.STRICT_SERIALIZABLE,
                new When.Immediately(),
                inputs(reading.timeInputs()),
                reading.readsTable(),
                () -> state.oracle.read(state.now()));
        observe(choice);
        state.out().chose(session.id, choice);
        peek(session, query, choice, reading, Reply.ROWS, read);
    }

    private QueryPlan everythingOf(GlobalId table) {
        RelationDesc desc = state.catalog.get(table).desc();
        if (desc == null) throw new IllegalStateException(table + " is not a relation");
        return new QueryPlan(
                new BoundRel.Get(table, desc.types()),
                new RelExpr.Get(table, desc.types()),
                Finishing.trivial(desc.arity()),
                desc,
                new TreeSet<>(List.of(table)));
    }

    void explain(SessionState session, QueryPlan query, When when, Context context) {
        DataflowBuilder reading = state.reading().read(query.references());
        List<Input> inputs = inputs(reading.timeInputs());
        Choice choice = TimestampSelection.choose(
                context.isolation(), when, inputs, reading.readsTable(), () -> state.oracle.peekRead(state.now()));
        Batch.Builder rows = new Batch.Builder();
        Explanations.lines(choice, state.catalog).forEach(line -> rows.add(Row.of(Datum.of(line)), 0, 1));
        RelationDesc desc = RelationDesc.of(Column.of("timestamp", ScalarType.TEXT, false));
        state.answer(session, new ToSession.Done(new StatementResult.Rows(desc, rows.build())));
    }

    /** Chooses the time of a read and notes it in the session's transaction, if it has one that lasts. */
    Choice choose(SessionState session, QueryPlan query, When when, Context context, DataflowBuilder reading) {
        List<Input> inputs = inputs(reading.timeInputs());
        if (when instanceof When.Immediately && context.isMultiple()) {
            // A read without inputs means the same at all times; it must not fix the time of those that follow.
            if (!query.references().isEmpty()) return domains.choose(session, query, context, reading, inputs);
            domains.checkMayRead(session);
        }
        Choice choice = TimestampSelection.choose(
                context.isolation(), when, inputs, reading.readsTable(), () -> state.oracle.read(state.now()));
        if (!TimestampSelection.isReadable(choice)) throw notValid(choice);
        observe(choice);
        state.out().chose(session.id, choice);
        return choice;
    }

    /** A strict read must not be older than what another strict read has seen. */
    private void observe(Choice choice) {
        boolean moves = choice.isolation() == Isolation.STRICT_SERIALIZABLE
                && choice.reason() != Reason.AS_OF
                && choice.reason() != Reason.CLOSED;
        if (moves) state.oracle.observe(choice.time());
    }

    private static SqlException notValid(Choice choice) {
        List<String> sinces = choice.inputs().stream()
                .filter(input -> input.since().isPast(choice.time()))
                .map(input ->
                        "Antichain { elements: [" + Times.toString(input.since().time()) + "] }")
                .toList();
        return new SqlException(
                SqlState.INVALID_PARAMETER_VALUE,
                "Timestamp (" + Times.toString(choice.time()) + ") is not valid for all inputs: " + sinces);
    }

    List<Input> inputs(Collection<GlobalId> ids) {
        return ids.stream()
                .map(id -> new Input(id, state.holds.since(id), state.holds.known(id)))
                .toList();
    }

    private void peek(
            SessionState session,
            QueryPlan query,
            Choice choice,
            DataflowBuilder reading,
            Reply reply,
            @Nullable WriteRead write) {
        Hold hold = state.holds.acquire(reading.timeInputs(), choice.time(), session.id.toString());
        PeekId id = new PeekId(nextPeek++);
        owners.put(id, session);
        boolean constant = query.references().isEmpty();
        session.pending = new Pending.Peek(id, choice, hold, constant, query.desc(), reply, write);
        RelExpr expr = RelRewrite.atTime(query.lowered(), choice.time());
        Fused fused = Fused.of(expr);
        if (fused.base() instanceof RelExpr.Get(var relation, var types)) {
            List<CatalogItem> indexes = state.catalog.indexesOn(relation).stream()
                    .filter(index -> state.built.contains(index.id()))
                    .toList();
            if (!indexes.isEmpty()) {
                GlobalId index = indexes.get(0).id();
                state.out()
                        .compute(new ComputeCommand.Peek(
                                id, index, choice.time(), null, fused.mfp(), query.finishing()));
                return;
            }
        }
        peekTransient(id, query, choice, reading, expr);
    }

    /** Builds the query as an index of its own, which lives until the peek is answered. */
    private void peekTransient(PeekId id, QueryPlan query, Choice choice, DataflowBuilder reading, RelExpr expr) {
        GlobalId view = state.newTransientId();
        GlobalId index = state.newTransientId();
        int arity = expr.arity();
        List<ScalarExpr> key =
                IntStream.range(0, arity).mapToObj(ScalarExpr::column).toList();
        Dataflow dataflow =
                reading.build(view, expr).index("temp-view-" + view, new Dataflow.IndexExport(index, view, key));
        state.out().compute(new ComputeCommand.CreateDataflow(dataflow, choice.time()));
        MapFilterProject all = MapFilterProject.identity(arity);
        state.out().compute(new ComputeCommand.Peek(id, index, choice.time(), null, all, query.finishing()));
        // The peek keeps what it reads; nobody else will ask for this index.
        state.drop(index, true, false);
    }

    void peekDone(PeekId id, PeekResult result) {
        SessionState session = owners.remove(id);
        if (session == null) return; // Cancelled, and answered then.
        if (!(session.pending instanceof Pending.Peek peek) || !peek.id().equals(id)) {
            throw new IllegalStateException(id + " answered while " + session.id + " waits for " + session.pending);
        }
        state.holds.release(peek.hold());
        switch (result) {
            case PeekResult.Rows(var rows) -> rows(session, peek, rows);
            case PeekResult.EvaluationFailed(var error) -> failed(session, peek, error, error.message());
            case PeekResult.Failed(var error) ->
                failed(session, peek, SqlError.of(error.state(), error.message()), error.text());
        }
    }

    private void rows(SessionState session, Pending.Peek peek, Batch rows) {
        WriteRead write = peek.write();
        if (write == null) {
            state.answer(session, new ToSession.Done(peek.reply().of(peek.desc(), rows)));
            return;
        }
        session.pending = new Pending.Nothing();
        writer().rowsRead(session, write, rows);
    }

    /** An error in data is an answer to a read of that data; in a constant or before a write it is the statement's. */
    private void failed(SessionState session, Pending.Peek peek, SqlError error, String text) {
        if (!peek.isRead()) {
            writer().readFailed(session, error);
        } else if (peek.constant()) {
            state.refuse(session, error);
        } else {
            state.answer(session, new ToSession.Done(new StatementResult.ReadFailed(text)));
        }
    }

    /** Forgets a peek whose answer nobody wants any more. */
    void abandon(SessionState session, Pending.Peek peek) {
        owners.remove(peek.id());
        state.holds.release(peek.hold());
        session.pending = new Pending.Nothing();
        state.out().compute(new ComputeCommand.CancelPeeks(List.of(peek.id())));
    }
}
