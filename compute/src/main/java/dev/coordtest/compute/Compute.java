package dev.coordtest.compute;

import dev.coordtest.protocol.Compaction;
import dev.coordtest.protocol.collection.Collections;
import dev.coordtest.protocol.compute.ComputeCommand;
import dev.coordtest.protocol.compute.ComputeResponse;
import dev.coordtest.protocol.compute.Dataflow;
import dev.coordtest.protocol.compute.PeekId;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.GlobalId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The compute engine as a state machine with one worker. Commands are taken in at once; retiring an interval or answering a peek is its own work, done one unit per call of
 * {@link #work}: dataflows first, in the order in which they were created, then peeks by id. Has no thread, clock or IO; the data comes through {@link
 * Collections}.
 */
public final class Compute {
    private final Collections collections;
    private final Consumer<ComputeResponse> out;
    private final SortedMap<GlobalId, IndexTrace> indexes = new TreeMap<>();
    private final List<RunningDataflow> dataflows = new ArrayList<>();
    private final SortedMap<PeekId, PeekJob> parked = new TreeMap<>();

    public Compute(Collections collections, Consumer<ComputeResponse> out) {
        this.collections = collections;
        this.out = out;
    }

    public void handle(ComputeCommand command) {
        switch (command) {
            case ComputeCommand.CreateDataflow(var dataflow, var asOf) -> create(dataflow, asOf);
            case ComputeCommand.AllowCompaction(var compactions) -> compactions.forEach(this::allowCompaction);
            case ComputeCommand.Peek peek -> {
                PeekJob job = new PeekJob(peek, index(peek.target()));
                if (parked.putIfAbsent(peek.id(), job) == null) job.trace().park(job);
            }
            case ComputeCommand.CancelPeeks(var ids) -> ids.forEach(this::cancel);
        }
    }

    /** Does one unit of work, the first there is; returns whether there was one. */
    public boolean work() {
        for (RunningDataflow dataflow : dataflows) {
            if (dataflow.hasWork()) {
                dataflow.work(collections, out);
                return true;
            }
        }
        for (PeekJob peek : parked.values()) {
            if (peek.isReady()) {
                answer(peek);
                return true;
            }
        }
        return false;
    }

    /** Whether a dataflow has an interval to retire, which {@link #work} then does. */
    public boolean hasDataflowWork() {
        for (RunningDataflow dataflow : dataflows) if (dataflow.hasWork()) return true;
        return false;
    }

    /** The peeks that can be answered now, by id. */
    public List<PeekId> readyPeeks() {
        if (parked.isEmpty()) return List.of();
        List<PeekId> ready = new ArrayList<>();
        for (PeekJob peek : parked.values()) if (peek.isReady()) ready.add(peek.id());
        return ready;
    }

    /** Answers a peek that is ready. */
    public void answer(PeekId id) {
        PeekJob peek = parked.get(id);
        if (peek == null || !peek.isReady()) throw new IllegalStateException(id + " is not ready");
        answer(peek);
    }

    private void answer(PeekJob peek) {
        out.accept(new ComputeResponse.PeekDone(peek.id(), peek.answer()));
        parked.remove(peek.id());
        peek.trace().unpark(peek);
        if (peek.trace().isDropped()) forgetUnneeded();
    }

    private void create(Dataflow description, long asOf) {
        if (isRunning(description)) return;
        Graph graph = new Graph(asOf);
        for (var source : description.sources()) {
            graph.addImport(source.id(), new Import.OfCollection(collections, source.id(), asOf));
        }
        for (var source : description.indexImports()) {
            graph.addIndexImport(source.on(), index(source.index()));
        }
        SortedMap<GlobalId, Integer> arities = new TreeMap<>();
        description
                .sources()
                .forEach(source -> arities.put(source.id(), source.types().size()));
        description
                .indexImports()
                .forEach(source -> arities.put(source.on(), source.types().size()));
        for (var build : description.builds()) {
            graph.build(build.id(), build.expr());
            arities.put(build.id(), build.expr().arity());
        }
        SortedMap<GlobalId, IndexTrace> exports = new TreeMap<>();
        for (var export : description.indexes()) {
            Integer arity = arities.get(export.on());
            if (arity == null)
                throw new IllegalStateException(
                        export.index() + " is on " + export.on() + ", which " + description.name() + " does not have");
            exports.put(export.index(), new IndexTrace(export.index(), export.key(), arity, asOf));
        }
        indexes.putAll(exports);
        // Storage may not have heard of the sink yet, or may have heard already that it is gone: whoever hears that
        // last drops what is there.
        description.sinks().forEach(sink -> collections.create(sink.sink()));
        dataflows.add(new RunningDataflow(description, asOf, graph, exports));
    }

    private boolean isRunning(Dataflow description) {
        return description.indexes().stream().anyMatch(export -> indexes.containsKey(export.index()));
    }

    private void allowCompaction(Compaction compaction) {
        IndexTrace trace = indexes.get(compaction.id());
        if (trace != null) {
            trace.allowCompaction(compaction.since());
            if (compaction.since().closed()) indexes.remove(compaction.id());
        } else if (compaction.since().closed()) {
            dataflows.forEach(dataflow -> dataflow.stopStream(compaction.id(), collections));
        }
        if (compaction.since().closed()) forgetUnneeded();
    }

    private void cancel(PeekId id) {
        PeekJob peek = parked.remove(id);
        if (peek == null) return;
        peek.trace().unpark(peek);
        forgetUnneeded();
    }

    /** Lets go of dataflows that nobody can read from any more; what only they followed may go with them. */
    private void forgetUnneeded() {
        boolean again = true;
        while (again) {
            again = false;
            for (Iterator<RunningDataflow> i = dataflows.iterator(); i.hasNext(); ) {
                RunningDataflow dataflow = i.next();
                if (dataflow.isNeeded()) continue;
                dataflow.close();
                i.remove();
                again = true;
            }
        }
    }

    private IndexTrace index(GlobalId id) {
        IndexTrace trace = indexes.get(id);
        if (trace == null) throw new IllegalStateException("no index " + id);
        return trace;
    }

    /** How far an index has truly come; empty if there is none of that id. */
    public Optional<Frontier> upper(GlobalId id) {
        return Optional.ofNullable(indexes.get(id)).map(trace -> trace.upper);
    }

    /** From when on an index can be read; empty if there is none of that id. */
    public Optional<Frontier> since(GlobalId id) {
        return Optional.ofNullable(indexes.get(id)).map(trace -> trace.since);
    }

    public SortedSet<GlobalId> indexes() {
        return new TreeSet<>(indexes.keySet());
    }

    /** The peeks that wait. */
    public SortedSet<PeekId> peeks() {
        return new TreeSet<>(parked.keySet());
    }

    /** How many dataflows and peeks are handed what comes to an index; 0 if there is none of that id. */
    public int followers(GlobalId id) {
        IndexTrace trace = indexes.get(id);
        return trace == null ? 0 : trace.followerCount();
    }

    /** How many dataflows run. */
    public int dataflowCount() {
        return dataflows.size();
    }
}
