package dev.coordtest.coordtest.law;

import dev.coordtest.coord.Event;
import dev.coordtest.coord.Leftovers;
import dev.coordtest.coord.catalog.Catalog;
import dev.coordtest.coord.catalog.CatalogItem;
import dev.coordtest.coord.session.SessionId;
import dev.coordtest.coord.session.ToCoordinator;
import dev.coordtest.coord.timestamp.ReadHolds.Hold;
import dev.coordtest.coordtest.law.Observation.Effect;
import dev.coordtest.coordtest.law.Observation.SentToCompute;
import dev.coordtest.coordtest.law.Observation.SentToStorage;
import dev.coordtest.coordtest.law.Observation.Step;
import dev.coordtest.protocol.Compaction;
import dev.coordtest.protocol.compute.ComputeCommand;
import dev.coordtest.protocol.compute.ComputeResponse;
import dev.coordtest.protocol.compute.Dataflow;
import dev.coordtest.protocol.compute.PeekId;
import dev.coordtest.protocol.storage.StorageCommand;
import dev.coordtest.protocol.storage.StorageResponse;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.sql.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is kept, and for whom: laws G1, G2, G3, G5, G6 and R2. */
final class ResourceLaws implements Watch {
    private final Sight sight;
    private final Verdicts verdicts;
    private final SortedSet<SessionId> open = new TreeSet<>();
    /** Every id that the catalog has ever had. */
    private final SortedSet<GlobalId> ever = new TreeSet<>();
    /** What compute has been asked to build and not to drop: indexes and sinks, indexes for one read, TAILs. */
    private final SortedSet<GlobalId> built = new TreeSet<>();

    private final SortedSet<GlobalId> passing = new TreeSet<>();
    /** What each TAIL reads. */
    private final SortedMap<GlobalId, List<GlobalId>> tails = new TreeMap<>();
    /** Reads that are not answered, with what they read. */
    private final SortedMap<PeekId, GlobalId> peeks = new TreeMap<>();
    /** What each engine has been told to drop. */
    private final SortedSet<GlobalId> goneFromCompute = new TreeSet<>();

    private final SortedSet<GlobalId> goneFromStorage = new TreeSet<>();
    /** What storage has been asked to make and not to drop. */
    private final SortedSet<GlobalId> made = new TreeSet<>();
    /** The ids of the catalog as it was after the last step. */
    private Set<GlobalId> before;

    private long revision;
    private boolean changed;

    ResourceLaws(Sight sight, Verdicts verdicts) {
        this.sight = sight;
        this.verdicts = verdicts;
        this.revision = sight.catalog().revision();
        this.before = sight.catalog().all().keySet();
        ever.addAll(before);
    }

    // ---- what happens

    @Override
    public void before(Step step) {
        switch (step.event()) {
            case Event.FromSession(ToCoordinator.Open opens) -> open.add(opens.session());
            case Event.FromSession(ToCoordinator.Close(var session)) -> open.remove(session);
            case Event.FromCompute(ComputeResponse.PeekDone(var id, var result)) -> peeks.remove(id);
            case Event.FromSession ignored -> {}
            case Event.FromCompute ignored -> {}
            case Event.FromStorage(StorageResponse.SinkFailed(var request, var id, var error)) -> made.remove(id);
            case Event.FromStorage ignored -> {}
            case Event.Boot ignored -> {}
            case Event.Tick ignored -> {}
        }
    }

    @Override
    public void effect(Step step, Effect effect) {
        switch (effect) {
            case SentToCompute(var command) -> sent(command);
            case SentToStorage(var command) -> sent(command);
            case Observation.SentToSession ignored -> {}
            case Observation.Chose ignored -> {}
        }
    }

    private void sent(ComputeCommand command) {
        switch (command) {
            case ComputeCommand.CreateDataflow(var dataflow, var asOf) -> {
                Ledger.imports(dataflow).forEach(id -> present(id, goneFromCompute));
                for (Dataflow.IndexExport export : dataflow.indexes())
                    (export.index().isTransient() ? passing : built).add(export.index());
                dataflow.sinks().forEach(export -> built.add(export.sink()));
                dataflow.tails().forEach(export -> tails.put(export.tail(), Ledger.imports(dataflow)));
            }
            case ComputeCommand.Peek peek -> {
                present(peek.target(), goneFromCompute);
                peeks.put(peek.id(), peek.target());
            }
            case ComputeCommand.CancelPeeks(var ids) -> ids.forEach(peeks::remove);
            case ComputeCommand.AllowCompaction(var compactions) -> {
                for (Compaction compaction : compactions) {
                    if (!dropped(compaction, goneFromCompute)) continue;
                    built.remove(compaction.id());
                    passing.remove(compaction.id());
                    tails.remove(compaction.id());
                }
            }
        }
    }

