package dev.coordtest.coordtest.report;

import static dev.coordtest.coordtest.report.Debug.field;
import static dev.coordtest.coordtest.report.Debug.quoted;
import static dev.coordtest.coordtest.report.Debug.struct;
import static dev.coordtest.coordtest.report.Debug.tuple;
import static dev.coordtest.coordtest.report.Debug.word;

import dev.coordtest.coord.catalog.Catalog;
import dev.coordtest.coord.catalog.CatalogItem;
import dev.coordtest.coord.catalog.CatalogState;
import dev.coordtest.repr.GlobalId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The debug form of a catalog: all but items and numbers is as it was of old, {@code oid: 0} included. */
final class CatalogDebug {
    private CatalogDebug() {}

    private record SchemaName(String database, String schema) {}

    static Debug of(Catalog catalog) {
        var items = itemsBySchema(catalog);
        var databases = new ArrayList<Debug.Entry>();
        catalog.databaseMap().forEach((name, database) -> databases.add(entry(name, database(name, database, items))));
        return tuple("Catalog", new Debug.Entries(databases));
    }

    /** The items of each schema by name. Those that are in no database are not shown. */
    private static Map<SchemaName, SortedMap<String, GlobalId>> itemsBySchema(Catalog catalog) {
        var items = new HashMap<SchemaName, SortedMap<String, GlobalId>>();
        for (CatalogItem item : catalog.all().values()) {
            String database = item.name().database();
            if (database == null) continue;
            items.computeIfAbsent(new SchemaName(database, item.name().schema()), _ -> new TreeMap<>())
                    .put(item.name().item(), item.id());
        }
        return items;
    }

    private static Debug database(
            String name, CatalogState.Database database, Map<SchemaName, SortedMap<String, GlobalId>> items) {
        var schemas = new ArrayList<Debug.Entry>();
        database.schemas().forEach((schema, number) -> {
            var shown = new ArrayList<Debug.Entry>();
            items.getOrDefault(new SchemaName(name, schema), Collections.emptySortedMap())
                    .forEach((item, id) -> shown.add(entry(item, id(id))));
            schemas.add(entry(schema, schema(name, schema, number, shown)));
        });
        return struct(
                "Database",
                field("name", quoted(name)),
                field("id", word(database.id())),
                field("oid", word(0)),
                field("schemas", new Debug.Entries(schemas)));
    }

    private static Debug schema(String database, String name, long id, List<Debug.Entry> items) {
        return struct(
                "Schema",
                field(
                        "name",
                        struct(
                                "SchemaName",
                                field("database", tuple("Name", quoted(database))),
                                field("schema", quoted(name)))),
                field("id", word(id)),
                field("oid", word(0)),
                field("items", new Debug.Entries(items)),
                field("functions", new Debug.Entries(List.of())));
    }

    private static Debug id(GlobalId id) {
        String kind = switch (id.kind()) {
            case USER -> "User";
            case SYSTEM -> "System";
            case TRANSIENT -> "Transient";
        };
        return tuple(kind, word(id.value()));
    }

    private static Debug.Entry entry(String key, Debug value) {
        return new Debug.Entry(quoted(key), value);
    }
}
