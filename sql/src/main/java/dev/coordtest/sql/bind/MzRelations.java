package dev.coordtest.sql.bind;

import dev.coordtest.expr.scalar.TypeCatalog;
import dev.coordtest.repr.type.Column;
import dev.coordtest.repr.type.RelationDesc;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.sql.CatalogView;
import dev.coordtest.sql.plan.ItemKind;
import dev.coordtest.sql.plan.ItemName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The relations of {@code mz_catalog}: what a streaming database has and PostgreSQL's catalog has no place for. Items go by their ids. */
final class MzRelations {
    private final CatalogFacts facts;
    private final CatalogView catalog;

    MzRelations(CatalogFacts facts) {
        this.facts = facts;
        this.catalog = facts.catalog();
    }

    /** The relation of a name; null if it is none of ours. */
    @Nullable
    Listing find(String name) {
        return switch (name) {
            case "mz_databases" -> databases();
            case "mz_schemas" -> schemas();
            case "mz_tables" -> items(new Listing("id text, oid oid, schema_id int8, name text"), ItemKind.TABLE, null);
            case "mz_views" ->
                items(
                        new Listing("id text, oid oid, schema_id int8, name text, volatility text"),
                        ItemKind.VIEW,
                        "unknown");
            case "mz_sources" ->
                items(
                        new Listing("id text, oid oid, schema_id int8, name text, connector_type text"),
                        ItemKind.SOURCE,
                        "file");
            case "mz_sinks" ->
                items(
                        new Listing("id text, oid oid, schema_id int8, name text, connector_type text"),
                        ItemKind.SINK,
                        "avro-ocf");
            case "mz_relations" -> typed(facts.relations());
            case "mz_objects" -> typed(facts.items());
            case "mz_indexes" -> indexes();
            case "mz_index_columns" -> indexColumns();
            case "mz_columns" -> columns();
            case "mz_types" -> types(false);
            case "mz_base_types" -> types(true);
            case "mz_array_types" -> arrays();
            case "mz_roles" -> roles();
            case "mz_catalog_names" -> names();
            default -> null;
        };
    }

    private Listing databases() {
        Listing rows = new Listing("id int8, oid oid, name text");
        for (String name : catalog.databases()) {
            rows.add((int) catalog.databaseNumber(name), facts.databaseOid(name), name);
        }
        return rows;
    }

    private Listing schemas() {
        Listing rows = new Listing("id int8, oid oid, database_id int8?, name text");
        for (String schema : List.of("mz_catalog", "pg_catalog", "mz_internal", ItemName.TEMPORARY)) {
            rows.add((int) catalog.schemaNumber(null, schema), facts.schemaOid(null, schema), null, schema);
        }
        for (String in : catalog.databases()) {
            for (String schema : catalog.schemas(in)) {
                int number = (int) catalog.schemaNumber(in, schema);
                rows.add(number, facts.schemaOid(in, schema), (int) catalog.databaseNumber(in), schema);
            }
        }
        return rows;
    }

    private int schema(CatalogView.Item item) {
        return (int) catalog.schemaNumber(item.name().database(), item.name().schema());
    }

    private Listing items(Listing rows, ItemKind kind, @Nullable String last) {
        for (CatalogView.Item item : facts.items()) {
            if (item.kind() != kind) continue;
            String id = item.id().toString();
            int oid = CatalogFacts.oid(item.id());
            String name = item.name().item();
            if (last == null) rows.add(id, oid, schema(item), name);
            else rows.add(id, oid, schema(item), name, last);
        }
        return rows;
    }

    private Listing typed(List<CatalogView.Item> items) {
        Listing rows = new Listing("id text, oid oid, schema_id int8, name text, type text");
        for (CatalogView.Item item : items) {
            rows.add(
                    item.id().toString(),
                    CatalogFacts.oid(item.id()),
                    schema(item),
                    item.name().item(),
                    item.kind().word());
        }
        return rows;
    }

    private Listing indexes() {
        Listing rows = new Listing("id text, oid oid, name text, on_id text, enabled bool");
        for (CatalogView.Item index : facts.indexes()) {
            String on = String.valueOf(index.on());
            rows.add(
                    index.id().toString(),
                    CatalogFacts.oid(index.id()),
                    index.name().item(),
                    on,
                    true);
        }
        return rows;
    }

    private Listing indexColumns() {
        Listing rows = new Listing(
                "index_id text, index_position int8, on_position int8?, on_expression text?, nullable bool");
        for (CatalogView.Item index : facts.indexes()) {
            List<Integer> positions = PgRelations.positions(index);
            RelationDesc desc =
                    index.on() == null ? null : catalog.item(index.on()).desc();
            List<Column> columns = desc == null ? List.of() : desc.columns();
            for (int i = 0; i < positions.size(); i++) {
                int position = positions.get(i);
                boolean plain = position > 0;
                rows.add(
                        index.id().toString(),
                        i + 1,
                        plain ? position : null,
                        plain ? null : index.keyTexts().get(i),
                        !plain || columns.get(position - 1).type().nullable());
            }
        }
        return rows;
    }

    private Listing columns() {
        Listing rows =
                new Listing("id text, name text, position int8, nullable bool, type text, default text?, type_oid oid");
        for (CatalogView.Item item : facts.relations()) {
            List<Column> columns = item.desc() == null ? List.of() : item.desc().columns();
            for (int i = 0; i < columns.size(); i++) {
                ScalarType type = columns.get(i).type().type();
                rows.add(
                        item.id().toString(),
                        columns.get(i).name(),
                        i + 1,
                        columns.get(i).type().nullable(),
                        type.sqlName(),
                        SystemRelations.defaultText(item, i),
                        TypeCatalog.oid(type.base()).orElse(0));
            }
        }
        return rows;
    }

    private Listing types(boolean baseOnly) {
        Listing rows =
                baseOnly ? new Listing("type_id text") : new Listing("id text, oid oid, schema_id int8, name text");
        int schema = (int) catalog.schemaNumber(null, "pg_catalog");
        for (TypeCatalog.Listed type : TypeCatalog.all()) {
            if (!baseOnly) rows.add("s" + type.oid(), type.oid(), schema, type.name());
            else if (type.element() == 0) rows.add("s" + type.oid());
        }
        return rows;
    }

    private static Listing arrays() {
        Listing rows = new Listing("type_id text, element_id text");
        for (TypeCatalog.Listed type : TypeCatalog.all()) {
            if (type.element() != 0) rows.add("s" + type.oid(), "s" + type.element());
        }
        return rows;
    }

    private Listing roles() {
        Listing rows = new Listing("id int8, oid oid, name text");
        int number = 1;
        for (String role : catalog.roles()) rows.add(number++, facts.roleOid(role), role);
        return rows;
    }

    private Listing names() {
        Listing rows = new Listing("global_id text, name text");
        for (CatalogView.Item item : facts.items()) {
            rows.add(item.id().toString(), item.name().full());
        }
        return rows;
    }
}
