package dev.coordtest.sql.bind;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.type.Column;
import dev.coordtest.repr.type.RelationDesc;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.sql.CatalogView;
import dev.coordtest.sql.SessionView;
import dev.coordtest.sql.ast.Name;
import dev.coordtest.sql.plan.BoundRel;
import dev.coordtest.sql.plan.BoundScalar;
import dev.coordtest.sql.plan.ItemKind;
import dev.coordtest.sql.plan.ItemName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Relations that tell of the catalog, made from it when they are asked for: as they are constants of one revision, they are read by queries that are
 * answered at once, and nowhere else. Each has the first columns of the relation that PostgreSQL calls so, and tells of the session's database.
 */
final class SystemRelations {
    private static final ScalarType NAME = ScalarType.Simple.NAME;

    private final CatalogView catalog;
    private final SessionView session;

    SystemRelations(CatalogView catalog, SessionView session) {
        this.catalog = catalog;
        this.session = session;
    }

    /** A relation and what is in it now. */
    record Contents(RelationDesc desc, BoundRel rel) {}

    /** The relation of a name, if that is one of ours. Names without a schema are looked for in {@code pg_catalog}. */
    Optional<Contents> find(Name name) {
        List<String> parts = name.parts();
        if (parts.size() > 2) return Optional.empty();
        String schema = parts.size() == 1 ? "pg_catalog" : parts.get(0);
        return Optional.ofNullable(
                switch (schema + "." + name.last()) {
                    case "information_schema.schemata" -> schemata();
                    case "information_schema.tables" -> tables();
                    case "information_schema.columns" -> columns();
                    case "pg_catalog.pg_tables" -> userTables();
                    default -> null;
                });
    }

    private Contents schemata() {
        List<List<Datum>> rows = new ArrayList<>();
        for (String schema : catalog.schemas(session.database())) {
            rows.add(List.of(Datum.of(session.database()), Datum.of(schema), Datum.of(session.user())));
        }
        return contents(
                rows,
                Column.of("catalog_name", NAME, false),
                Column.of("schema_name", NAME, false),
                Column.of("schema_owner", NAME, false));
    }

    private Contents tables() {
        List<List<Datum>> rows = new ArrayList<>();
        for (CatalogView.Item item : relations()) {
            List<Datum> row = new ArrayList<>(place(item));
            row.add(Datum.of(tableType(item)));
            rows.add(row);
        }
        return contents(
                rows,
                Column.of("table_catalog", NAME, false),
                Column.of("table_schema", NAME, false),
                Column.of("table_name", NAME, false),
                Column.of("table_type", ScalarType.TEXT, false));
    }

    private static String tableType(CatalogView.Item item) {
        if (item.kind() == ItemKind.VIEW) return "VIEW";
        if (item.kind() == ItemKind.SOURCE) return "FOREIGN";
        return item.name().isTemporary() ? "LOCAL TEMPORARY" : "BASE TABLE";
    }

    private Contents columns() {
        List<List<Datum>> rows = new ArrayList<>();
        for (CatalogView.Item item : relations()) {
            RelationDesc desc = item.desc();
            if (desc == null) continue;
            for (int i = 0; i < desc.arity(); i++) {
                Column column = desc.columns().get(i);
                List<Datum> row = new ArrayList<>(place(item));
                row.add(Datum.of(column.name()));
                row.add(Datum.of(i + 1));
                row.add(defaultOf(item, i));
                row.add(Datum.of(column.type().nullable() ? "YES" : "NO"));
                row.add(Datum.of(dataType(column.type().type())));
                rows.add(row);
            }
        }
        return contents(
                rows,
                Column.of("table_catalog", NAME, false),
                Column.of("table_schema", NAME, false),
                Column.of("table_name", NAME, false),
                Column.of("column_name", NAME, false),
                Column.of("ordinal_position", ScalarType.INT4, false),
                Column.of("column_default", ScalarType.TEXT, true),
                Column.of("is_nullable", ScalarType.TEXT, false),
                Column.of("data_type", ScalarType.TEXT, false));
    }

    private static Datum defaultOf(CatalogView.Item item, int column) {
        List<String> defaults = item.defaults();
        boolean given = !defaults.isEmpty() && !defaults.get(column).equals("NULL");
        return given ? Datum.of(defaults.get(column)) : Datum.NULL;
    }

    /** The name of a type without its modifiers. */
    private static String dataType(ScalarType type) {
        return type instanceof ScalarType.Array ? "ARRAY" : type.sqlName().replaceFirst("\\(.*\\)$", "");
    }

    private Contents userTables() {
        List<List<Datum>> rows = new ArrayList<>();
        for (CatalogView.Item item : relations()) {
            if (item.kind() != ItemKind.TABLE) continue;
            rows.add(
                    List.of(Datum.of(item.name().schema()), Datum.of(item.name().item()), Datum.of(session.user())));
        }
        return contents(
                rows,
                Column.of("schemaname", NAME, false),
                Column.of("tablename", NAME, false),
                Column.of("tableowner", NAME, false));
    }

    // ---- rows

    private List<Datum> place(CatalogView.Item item) {
        return List.of(
                Datum.of(session.database()),
                Datum.of(item.name().schema()),
                Datum.of(item.name().item()));
    }

    /** The tables, sources and views of the session's database, and its temporary ones. */
    private List<CatalogView.Item> relations() {
        List<CatalogView.Item> items = new ArrayList<>();
        add(items, null, ItemName.TEMPORARY);
        for (String schema : catalog.schemas(session.database())) add(items, session.database(), schema);
        return items;
    }

    private void add(List<CatalogView.Item> items, @Nullable String database, String schema) {
        for (CatalogView.Item item : catalog.items(database, schema)) {
            if (item.desc() != null) items.add(item);
        }
    }

    private static Contents contents(List<List<Datum>> rows, Column... columns) {
        RelationDesc desc = RelationDesc.of(columns);
        List<List<BoundScalar>> values = new ArrayList<>();
        for (List<Datum> row : rows) {
            List<BoundScalar> scalars = new ArrayList<>();
            for (int i = 0; i < columns.length; i++) {
                scalars.add(
                        new BoundScalar.Literal(row.get(i), columns[i].type().type()));
            }
            values.add(scalars);
        }
        return new Contents(desc, new BoundRel.Values(values, desc.types()));
    }
}
