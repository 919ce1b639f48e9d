package dev.coordtest.coordtest.law;

import dev.coordtest.coord.Event;
import dev.coordtest.coord.catalog.Catalog;
import dev.coordtest.coord.catalog.CatalogItem;
import dev.coordtest.coord.session.ToCoordinator;
import dev.coordtest.coord.session.ToSession;
import dev.coordtest.coordtest.law.Observation.Effect;
import dev.coordtest.coordtest.law.Observation.SentToSession;
import dev.coordtest.coordtest.law.Observation.Step;
import dev.coordtest.coordtest.report.Brief;
import dev.coordtest.protocol.storage.StorageResponse;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.sql.plan.IndexPlan;
import dev.coordtest.sql.plan.ItemName;
import dev.coordtest.sql.plan.Plan;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The catalog is what the statements that succeeded have made it: law I7. */
final class CatalogLaw implements Watch {
    private final Sight sight;
    private final Verdicts verdicts;
    private Catalog before;

    CatalogLaw(Sight sight, Verdicts verdicts) {
        this.sight = sight;
        this.verdicts = verdicts;
        this.before = sight.catalog();
    }

    /** How items differ from one catalog to the next: what was added and renamed by new name, what was removed by id. */
    private record Difference(
            SortedSet<ItemName> added, SortedSet<GlobalId> removed, SortedMap<GlobalId, ItemName> renamed) {
        Difference() {
            this(new TreeSet<>(), new TreeSet<>(), new TreeMap<>());
        }

        static Difference between(Catalog before, Catalog after) {
            Difference difference = new Difference();
            before.all().forEach((id, item) -> {
                CatalogItem now = after.all().get(id);
                if (now == null) difference.removed.add(id);
                else if (!now.name().equals(item.name())) difference.renamed.put(id, now.name());
            });
            after.all().forEach((id, item) -> {
                if (!before.all().containsKey(id)) difference.added.add(item.name());
            });
            return difference;
        }
    }

    @Override
    public void after(Step step) {
        Catalog now = sight.catalog();
        if (step.event() instanceof Event.Boot(var from)) before = from.catalog();
        boolean isDefinition = step.event() instanceof Event.FromSession(ToCoordinator.Execute execute)
                && execute.plan() instanceof Plan.DdlPlan;
        if (now.revision() == before.revision() && !isDefinition) return;
        Difference expected = isRefused(step) ? new Difference() : expected(step, now.revision() != before.revision());
        Difference found = Difference.between(before, now);
        verdicts.check(
                Law.I7,
                found.equals(expected),
                () -> "of " + Brief.of(step.event()) + " came " + found + ", not " + expected);
        before = now;
    }

    private static boolean isRefused(Step step) {
        boolean refused = false;
        for (Effect effect : step.effects()) {
            refused |= effect instanceof SentToSession(var session, var message)
                    && (message instanceof ToSession.Refused || message instanceof ToSession.PlanAgain)
                    && step.event() instanceof Event.FromSession;
        }
        return refused;
    }

    private Difference expected(Step step, boolean changed) {
        return switch (step.event()) {
            case Event.FromSession(ToCoordinator.Execute execute)
            when execute.plan() instanceof Plan.DdlPlan plan -> changed ? expected(plan) : new Difference();
            case Event.FromSession(ToCoordinator.Close(var session)) -> temporary(session.value());
            case Event.FromSession(ToCoordinator.Cancel ignored) -> unfinishedSinks();
            case Event.FromStorage(StorageResponse.SinkFailed(var request, var id, var error)) -> removed(id);
            case Event.FromSession ignored -> new Difference();
            case Event.FromStorage ignored -> new Difference();
            case Event.FromCompute ignored -> new Difference();
            case Event.Boot ignored -> changed ? unfinishedSinks() : new Difference();
            case Event.Tick ignored -> new Difference();
        };
    }

    private Difference expected(Plan.DdlPlan plan) {
        Difference difference = new Difference();
        switch (plan) {
            case Plan.CreateType p -> difference.added.add(p.name());
            case Plan.CreateTable p -> added(difference, p.name(), p.index());
            case Plan.CreateSource p -> added(difference, p.name(), p.index());
            case Plan.CreateView p -> {
                GlobalId replaced = p.replaced();
                if (replaced != null) difference.removed.addAll(before.withDependents(replaced));
                added(difference, p.name(), p.index());
            }
            case Plan.CreateIndex p -> difference.added.add(p.index().name());
            case Plan.CreateSink p -> difference.added.add(p.name());
            case Plan.Rename p -> {
                ItemName name = before.get(p.id()).name();
                difference.renamed.put(p.id(), new ItemName(name.database(), name.schema(), p.to()));
            }
            case Plan.DropItems p -> p.ids().forEach(id -> difference.removed.addAll(before.withDependents(id)));
            case Plan.DropDatabase p -> itemsIn(p.name(), null, difference);
            case Plan.DropSchema p -> itemsIn(p.database(), p.name(), difference);
            case Plan.CreateDatabase ignored -> {}
            case Plan.CreateSchema ignored -> {}
            case Plan.CreateRole ignored -> {}
            case Plan.DropRoles ignored -> {}
            case Plan.AlterIndexWindow ignored -> {}
            case Plan.AlterNothing ignored -> {}
        }
        return difference;
    }

    private static void added(Difference difference, ItemName name, @Nullable IndexPlan index) {
        difference.added.add(name);
        if (index != null) difference.added.add(index.name());
    }

    private void itemsIn(@Nullable String database, @Nullable String schema, Difference difference) {
        for (CatalogItem item : before.all().values()) {
            ItemName name = item.name();
            boolean here = Objects.equals(name.database(), database)
                    && (schema == null || name.schema().equals(schema));
            if (here) difference.removed.addAll(before.withDependents(item.id()));
        }
    }

    private Difference temporary(long session) {
        Difference difference = new Difference();
        for (CatalogItem item : before.all().values()) {
            Long owner = item.owner();
            if (owner != null && owner == session) difference.removed.addAll(before.withDependents(item.id()));
        }
        unfinishedSinksOf(difference);
        return difference;
    }

    private Difference unfinishedSinks() {
        Difference difference = new Difference();
        unfinishedSinksOf(difference);
        return difference;
    }

    /** Whose file was being made for the statement that is now cancelled; they are gone after it. */
    private void unfinishedSinksOf(Difference difference) {
        Catalog now = sight.catalog();
        for (CatalogItem item : before.all().values()) {
            boolean isUnfinished = item.body() instanceof CatalogItem.Sink sink && !sink.isReady();
            if (isUnfinished && now.find(item.id()).isEmpty()) difference.removed.add(item.id());
        }
    }

    private static Difference removed(GlobalId id) {
        Difference difference = new Difference();
        difference.removed.add(id);
        return difference;
    }
}
