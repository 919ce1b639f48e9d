package dev.coordtest.coordtest.law;

import dev.coordtest.protocol.Compaction;
import dev.coordtest.protocol.compute.ComputeCommand;
import dev.coordtest.protocol.compute.ComputeResponse;
import dev.coordtest.protocol.compute.Dataflow;
import dev.coordtest.protocol.compute.PeekId;
import dev.coordtest.protocol.storage.StorageCommand;
import dev.coordtest.protocol.storage.StorageResponse;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.GlobalId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the engines keep of what they were told: laws F13, R1 and R3. What they have not heard of yet does not count. */
final class LeakLaws implements Watch {
    private final Sight sight;
    private final Verdicts verdicts;
    private final SortedSet<GlobalId> stored = new TreeSet<>();
    private final SortedSet<GlobalId> sinks = new TreeSet<>();
    private final SortedSet<GlobalId> indexes = new TreeSet<>();
    private final SortedMap<PeekId, GlobalId> peeks = new TreeMap<>();
    private final List<Built> built = new ArrayList<>();
    /** How far whoever keeps it was told to let the history go, of what was told so since the last rest. */
    private final SortedMap<GlobalId, Frontier> sinces = new TreeMap<>();

    private boolean changed = true;

    /** A dataflow, with those of its exports that were not dropped, and of these and others its indexes. */
    private record Built(SortedSet<GlobalId> exports, SortedSet<GlobalId> indexes, List<GlobalId> imports) {}

    LeakLaws(Sight sight, Verdicts verdicts) {
        this.sight = sight;
        this.verdicts = verdicts;
    }

    // ---- what they are told

    @Override
    public void storageTakes(StorageCommand command) {
        switch (command) {
            case StorageCommand.CreateTable(var id, var desc) -> stored(id);
            case StorageCommand.CreateSource(var id, var desc) -> stored(id);
            case StorageCommand.CreateSink create -> {
                stored(create.id());
                sinks.add(create.id());
            }
            case StorageCommand.AllowCompaction(var compactions) -> compactions.forEach(this::storageLetsGo);
            case StorageCommand.InitializationComplete ignored -> changed = true;
            case StorageCommand.AppendTables ignored -> {}
            case StorageCommand.DescribeFile ignored -> {}
            case StorageCommand.StartSink ignored -> {}
        }
    }

    private void stored(GlobalId id) {
        stored.add(id);
        changed = true;
    }

    private void storageLetsGo(Compaction compaction) {
        if (!compaction.since().closed()) {
            sinces.put(compaction.id(), compaction.since());
            return;
        }
        forget(compaction.id());
    }

    private void forget(GlobalId id) {
        stored.remove(id);
        sinks.remove(id);
        sinces.remove(id);
        changed = true;
    }

    @Override
    public void storageSays(StorageResponse response) {
        if (response instanceof StorageResponse.SinkFailed failed) forget(failed.id());
    }

    @Override
    public void computeTakes(ComputeCommand command) {
        switch (command) {
            case ComputeCommand.CreateDataflow(var dataflow, var asOf) -> create(dataflow);
            case ComputeCommand.Peek peek -> {
                peeks.put(peek.id(), peek.target());
                changed = true;
            }
            case ComputeCommand.CancelPeeks(var ids) -> {
                ids.forEach(peeks::remove);
                changed = true;
            }
            case ComputeCommand.AllowCompaction(var compactions) -> compactions.forEach(this::computeLetsGo);
        }
    }

    private void create(Dataflow dataflow) {
        SortedSet<GlobalId> exported = new TreeSet<>();
        dataflow.indexes().forEach(index -> exported.add(index.index()));
        indexes.addAll(exported);
        SortedSet<GlobalId> exports = new TreeSet<>(exported);
        dataflow.tails().forEach(tail -> exports.add(tail.tail()));
        dataflow.sinks().forEach(sink -> exports.add(sink.sink()));
        built.add(new Built(exports, exported, Ledger.imports(dataflow)));
        changed = true;
    }

    private void computeLetsGo(Compaction compaction) {
        if (!compaction.since().closed()) {
            sinces.put(compaction.id(), compaction.since());
            return;
        }
        indexes.remove(compaction.id());
        sinces.remove(compaction.id());
        for (Built dataflow : built) dataflow.exports.remove(compaction.id());
        changed = true;
    }

    @Override
    public void computeSays(ComputeResponse response) {
        if (!(response instanceof ComputeResponse.PeekDone(var id, var result))) return;
        peeks.remove(id);
        changed = true;
    }

    // ---- what they keep

    @Override
    public void rest() {
        verdicts.check(Law.F13, true, () -> "");
        sinces.forEach((id, since) -> {
            Optional<Frontier> kept = sight.keptSince(id);
            verdicts.check(
                    Law.F13,
                    kept.isEmpty() || kept.get().equals(since),
                    () -> id + " was allowed to forget what is before " + since + ", and has its history since "
                            + kept.map(Frontier::toString).orElse(""));
        });
        sinces.clear();
        verdicts.check(Law.R1, true, () -> "");
        verdicts.check(Law.R3, true, () -> "");
        if (!changed) return;
        changed = false;
        forgetUnneeded();
        same("storage", sight.stored(), stored);
        same("compute", sight.indexes(), indexes);
        same("the reads of compute", sight.parked(), peeks.keySet());
        int dataflows = sight.dataflows();
        verdicts.check(
                Law.R3,
                dataflows <= built.size(),
                () -> dataflows + " dataflows run, and needed are " + built.size() + ": " + built);
        stored.forEach(id -> followed(id, (sinks.contains(id) ? 1 : 0) + readers(id)));
        indexes.forEach(id -> {
            if (readers(id) == 0 && !peeks.containsValue(id)) followed(id, 0);
        });
    }

    private void same(String who, SortedSet<?> kept, Set<?> told) {
        verdicts.check(Law.R1, kept.equals(told), () -> who + " keeps " + kept + ", and is to keep " + told);
    }

    private void followed(GlobalId id, int readers) {
        int followers = sight.followers(id);
        verdicts.check(
                Law.R3, followers <= readers, () -> followers + " follow " + id + ", and " + readers + " are alive");
    }

    private int readers(GlobalId id) {
        int readers = 0;
        for (Built dataflow : built) if (dataflow.imports.contains(id)) readers++;
        return readers;
    }

    /** A dataflow is needed while one of its exports is there, is read, or feeds another one that is needed. */
    private void forgetUnneeded() {
        boolean again = true;
        while (again) again = built.removeIf(dataflow -> !isNeeded(dataflow));
    }

    private boolean isNeeded(Built dataflow) {
        if (!dataflow.exports.isEmpty()) return true;
        for (GlobalId index : dataflow.indexes) if (peeks.containsValue(index) || readers(index) > 0) return true;
        return false;
    }
}
