package dev.coordtest.coord;

import dev.coordtest.coord.catalog.Bodies;
import dev.coordtest.coord.catalog.CatalogChange;
import dev.coordtest.coord.catalog.CatalogItem;
import dev.coordtest.coord.session.ObjectKind;
import dev.coordtest.coord.session.StatementResult;
import dev.coordtest.coord.session.ToSession;
import dev.coordtest.protocol.compute.ComputeCommand;
import dev.coordtest.protocol.compute.Dataflow;
import dev.coordtest.protocol.storage.RequestId;
import dev.coordtest.protocol.storage.SinkDesc;
import dev.coordtest.protocol.storage.StorageCommand;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.type.RelationDesc;
import dev.coordtest.sql.plan.Plan;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * CREATE SINK: the name is taken at once, then storage makes the file, and only then the as-of is chosen: the earliest time at which everything
 * that the sink reads still has its history, so that nothing is left out and nothing forgotten is asked for.
 */
final class Sinks {
    private final CoordinatorState state;
    private final SortedMap<RequestId, SessionState> waiting = new TreeMap<>();

    Sinks(CoordinatorState state) {
        this.state = state;
    }

    void create(SessionState session, Plan.CreateSink plan, GlobalId id) {
        state.change(List.of(new CatalogChange.AddItem(new CatalogItem(
                id, plan.name(), plan.sql(), new TreeSet<>(List.of(plan.from())), null, Bodies.sink(plan)))));
        RequestId request = state.newRequest();
        waiting.put(request, session);
        session.pending = new Pending.Sink(request, id);
        prepare(request, state.catalog.get(id), plan.from(), plan.path());
    }

    private void prepare(RequestId request, CatalogItem item, GlobalId from, String path) {
        RelationDesc desc = Objects.requireNonNull(state.catalog.get(from).desc());
        SinkDesc sink = new SinkDesc(item.name().full(), path, "0", desc);
        state.out().storage(new StorageCommand.CreateSink(request, item.id(), sink));
    }

    /** Goes on with a sink of an earlier system. One whose file was not ready was never promised to anybody. */
    void restore(CatalogItem item, CatalogItem.Sink sink) {
        Long asOf = sink.asOf();
        if (asOf == null) {
            state.change(List.of(new CatalogChange.RemoveItem(item.id())));
            return;
        }
        prepare(state.newRequest(), item, sink.from(), sink.path());
        run(item, sink, Frontier.at(asOf));
    }

    void ready(RequestId request, GlobalId id) {
        SessionState waiter = waiting.remove(request);
        if (waiter == null) return;
        Optional<CatalogItem> item = state.catalog.find(id);
        // Someone may have dropped it while its file was made: then there is nothing left to start.
        if (item.isPresent() && item.get().body() instanceof CatalogItem.Sink sink) start(item.get(), sink);
        state.answer(waiter, new ToSession.Done(new StatementResult.Created(ObjectKind.SINK, false)));
    }

    private void start(CatalogItem item, CatalogItem.Sink sink) {
        Frontier since = since(state.reading().read(List.of(sink.from())));
        state.change(List.of(new CatalogChange.SinkReady(item.id(), since.time())));
        run(item, sink, since);
    }

    private Frontier since(DataflowBuilder reading) {
        Frontier since = Frontier.MINIMUM;
        for (GlobalId input : reading.timeInputs()) since = since.join(state.holds.since(input));
        return since;
    }

    /** Runs the dataflow of a sink, whose file is ready or will be. */
    private void run(CatalogItem item, CatalogItem.Sink sink, Frontier since) {
        DataflowBuilder reading = state.reading().read(List.of(sink.from()));
        if (!since.isAtLeast(since(reading)))
            throw new IllegalStateException(item.name() + " starts at " + since + ", before " + since(reading));
        state.holds.add(item.id(), since, null);
        Dataflow dataflow =
                reading.sink(item.name().full(), new Dataflow.SinkExport(item.id(), sink.from(), sink.snapshot()));
        state.out().storage(new StorageCommand.StartSink(item.id(), since.time()));
        state.out().compute(new ComputeCommand.CreateDataflow(dataflow, since.time()));
    }

    void failed(RequestId request, GlobalId id, SqlError error) {
        SessionState waiter = waiting.remove(request);
        if (waiter == null) return;
        if (state.catalog.find(id).isPresent()) state.change(List.of(new CatalogChange.RemoveItem(id)));
        state.refuse(waiter, error);
    }

    /** The statement was cancelled before its file was ready. */
    void abandon(GlobalId id) {
        waiting.values()
                .removeIf(waiter -> waiter.pending instanceof Pending.Sink pending
                        && pending.id().equals(id));
        if (state.catalog.find(id).isPresent()) state.change(List.of(new CatalogChange.RemoveItem(id)));
        state.drop(id, false, true);
    }
}
