package dev.coordtest.sql.bind;

import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.sql.CatalogView;
import dev.coordtest.sql.SessionView;
import dev.coordtest.sql.ast.Name;
import dev.coordtest.sql.plan.ItemKind;
import dev.coordtest.sql.plan.ItemName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the names of items mean: temporary items first, then the schemas of the search path. */
public final class Names {
    private final CatalogView catalog;
    private final SessionView session;
    private final SortedSet<GlobalId> types = new TreeSet<>();

    public Names(CatalogView catalog, SessionView session) {
        this.catalog = catalog;
        this.session = session;
    }

    public CatalogView catalog() {
        return catalog;
    }

    /** The item of a name, which must exist; {@code what} is the word for it in the message. */
    public CatalogView.Item item(Name name, String what) {
        return find(name).orElseThrow(() -> missing(name, what));
    }

    /** The type of a name; null if there is none. */
    @Nullable
    ScalarType type(Name name) {
        CatalogView.Item item = find(name).orElse(null);
        if (item == null || item.kind() != ItemKind.TYPE) return null;
        types.add(item.id());
        return item.type();
    }

    /** Whether a name of a type means one that CREATE TYPE made. */
    public boolean isMade(Name name) {
        boolean builtIn = name.parts().size() == 1 && Types.isBuiltIn(name.last());
        return !builtIn
                && find(name).filter(item -> item.kind() == ItemKind.TYPE).isPresent();
    }

    /** The types that have been asked for by name. */
    public SortedSet<GlobalId> types() {
        return Collections.unmodifiableSortedSet(types);
    }

    private SqlException missing(Name name, String what) {
        SqlError error = SqlError.of(SqlState.UNDEFINED_TABLE, what + " \"" + name + "\" does not exist")
                .at(name.position());
        String nearest = Suggestions.nearest(name.last(), candidates());
        return new SqlException(nearest == null ? error : error.withHint("Perhaps you meant \"" + nearest + "\"."));
    }

    private List<String> candidates() {
        List<String> candidates = new ArrayList<>();
        for (String schema : path()) {
            String database = database(schema);
            catalog.items(database, schema)
                    .forEach(item -> candidates.add(item.name().item()));
        }
        return candidates;
    }

    /** The schemas that are searched, those of the system first unless the session puts them elsewhere. */
    private List<String> path() {
        List<String> path = new ArrayList<>(List.of("mz_catalog", "pg_catalog"));
        path.removeAll(session.searchPath());
        path.addAll(session.searchPath());
        return path;
    }

    public Optional<CatalogView.Item> find(Name name) {
        List<String> parts = name.parts();
        if (parts.size() == 3) {
            if (!catalog.databaseExists(parts.get(0))) {
                throw new SqlException(
                        SqlError.of(SqlState.INVALID_CATALOG_NAME, "unknown database '" + parts.get(0) + "'")
                                .at(name.position()));
            }
            return catalog.item(new ItemName(parts.get(0), parts.get(1), parts.get(2)));
        }
        if (parts.size() == 2) return catalog.item(new ItemName(database(parts.get(0)), parts.get(0), parts.get(1)));
        Optional<CatalogView.Item> temporary = catalog.item(new ItemName(null, ItemName.TEMPORARY, parts.get(0)));
        if (temporary.isPresent()) return temporary;
        for (String schema : path()) {
            Optional<CatalogView.Item> item = catalog.item(new ItemName(database(schema), schema, parts.get(0)));
            if (item.isPresent()) return item;
        }
        return Optional.empty();
    }

    /** The database of a schema: system schemas are in none. */
    @Nullable
    String database(String schema) {
        return schema.startsWith("mz_") || schema.startsWith("pg_") ? null : session.database();
    }

    /** The full name of something to be made. */
    public ItemName creating(Name name, boolean temporary) {
        List<String> parts = name.parts();
        if (temporary) {
            boolean elsewhere = parts.size() > 1 && !parts.get(parts.size() - 2).equals(ItemName.TEMPORARY);
            if (elsewhere) {
                throw new SqlException(SqlError.of(
                                SqlState.INVALID_TABLE_DEFINITION,
                                "cannot create temporary item in non-temporary schema")
                        .at(name.position()));
            }
            return new ItemName(null, ItemName.TEMPORARY, name.last());
        }
        String schema = parts.size() > 1 ? parts.get(parts.size() - 2) : creationSchema(name);
        String database = parts.size() > 2 ? parts.get(0) : session.database();
        if (schema.startsWith("mz_") || schema.startsWith("pg_")) {
            throw new SqlException(
                    SqlError.of(SqlState.RESERVED_NAME, "system schema '" + schema + "' cannot be modified")
                            .at(name.position()));
        }
        if (!catalog.databaseExists(database)) {
            throw new SqlException(SqlError.of(SqlState.INVALID_CATALOG_NAME, "unknown database '" + database + "'")
                    .at(name.position()));
        }
        if (!catalog.schemaExists(database, schema)) {
            throw new SqlException(SqlError.of(SqlState.INVALID_SCHEMA_NAME, "unknown schema '" + schema + "'")
                    .at(name.position()));
        }
        return new ItemName(database, schema, name.last());
    }

    /** The first schema of the search path that exists. */
    private String creationSchema(Name name) {
        for (String schema : session.searchPath()) {
            if (catalog.schemaExists(database(schema), schema)) return schema;
        }
        throw new SqlException(SqlError.of(SqlState.INVALID_SCHEMA_NAME, "no schema has been selected to create in")
                .at(name.position()));
    }
}
