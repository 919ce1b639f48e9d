package dev.coordtest.coord.catalog;

import dev.coordtest.repr.GlobalId;
import dev.coordtest.sql.CatalogView;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The maps behind a {@link Catalog}: sorted, so that every walk over them is the same everywhere, and never changed once made. */
public record CatalogState(
        long revision,
        SortedMap<String, Database> databases,
        SortedSet<String> roles,
        SortedMap<GlobalId, CatalogItem> items,
        SortedMap<GlobalId, SortedSet<GlobalId>> users,
        long nextDatabase,
        long nextSchema) {
    /** A database: its number and the numbers of its schemas by name. */
    public record Database(long id, SortedMap<String, Long> schemas) {}

    static CatalogState initial() {
        SortedMap<String, Long> schemas = new TreeMap<>();
        schemas.put(Catalog.DEFAULT_SCHEMA, CatalogView.FIRST_PUBLIC_SCHEMA);
        SortedMap<String, Database> databases = new TreeMap<>();
        databases.put(Catalog.DEFAULT_DATABASE, new Database(1, schemas));
        SortedSet<String> roles = new TreeSet<>(List.of(Catalog.DEFAULT_ROLE, "mz_system"));
        // Schemas 1, 2 and 4 are the system's, which are in no database.
        return new CatalogState(0, databases, roles, new TreeMap<>(), new TreeMap<>(), 2, 5);
    }

    /** The number of a schema, if there is one of that name. */
    Optional<Long> schema(@Nullable String database, String name) {
        if (database == null) return SystemSchemas.number(name);
        Database found = databases.get(database);
        return found == null ? Optional.empty() : Optional.ofNullable(found.schemas.get(name));
    }

    SortedSet<GlobalId> usedBy(GlobalId id) {
        SortedSet<GlobalId> found = users.get(id);
        return found == null ? Collections.emptySortedSet() : found;
    }

    CatalogState apply(List<CatalogChange> changes) {
        Editor editor = new Editor(this);
        changes.forEach(editor::apply);
        return editor.done();
    }

    /** A copy under change. */
    private static final class Editor {
        private final long revision;
        private final SortedMap<String, Database> databases;
        private final SortedSet<String> roles;
        private final SortedMap<GlobalId, CatalogItem> items;
        private long nextDatabase;
        private long nextSchema;

        Editor(CatalogState from) {
            revision = from.revision;
            databases = new TreeMap<>(from.databases);
            roles = new TreeSet<>(from.roles);
            items = new TreeMap<>(from.items);
            nextDatabase = from.nextDatabase;
            nextSchema = from.nextSchema;
        }

        void apply(CatalogChange change) {
            switch (change) {
                case CatalogChange.AddDatabase(var name) -> {
                    SortedMap<String, Long> schemas = new TreeMap<>();
                    schemas.put(Catalog.DEFAULT_SCHEMA, nextSchema++);
                    absent(databases.put(name, new Database(nextDatabase++, schemas)), name);
                }
                case CatalogChange.AddSchema(var database, var name) -> {
                    Database owner = databases.get(database);
                    if (owner == null) throw new IllegalStateException("no database " + database + " for " + change);
                    SortedMap<String, Long> schemas = new TreeMap<>(owner.schemas);
                    absent(schemas.put(name, nextSchema++), name);
                    databases.put(database, new Database(owner.id, schemas));
                }
                case CatalogChange.AddRole(var name) -> roles.add(name);
                case CatalogChange.AddItem(var item) -> absent(items.put(item.id(), item), item);
                case CatalogChange.RemoveDatabase(var name) -> present(databases.remove(name), name);
                case CatalogChange.RemoveSchema(var database, var name) -> {
                    Database owner = present(databases.get(database), database);
                    SortedMap<String, Long> schemas = new TreeMap<>(owner.schemas);
                    present(schemas.remove(name), name);
                    databases.put(database, new Database(owner.id, schemas));
                }
                case CatalogChange.RemoveRole(var name) -> roles.remove(name);
                case CatalogChange.RemoveItem(var id) -> present(items.remove(id), id);
                case CatalogChange.RenameItem(var id, var name) ->
                    items.put(id, present(items.get(id), id).withName(name));
                case CatalogChange.SetSql(var id, var sql) ->
                    items.put(id, present(items.get(id), id).withSql(sql));
                case CatalogChange.SetWindow(var id, var window) -> {
                    CatalogItem item = present(items.get(id), id);
                    CatalogItem.Index index = (CatalogItem.Index) item.body();
                    items.put(
                            id,
                            item.withBody(new CatalogItem.Index(index.on(), index.key(), index.keyTexts(), window)));
                }
                case CatalogChange.SinkReady(var id, var asOf) -> {
                    CatalogItem item = present(items.get(id), id);
                    CatalogItem.Sink sink = (CatalogItem.Sink) item.body();
                    items.put(id, item.withBody(new CatalogItem.Sink(sink.from(), sink.path(), sink.snapshot(), asOf)));
                }
            }
        }

        private static void absent(@Nullable Object before, Object what) {
            if (before != null) throw new IllegalStateException("exists already: " + what);
        }

        private static <T> T present(@Nullable T found, @Nullable Object what) {
            if (found == null) throw new IllegalStateException("does not exist: " + what);
            return found;
        }

        CatalogState done() {
            SortedMap<GlobalId, SortedSet<GlobalId>> users = new TreeMap<>();
            for (CatalogItem item : items.values()) {
                for (GlobalId used : item.uses()) {
                    if (!items.containsKey(used))
                        throw new IllegalStateException(item.name() + " uses " + used + ", which is gone");
                    users.computeIfAbsent(used, ignored -> new TreeSet<>()).add(item.id());
                }
            }
            return new CatalogState(revision + 1, databases, roles, items, users, nextDatabase, nextSchema);
        }
    }
}
