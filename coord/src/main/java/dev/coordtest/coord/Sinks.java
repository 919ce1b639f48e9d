package dev.coordtest.coord;

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

/**
 * CREATE SINK: the name is taken at once, then storage makes the file, and only then the as-of is chosen: the earliest time at which everything
 * that the sink reads still has its history, so that nothing is left out and nothing forgotten is asked for.
 */
final class Sinks {
    private final CoordinatorState state;
    private final SortedMap<RequestId, Waiter> waiting = new TreeMap<>();

    private record Waiter(SessionState session, boolean snapshot) {}

    Sinks(CoordinatorState state) {
        this.state = state;
    }

    void create(SessionState session, Plan.CreateSink plan, GlobalId id) {
        CatalogItem.Sink body = new CatalogItem.Sink(plan.from(), plan.path(), false);
        state.change(List.of(new CatalogChange.AddItem(new CatalogItem(
                id, plan.name(), plan.sql(), new java.util.TreeSet<>(List.of(plan.from())), null, body))));
        RequestId request = state.newRequest();
        waiting.put(request, new Waiter(session, plan.snapshot()));
        session.pending = new Pending.Sink(request, id);
        RelationDesc desc =
                Objects.requireNonNull(state.catalog.get(plan.from()).desc());
        SinkDesc sink = new SinkDesc(plan.name().full(), plan.path(), "0", desc);
        state.out().storage(new StorageCommand.CreateSink(request, id, sink));
    }

    void ready(RequestId request, GlobalId id) {
        Waiter waiter = waiting.remove(request);
        if (waiter == null) return;
        Optional<CatalogItem> item = state.catalog.find(id);
        // Someone may have dropped it while its file was made: then there is nothing left to start.
        if (item.isPresent() && item.get().body() instanceof CatalogItem.Sink sink)
            start(item.get(), sink, waiter.snapshot);
        state.answer(waiter.session, new ToSession.Done(new StatementResult.Created(ObjectKind.SINK, false)));
    }

    private void start(CatalogItem item, CatalogItem.Sink sink, boolean snapshot) {
        DataflowBuilder reading = state.reading().read(List.of(sink.from()));
        Frontier since = Frontier.MINIMUM;
        for (GlobalId input : reading.timeInputs()) since = since.join(state.holds.since(input));
        state.change(List.of(new CatalogChange.SinkReady(item.id())));
        state.holds.add(item.id(), since, null);
        Dataflow dataflow = reading.sink(item.name().full(), new Dataflow.SinkExport(item.id(), sink.from(), snapshot));
        state.out().storage(new StorageCommand.StartSink(item.id(), since.time()));
        state.out().compute(new ComputeCommand.CreateDataflow(dataflow, since.time()));
    }

    void failed(RequestId request, GlobalId id, SqlError error) {
        Waiter waiter = waiting.remove(request);
        if (waiter == null) return;
        if (state.catalog.find(id).isPresent()) state.change(List.of(new CatalogChange.RemoveItem(id)));
        state.refuse(waiter.session, error);
    }

    /** The statement was cancelled before its file was ready. */
    void abandon(GlobalId id) {
        waiting.values()
                .removeIf(waiter -> waiter.session.pending instanceof Pending.Sink pending
                        && pending.id().equals(id));
        if (state.catalog.find(id).isPresent()) state.change(List.of(new CatalogChange.RemoveItem(id)));
        state.drop(id, false, true);
    }
}
