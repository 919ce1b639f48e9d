package dev.coordtest.sql.bind;

import dev.coordtest.repr.GlobalId;
import dev.coordtest.sql.CatalogView;
import dev.coordtest.sql.SessionView;
import dev.coordtest.sql.plan.ItemKind;
import dev.coordtest.sql.plan.ItemName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the relations of the catalog agree on: what there is, and the number of each thing. Numbers follow from those that the catalog gave out, so that
 * a thing keeps its own; what PostgreSQL has too has the number that it has there.
 */
final class CatalogFacts {
    static final int PG_CATALOG = 11;
    static final int INFORMATION_SCHEMA = 13_000;
    private static final int PUBLIC = 2200;
    private static final int OWNER = 10;
    private static final int FIRST_ITEM = 16_384;
    private static final int FIRST_SCHEMA = 1 << 30;
    private static final int FIRST_DATABASE = 1 << 29;
    private static final int FIRST_CONSTRAINT = 1 << 28;
    private static final int FIRST_ROLE = 1 << 26;
    private static final int CONSTRAINTS_MAX = 64;

    private static final SortedMap<String, Integer> SYSTEM_RELATIONS = new TreeMap<>();

    static {
        SYSTEM_RELATIONS.put("pg_type", 1247);
        SYSTEM_RELATIONS.put("pg_attribute", 1249);
        SYSTEM_RELATIONS.put("pg_proc", 1255);
        SYSTEM_RELATIONS.put("pg_class", 1259);
        SYSTEM_RELATIONS.put("pg_database", 1262);
        SYSTEM_RELATIONS.put("pg_am", 2601);
        SYSTEM_RELATIONS.put("pg_attrdef", 2604);
        SYSTEM_RELATIONS.put("pg_constraint", 2606);
        SYSTEM_RELATIONS.put("pg_description", 2609);
        SYSTEM_RELATIONS.put("pg_index", 2610);
        SYSTEM_RELATIONS.put("pg_namespace", 2615);
    }

    private final CatalogView catalog;
    private final SessionView session;

    CatalogFacts(CatalogView catalog, SessionView session) {
        this.catalog = catalog;
        this.session = session;
    }

    /** The tables that the catalog itself is, by name. */
    static SortedMap<String, Integer> systemRelations() {
        return Collections.unmodifiableSortedMap(SYSTEM_RELATIONS);
    }

    CatalogView catalog() {
        return catalog;
    }

    // ---- what there is

    /** What is in the session's database, and the session's temporary items, by schema and name. */
    List<CatalogView.Item> items() {
        List<CatalogView.Item> items = new ArrayList<>(catalog.items(null, ItemName.TEMPORARY));
        for (String schema : catalog.schemas(session.database())) {
            items.addAll(catalog.items(session.database(), schema));
        }
        return items;
    }

    /** Those of them that have columns. */
    List<CatalogView.Item> relations() {
        return items().stream().filter(item -> item.desc() != null).toList();
    }

    List<CatalogView.Item> indexes() {
        return items().stream().filter(item -> item.kind() == ItemKind.INDEX).toList();
    }

    /** The indexes on a relation, oldest first. */
    List<CatalogView.Item> indexesOn(CatalogView.Item relation) {
        return relation.usedBy().stream()
                .map(catalog::item)
                .filter(item -> relation.id().equals(item.on()))
                .toList();
    }

    // ---- numbers

    static int oid(GlobalId id) {
        return FIRST_ITEM + (int) id.value();
    }

    /** Of the n-th constraint of a table. */
    static int constraintOid(GlobalId table, int number) {
        return FIRST_CONSTRAINT + (int) table.value() * CONSTRAINTS_MAX + number;
    }

    int databaseOid(String database) {
        return FIRST_DATABASE + (int) catalog.databaseNumber(database);
    }

    /** {@code database} is null for the schemas that are in none. */
    int schemaOid(@Nullable String database, String schema) {
        if (schema.equals("pg_catalog")) return PG_CATALOG;
        if (schema.equals("information_schema")) return INFORMATION_SCHEMA;
        long number = catalog.schemaNumber(database, schema);
        return number == CatalogView.FIRST_PUBLIC_SCHEMA ? PUBLIC : FIRST_SCHEMA + (int) number;
    }

    int schemaOid(ItemName name) {
        return schemaOid(name.database(), name.schema());
    }

    /** The session's own role has the number of PostgreSQL's first. */
    int roleOid(String role) {
        if (role.equals(session.user())) return OWNER;
        return FIRST_ROLE + catalog.roles().headSet(role).size();
    }

    int owner() {
        return OWNER;
    }

    // ---- names

    /** The number of a relation, an index among them, by a name as SQL writes it. */
    Optional<Integer> relationOid(dev.coordtest.sql.ast.Name name) {
        List<String> parts = name.parts();
        boolean system = parts.size() == 1 || parts.size() == 2 && parts.get(0).equals("pg_catalog");
        Optional<Integer> found = new Names(catalog, session).find(name).map(item -> oid(item.id()));
        return found.isPresent() || !system ? found : Optional.ofNullable(SYSTEM_RELATIONS.get(name.last()));
    }
}
