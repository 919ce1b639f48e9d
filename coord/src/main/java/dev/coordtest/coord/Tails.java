package dev.coordtest.coord;

import dev.coordtest.coord.CoordinatorState.RunningTail;
import dev.coordtest.coord.session.ToCoordinator.Context;
import dev.coordtest.coord.session.ToSession;
import dev.coordtest.coord.timestamp.Choice;
import dev.coordtest.protocol.compute.ComputeCommand;
import dev.coordtest.protocol.compute.Dataflow;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.sql.plan.Plan;
import dev.coordtest.sql.plan.When;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** TAIL: a dataflow that streams changes to one session, until its transaction ends or what it follows is complete or dropped. */
final class Tails {
    private final CoordinatorState state;
    private final Selects selects;

    Tails(CoordinatorState state, Selects selects) {
        this.state = state;
        this.selects = selects;
    }

    void tail(SessionState session, Plan.Tail plan, Context context) {
        try {
            boolean joinsTransaction = plan.when() instanceof When.Immediately;
            if (joinsTransaction && (session.transaction.hasTail || session.transaction.domain != null)) {
                throw new SqlException(
                        SqlState.INVALID_TRANSACTION_STATE, "TAIL in transactions must be the only read statement");
            }
            if (joinsTransaction && session.transaction.wrote) {
                throw new SqlException(SqlState.INVALID_TRANSACTION_STATE, "transaction in write-only mode");
            }
            start(session, plan, context);
            session.transaction.hasTail |= joinsTransaction;
        } catch (SqlException e) {
            state.refuse(session, e.error());
        }
    }

    private void start(SessionState session, Plan.Tail plan, Context context) {
        DataflowBuilder reading = state.reading().read(plan.query().references());
        // As a read by itself: a TAIL shares its transaction with no other read.
        Context alone = new Context(dev.coordtest.coord.session.ToCoordinator.Mode.SINGLE, true, context.isolation());
        Choice choice = selects.choose(session, plan.query(), plan.when(), alone, reading);
        GlobalId id = state.newUserId();
        GlobalId view = state.newTransientId();
        SortedSet<GlobalId> read = new TreeSet<>(reading.timeInputs());
        read.addAll(plan.query().references());
        state.tails.put(id, new RunningTail(session, read));
        session.tails.add(id);
        Dataflow dataflow = reading.build(view, plan.query().lowered())
                .tail("tail-" + id, new Dataflow.TailExport(id, view, plan.snapshot()));
        state.out().compute(new ComputeCommand.CreateDataflow(dataflow, choice.time()));
        state.answer(session, new ToSession.TailStarted(id.value(), choice.time()));
    }

    void batch(GlobalId id, Batch updates, Frontier upper) {
        RunningTail tail = state.tails.get(id);
        if (tail == null) return; // Stopped; what was on its way is not wanted.
        state.tell(tail.session(), new ToSession.TailBatch(id.value(), updates, upper));
        if (upper.closed()) end(id, null);
    }

    /** Ends a TAIL from this side. */
    void end(GlobalId id, @Nullable SqlError error) {
        RunningTail tail = state.tails.get(id);
        if (tail == null) return;
        tail.session().tails.remove(id);
        state.removeTail(id);
        state.tell(tail.session(), new ToSession.TailEnded(id.value(), error));
    }

    void cancelAll(SessionState session) {
        SqlError error = SqlError.of(SqlState.QUERY_CANCELED, "canceling statement due to user request");
        for (GlobalId id : List.copyOf(session.tails)) end(id, error);
    }

    /** Ends the TAILs that read any of what was dropped. */
    void dropped(Collection<GlobalId> ids) {
        new TreeMap<>(state.tails).forEach((id, tail) -> {
            if (ids.stream().anyMatch(tail.reads()::contains)) end(id, null);
        });
    }
}
