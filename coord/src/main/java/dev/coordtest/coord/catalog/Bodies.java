package dev.coordtest.coord.catalog;

import dev.coordtest.protocol.storage.SourceDesc;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.sql.plan.IndexPlan;
import dev.coordtest.sql.plan.Plan;

/** What plans make of the items that they create: the same when a statement is carried out and when its text is planned again. */
public final class Bodies {
    private Bodies() {}

    public static CatalogItem.Table table(Plan.CreateTable plan) {
        return new CatalogItem.Table(plan.desc(), plan.defaults(), plan.rules());
    }

    /**
     * A source.
     *
     * @param frequencyMillis the width of a time of a source that does not say
     */
    public static CatalogItem.Source source(Plan.CreateSource plan, long frequencyMillis) {
        Long own = plan.frequencyMillis();
        SourceDesc file = new SourceDesc(
                plan.name().full(),
                plan.path(),
                plan.format(),
                plan.desc(),
                plan.tail(),
                own == null ? frequencyMillis : own,
                plan.gzip());
        return new CatalogItem.Source(file, plan.timeline());
    }

    public static CatalogItem.View view(Plan.CreateView plan) {
        return new CatalogItem.View(plan.query());
    }

    public static CatalogItem.Index index(GlobalId on, IndexPlan plan) {
        return new CatalogItem.Index(on, plan.key(), plan.keyTexts(), plan.window());
    }

    public static CatalogItem.Type type(GlobalId id, Plan.CreateType plan) {
        ScalarType.Made made = new ScalarType.Made(id, plan.name().item());
        ScalarType type = plan.structure() instanceof ScalarType.ListOf(var element, var none)
                ? new ScalarType.ListOf(element, made)
                : new ScalarType.MapOf(((ScalarType.MapOf) plan.structure()).value(), made);
        return new CatalogItem.Type(type);
    }

    /** A sink whose file is not ready. */
    public static CatalogItem.Sink sink(Plan.CreateSink plan) {
        return new CatalogItem.Sink(plan.from(), plan.path(), plan.snapshot(), null);
    }
}
