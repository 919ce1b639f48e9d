package dev.coordtest.coordtest.law;

import dev.coordtest.coord.Event;
import dev.coordtest.coordtest.law.Observation.Effect;
import dev.coordtest.coordtest.law.Observation.Step;
import dev.coordtest.protocol.Compaction;
import dev.coordtest.protocol.FrontierReport;
import dev.coordtest.protocol.compute.ComputeCommand;
import dev.coordtest.protocol.compute.ComputeResponse;
import dev.coordtest.protocol.compute.Dataflow;
import dev.coordtest.protocol.compute.PeekId;
import dev.coordtest.protocol.storage.StorageCommand;
import dev.coordtest.protocol.storage.StorageResponse;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.GlobalId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the messages so far add up to, kept by laws and by nobody under test. */
final class Ledger {
    private final SortedMap<GlobalId, Entry> entries = new TreeMap<>();
    private final SortedMap<PeekId, Reading> readings = new TreeMap<>();
    private final SortedSet<GlobalId> madeUp = new TreeSet<>();
    private Frontier tablesClosed = Frontier.MINIMUM;

    /** What is known of one collection, TAIL or sink from messages alone. */
    static final class Entry {
        /** What it is computed from: tables, sources and indexes. */
        final List<GlobalId> imports;
        /** Whether a table is among that, at whatever remove, or it is one. */
        final boolean readsTable;
        /** Its since when it was made. */
        final Frontier start;
        /** How far the coordinator has let its history go. */
        Frontier since;
        /** How far whoever keeps it has heard so; null until that one has heard of the collection. */
        @Nullable
        Frontier sinceTaken;
        /** The last upper that was said of it. */
        Frontier said = Frontier.MINIMUM;

        Entry(List<GlobalId> imports, boolean readsTable, Frontier start) {
            this.imports = imports;
            this.readsTable = readsTable;
            this.start = start;
            this.since = start;
        }
    }

    /** A read that compute has been sent and that is not answered: the collections that it reads, as of a time. */
    record Reading(PeekId id, long time, List<GlobalId> inputs) {}

    // ---- what laws ask

    @Nullable
    Entry entry(GlobalId id) {
        return entries.get(id);
    }

    boolean readsTable(GlobalId id) {
        Entry entry = entries.get(id);
        return entry != null && entry.readsTable;
    }

    @Nullable
    Reading reading(PeekId id) {
        return readings.get(id);
    }

    Collection<Reading> readings() {
        return readings.values();
    }

    /** What a read of {@code target} reads: an index made for it alone is only in the way. */
    List<GlobalId> inputs(GlobalId target) {
        Entry entry = entries.get(target);
        return target.isTransient() && entry != null ? entry.imports : List.of(target);
    }

    /** How far the coordinator has ordered the tables to be closed. */
    Frontier tablesClosed() {
        return tablesClosed;
    }

    boolean isMadeUp(GlobalId id) {
        return madeUp.contains(id);
    }

    static List<GlobalId> imports(Dataflow dataflow) {
        List<GlobalId> imports = new ArrayList<>();
        dataflow.sources().forEach(source -> imports.add(source.id()));
        dataflow.indexImports().forEach(source -> imports.add(source.index()));
        return imports;
    }

    // ---- what happens

    void begin(Step step) {
        if (step.event() instanceof Event.FromCompute(ComputeResponse.PeekDone(var id, var result)))
            readings.remove(id);
    }

    void effect(Effect effect) {
        switch (effect) {
            case Observation.SentToCompute(var command) -> sent(command);
            case Observation.SentToStorage(var command) -> sent(command);
            case Observation.SentToSession ignored -> {}
            case Observation.Chose ignored -> {}
        }
    }