    private void sent(StorageCommand command) {
        switch (command) {
            case StorageCommand.AllowCompaction(var compactions) ->
                compactions.forEach(compaction -> {
                    if (dropped(compaction, goneFromStorage)) made.remove(compaction.id());
                });
            case StorageCommand.AppendTables append ->
                append.writes().forEach(write -> present(write.table(), goneFromStorage));
            case StorageCommand.StartSink start -> present(start.id(), goneFromStorage);
            case StorageCommand.DescribeFile ignored -> {}
            case StorageCommand.CreateTable(var id, var desc) -> made.add(id);
            case StorageCommand.CreateSource(var id, var desc) -> made.add(id);
            case StorageCommand.CreateSink create -> made.add(create.id());
            case StorageCommand.InitializationComplete ignored -> {}
        }
    }

    private void present(GlobalId id, SortedSet<GlobalId> gone) {
        verdicts.check(Law.R2, !gone.contains(id), () -> id + " was dropped, and is named again");
    }

    private boolean dropped(Compaction compaction, SortedSet<GlobalId> gone) {
        present(compaction.id(), gone);
        if (!compaction.since().closed()) return false;
        gone.add(compaction.id());
        changed = true;
        return true;
    }

    // ---- what there is

    @Override
    public void after(Step step) {
        Catalog catalog = sight.catalog();
        if (step.event() instanceof Event.FromSession(ToCoordinator.Execute execute)
                && execute.plan() instanceof Plan.DdlPlan) verdicts.check(Law.G1, true, () -> "");
        if (catalog.revision() == revision) return;
        revision = catalog.revision();
        changed = true;
        for (CatalogItem item : catalog.all().values()) {
            for (GlobalId used : item.uses()) {
                verdicts.check(
                        Law.G1,
                        used.compareTo(item.id()) < 0 && (catalog.find(used).isPresent() || !ever.contains(used)),
                        () -> item.name() + " uses " + used + ", which is not there");
            }
        }
        SortedSet<GlobalId> now = new TreeSet<>(catalog.all().keySet());
        now.removeAll(before);
        for (GlobalId id : now)
            verdicts.check(
                    Law.G1, ever.add(id), () -> id + " is " + catalog.get(id).name() + " now, and was another");
        before = catalog.all().keySet();
    }

    @Override
    public void rest() {
        holds();
        tails();
        peeks();
        verdicts.check(Law.G2, true, () -> "");
        verdicts.check(Law.G3, true, () -> "");
        if (!changed) return;
        changed = false;
        SortedSet<GlobalId> computed = new TreeSet<>();
        SortedSet<GlobalId> kept = new TreeSet<>();
        SortedSet<GlobalId> stored = new TreeSet<>();
        SortedSet<GlobalId> indexes = new TreeSet<>();
        sight.catalog().all().forEach((id, item) -> {
            switch (item.body()) {
                case CatalogItem.Table ignored -> {
                    kept.add(id);
                    stored.add(id);
                }
                case CatalogItem.Source ignored -> {
                    kept.add(id);
                    stored.add(id);
                }
                case CatalogItem.View ignored -> {}
                case CatalogItem.Type ignored -> {}
                case CatalogItem.Index ignored -> {
                    indexes.add(id);
                    kept.add(id);
                    computed.add(id);
                }
                case CatalogItem.Sink sink -> {
                    stored.add(id);
                    if (!sink.isReady()) break;
                    kept.add(id);
                    computed.add(id);
                }
            }
        });
        verdicts.check(
                Law.G2,
                built.equals(computed),
                () -> "compute is to keep " + built + ", and the catalog has " + computed);
        verdicts.check(
                Law.G2, made.equals(stored), () -> "storage is to keep " + made + ", and the catalog has " + stored);
        List<GlobalId> accounts = sight.ids();
        int built = sight.leftovers().indexes();
        verdicts.check(
                Law.G3,
                built == indexes.size(),
                () -> "the coordinator keeps account of " + built + " indexes, and the catalog has " + indexes);
        verdicts.check(
                Law.G3,
                kept.equals(new TreeSet<>(accounts)),
                () -> "the coordinator keeps account of " + accounts + ", and the catalog has " + kept);
    }

    private void holds() {
        Leftovers leftovers = sight.leftovers();
        verdicts.check(Law.G5, true, () -> "");
        if (leftovers.holds() == 0) return;
        List<String> owners = new ArrayList<>();
        for (SessionId session : open) {
            owners.add(session.toString());
            owners.add(session + " transaction");
        }
        for (GlobalId id : sight.ids()) {
            sight.account(id).ifPresent(account -> {
                for (Hold hold : account.holds())
                    verdicts.check(
                            Law.G5,
                            owners.contains(hold.owner()),
                            () -> hold + " is held for nobody; there are " + open);
            });
        }
    }

    private void tails() {
        verdicts.check(Law.R4, true, () -> "");
        if (tails.isEmpty()) return;
        List<GlobalId> accounts = sight.ids();
        tails.forEach((tail, reads) -> verdicts.check(
                Law.R4,
                accounts.containsAll(reads),
                () -> "TAIL " + tail + " reads " + reads + ", and there are " + accounts));
    }

    private void peeks() {
        Leftovers leftovers = sight.leftovers();
        verdicts.check(
                Law.G6,
                leftovers.peeks() == peeks.size()
                        && leftovers.tails() == tails.size()
                        && peeks.values().containsAll(passing),
                () -> leftovers + " wait, of " + peeks + " with TAILs " + tails.keySet() + " and " + passing
                        + " made for single reads");
    }
}
