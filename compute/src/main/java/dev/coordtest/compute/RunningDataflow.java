package dev.coordtest.compute;

import dev.coordtest.protocol.FrontierReport;
import dev.coordtest.protocol.collection.Collections;
import dev.coordtest.protocol.collection.Part;
import dev.coordtest.protocol.compute.ComputeResponse;
import dev.coordtest.protocol.compute.Dataflow;
import dev.coordtest.protocol.compute.Dataflow.SinkExport;
import dev.coordtest.protocol.compute.Dataflow.TailExport;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.DataflowError;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** A dataflow at work: retires one interval after the other, and passes on what comes out. */
final class RunningDataflow {
    private final Dataflow description;
    private final long asOf;
    private final Graph graph;
    private final SortedMap<GlobalId, IndexTrace> indexes;
    private final SortedSet<GlobalId> streams = new TreeSet<>();
    private Frontier lower = Frontier.MINIMUM;

    RunningDataflow(Dataflow description, long asOf, Graph graph, SortedMap<GlobalId, IndexTrace> indexes) {
        this.description = description;
        this.asOf = asOf;
        this.graph = graph;
        this.indexes = new TreeMap<>(indexes);
        description.tails().forEach(tail -> streams.add(tail.tail()));
        description.sinks().forEach(sink -> streams.add(sink.sink()));
    }

    String name() {
        return description.name();
    }

    boolean hasWork() {
        return graph.upper().isBeyond(lower);
    }

    /** Retires all the time up to where the imports are complete. */
    void work(Collections collections, Consumer<ComputeResponse> out) {
        Frontier upper = graph.upper();
        List<Part> outputs = graph.retire(lower, upper);
        lower = upper;
        consolidateExports(outputs);
        List<FrontierReport> reports = new ArrayList<>();
        for (Dataflow.IndexExport export : description.indexes()) {
            IndexTrace trace = indexes.get(export.index());
            if (trace == null) continue;
            trace.append(outputs.get(graph.placeOf(export.on())), upper);
            // Nobody asks how far a dropped or transient index has come.
            if (!trace.isDropped() && !trace.id.isTransient()) reports.add(new FrontierReport(trace.id, upper));
        }
        if (!reports.isEmpty()) out.accept(new ComputeResponse.Frontiers(reports));
        for (TailExport tail : description.tails()) {
            if (streams.contains(tail.tail())) tail(tail, outputs.get(graph.placeOf(tail.on())), out);
        }
        for (SinkExport sink : description.sinks()) {
            if (streams.contains(sink.sink())) sink(sink, outputs.get(graph.placeOf(sink.on())), collections);
        }
    }

    /** Once for all who take them: what is consolidated already is not sorted again. */
    private void consolidateExports(List<Part> outputs) {
        for (Dataflow.IndexExport export : description.indexes()) consolidate(outputs, export.on());
        for (TailExport tail : description.tails()) consolidate(outputs, tail.on());
        for (SinkExport sink : description.sinks()) consolidate(outputs, sink.on());
    }

    private void consolidate(List<Part> outputs, GlobalId id) {
        int place = graph.placeOf(id);
        Part part = outputs.get(place);
        if (part.isEmpty()) return;
        outputs.set(place, new Part(part.rows().consolidate(), part.errors().consolidate()));
    }

    private void tail(TailExport tail, Part part, Consumer<ComputeResponse> out) {
        if (!part.errors().isEmpty()) {
            streams.remove(tail.tail());
            DataflowError error = DataflowError.of(part.errors().row(0));
            out.accept(new ComputeResponse.TailFailed(tail.tail(), error));
            return;
        }
        if (lower.lessEqual(asOf)) return;
        out.accept(
                new ComputeResponse.TailBatch(tail.tail(), inTimeOrder(emitted(part.rows(), tail.snapshot())), lower));
        if (lower.closed()) streams.remove(tail.tail());
    }

    private void sink(SinkExport sink, Part part, Collections collections) {
        if (!collections.exists(sink.sink())) return; // Dropped; the order to stop is on its way.
        Part emitted = new Part(emitted(part.rows(), sink.snapshot()), part.errors());
        Frontier from = collections.upper(sink.sink());
        if (!lower.isBeyond(from)) return;
        if (!collections.append(sink.sink(), from, lower, emitted)) {
            throw new IllegalStateException("someone else wrote to sink " + sink.sink() + " past " + from);
        }
    }

    /** Without a snapshot what was there at the as-of is left out. */
    private Batch emitted(Batch rows, boolean snapshot) {
        if (snapshot) return rows;
        Batch.Builder after = new Batch.Builder();
        for (int i = 0; i < rows.size(); i++) {
            if (Times.lessThan(asOf, rows.time(i))) {
                after.add(rows.packed(), rows.start(i), rows.end(i), rows.time(i), rows.diff(i));
            }
        }
        return after.build();
    }

    private static Batch inTimeOrder(Batch batch) {
        if (batch.hasOneTime()) return batch;
        Batch.Builder sorted = new Batch.Builder(batch.size(), batch.packed().length);
        for (int i : batch.byTime()) {
            sorted.add(batch.packed(), batch.start(i), batch.end(i), batch.time(i), batch.diff(i));
        }
        return sorted.build();
    }

    /** Ends a TAIL, or what is written for a sink, if it is one of this dataflow. */
    void stopStream(GlobalId id, Collections collections) {
        if (!streams.remove(id)) return;
        if (description.sinks().stream().anyMatch(sink -> sink.sink().equals(id))) collections.drop(id);
    }

    /** Whether anything that comes out may still be read. */
    boolean isNeeded() {
        return !streams.isEmpty() || indexes.values().stream().anyMatch(IndexTrace::isNeeded);
    }

    void close() {
        graph.close();
    }
}