    private void sent(ComputeCommand command) {
        switch (command) {
            case ComputeCommand.CreateDataflow(var dataflow, var asOf) -> {
                List<GlobalId> imports = imports(dataflow);
                boolean readsTable = imports.stream().anyMatch(this::readsTable);
                for (GlobalId export : exports(dataflow))
                    entries.put(export, new Entry(imports, readsTable, Frontier.at(asOf)));
            }
            case ComputeCommand.Peek peek ->
                readings.put(peek.id(), new Reading(peek.id(), peek.time(), inputs(peek.target())));
            case ComputeCommand.CancelPeeks(var ids) -> ids.forEach(readings::remove);
            case ComputeCommand.AllowCompaction(var compactions) -> compactions.forEach(this::sent);
        }
    }

    private void sent(StorageCommand command) {
        switch (command) {
            case StorageCommand.CreateTable(var id, var desc) ->
                entries.put(id, new Entry(List.of(), true, Frontier.MINIMUM));
            case StorageCommand.CreateSource(var id, var desc) ->
                entries.put(id, new Entry(List.of(), false, Frontier.MINIMUM));
            case StorageCommand.AppendTables append -> tablesClosed = append.upper();
            case StorageCommand.AllowCompaction(var compactions) -> compactions.forEach(this::sent);
            case StorageCommand.DescribeFile ignored -> {}
            case StorageCommand.CreateSink ignored -> {}
            case StorageCommand.StartSink ignored -> {}
            case StorageCommand.InitializationComplete ignored -> {}
        }
    }

    private void sent(Compaction compaction) {
        Entry entry = entries.get(compaction.id());
        if (entry != null) entry.since = compaction.since();
    }

    private static List<GlobalId> exports(Dataflow dataflow) {
        List<GlobalId> exports = new ArrayList<>();
        dataflow.indexes().forEach(index -> exports.add(index.index()));
        dataflow.tails().forEach(tail -> exports.add(tail.tail()));
        dataflow.sinks().forEach(sink -> exports.add(sink.sink()));
        return exports;
    }

    void taken(ComputeCommand command) {
        switch (command) {
            case ComputeCommand.CreateDataflow(var dataflow, var asOf) ->
                exports(dataflow).forEach(export -> taken(export, Frontier.at(asOf)));
            case ComputeCommand.AllowCompaction(var compactions) -> compactions.forEach(this::taken);
            case ComputeCommand.Peek ignored -> {}
            case ComputeCommand.CancelPeeks ignored -> {}
        }
    }

    void taken(StorageCommand command) {
        switch (command) {
            case StorageCommand.CreateTable(var id, var desc) -> taken(id, Frontier.MINIMUM);
            case StorageCommand.CreateSource(var id, var desc) -> taken(id, Frontier.MINIMUM);
            case StorageCommand.AllowCompaction(var compactions) -> compactions.forEach(this::taken);
            case StorageCommand.AppendTables ignored -> {}
            case StorageCommand.DescribeFile ignored -> {}
            case StorageCommand.CreateSink ignored -> {}
            case StorageCommand.StartSink ignored -> {}
            case StorageCommand.InitializationComplete ignored -> {}
        }
    }

    private void taken(Compaction compaction) {
        if (compaction.since().closed()) entries.remove(compaction.id());
        else taken(compaction.id(), compaction.since());
    }

    private void taken(GlobalId id, Frontier since) {
        Entry entry = entries.get(id);
        if (entry != null) entry.sinceTaken = since;
    }

    void said(ComputeResponse response) {
        switch (response) {
            case ComputeResponse.Frontiers(var uppers) -> uppers.forEach(this::said);
            case ComputeResponse.TailBatch(var id, var updates, var upper) -> said(new FrontierReport(id, upper));
            case ComputeResponse.PeekDone ignored -> {}
            case ComputeResponse.TailFailed ignored -> {}
        }
    }

    void said(StorageResponse response) {
        if (response instanceof StorageResponse.Frontiers(var uppers)) uppers.forEach(this::said);
    }

    private void said(FrontierReport report) {
        Entry entry = entries.get(report.id());
        if (entry != null) entry.said = report.upper();
    }

    void madeUp(List<GlobalId> ids) {
        madeUp.addAll(ids);
    }
}
