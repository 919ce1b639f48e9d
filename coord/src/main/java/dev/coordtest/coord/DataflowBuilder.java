package dev.coordtest.coord;

import dev.coordtest.coord.catalog.Catalog;
import dev.coordtest.coord.catalog.CatalogItem;
import dev.coordtest.expr.RelExpr;
import dev.coordtest.protocol.compute.Dataflow;
import dev.coordtest.protocol.compute.Dataflow.Build;
import dev.coordtest.protocol.compute.Dataflow.IndexExport;
import dev.coordtest.protocol.compute.Dataflow.IndexImport;
import dev.coordtest.protocol.compute.Dataflow.SinkExport;
import dev.coordtest.protocol.compute.Dataflow.SourceImport;
import dev.coordtest.protocol.compute.Dataflow.TailExport;
import dev.coordtest.repr.GlobalId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Decides what a computation reads, once, for the choice of its time and for its dataflow alike: a relation that has indexes is read through the oldest
 * of them; a view that has none is computed from what it names; a table or source that has none is read from its collection.
 */
final class DataflowBuilder {
    private final Catalog catalog;
    private final Predicate<GlobalId> isBuilt;
    private final List<SourceImport> sources = new ArrayList<>();
    private final List<IndexImport> indexImports = new ArrayList<>();
    private final List<Build> builds = new ArrayList<>();
    private final SortedSet<GlobalId> timeInputs = new TreeSet<>();
    private final SortedSet<GlobalId> seen = new TreeSet<>();
    private boolean readsTable;

    /** @param isBuilt whether an index of the catalog is there to be read */
    DataflowBuilder(Catalog catalog, Predicate<GlobalId> isBuilt) {
        this.catalog = catalog;
        this.isBuilt = isBuilt;
    }

    DataflowBuilder read(Collection<GlobalId> relations) {
        relations.forEach(this::read);
        return this;
    }

    private void read(GlobalId relation) {
        if (!seen.add(relation)) return;
        CatalogItem item = catalog.get(relation);
        readsTable |= reachesTable(item);
        List<CatalogItem> indexes = catalog.indexesOn(relation).stream()
                .filter(index -> isBuilt.test(index.id()))
                .toList();
        // A later choice of another index must not find a time that this one's since forbids: all of them count.
        indexes.forEach(index -> timeInputs.add(index.id()));
        if (!indexes.isEmpty()) {
            CatalogItem first = indexes.get(0);
            CatalogItem.Index index = (CatalogItem.Index) first.body();
            indexImports.add(new IndexImport(
                    first.id(), relation, index.key(), desc(item).types()));
            return;
        }
        switch (item.body()) {
            case CatalogItem.Table table ->
                fromCollection(relation, table.desc().types());
            case CatalogItem.Source source ->
                fromCollection(relation, source.file().desc().types());
            case CatalogItem.View view -> {
                read(view.query().references());
                builds.add(new Build(relation, view.query().lowered()));
            }
            case CatalogItem.Index index -> throw new IllegalStateException(item.name() + " is not a relation");
            case CatalogItem.Sink sink -> throw new IllegalStateException(item.name() + " is not a relation");
            case CatalogItem.Type type -> throw new IllegalStateException(item.name() + " is not a relation");
        }
    }

    private static dev.coordtest.repr.type.RelationDesc desc(CatalogItem item) {
        var desc = item.desc();
        if (desc == null) throw new IllegalStateException(item.name() + " is not a relation");
        return desc;
    }

    private void fromCollection(GlobalId id, List<dev.coordtest.repr.type.ColumnType> types) {
        sources.add(new SourceImport(id, types));
        timeInputs.add(id);
    }

    private boolean reachesTable(CatalogItem item) {
        return switch (item.body()) {
            case CatalogItem.Table ignored -> true;
            case CatalogItem.View view ->
                view.query().references().stream().anyMatch(id -> reachesTable(catalog.get(id)));
            case CatalogItem.Source ignored -> false;
            case CatalogItem.Index ignored -> false;
            case CatalogItem.Sink ignored -> false;
            case CatalogItem.Type ignored -> false;
        };
    }

    /** Whether a table is read, at whatever remove. */
    boolean readsTable() {
        return readsTable;
    }

    /** The indexes, tables and sources whose frontiers bound the time. */
    SortedSet<GlobalId> timeInputs() {
        return timeInputs;
    }

    /** Whether some source is read without an index, at whatever remove. */
    boolean readsUnindexedSource() {
        return sources.stream().anyMatch(source -> catalog.get(source.id()).body() instanceof CatalogItem.Source);
    }

    DataflowBuilder build(GlobalId id, RelExpr expr) {
        builds.add(new Build(id, expr));
        return this;
    }

    Dataflow index(String name, IndexExport index) {
        return new Dataflow(name, sources, indexImports, builds, List.of(index), List.of(), List.of());
    }

    Dataflow tail(String name, TailExport tail) {
        return new Dataflow(name, sources, indexImports, builds, List.of(), List.of(tail), List.of());
    }

    Dataflow sink(String name, SinkExport sink) {
        return new Dataflow(name, sources, indexImports, builds, List.of(), List.of(), List.of(sink));
    }
}
