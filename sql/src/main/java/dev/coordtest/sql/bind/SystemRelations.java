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
import dev.coordtest.sql.plan.TableRules;
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
    private final CatalogFacts facts;
    private final SessionView session;

    SystemRelations(CatalogView catalog, SessionView session) {
        this.catalog = catalog;
        this.facts = new CatalogFacts(catalog, session);
        this.session = session;
    }

    /** A relation and what is in it now. */
    record Contents(RelationDesc desc, BoundRel rel) {}

    /** The relation of a name, if that is one of ours. Names without a schema are looked for in {@code pg_catalog} and {@code mz_catalog}. */
    Optional<Contents> find(Name name) {
        List<String> parts = name.parts();
        if (parts.size() > 2) return Optional.empty();
        String schema = parts.size() == 1 ? "" : parts.get(0);
        return Optional.ofNullable(
                switch (schema + "." + name.last()) {
                    case "information_schema.schemata" -> schemata();
                    case "information_schema.tables" -> tables();
                    case "information_schema.columns" -> columns();
                    case "information_schema.views" -> views();
                    case "information_schema.table_constraints" -> constraints();
                    case "information_schema.key_column_usage" -> keyColumns();
                    default -> named(schema, name.last());
                });
    }

    private @Nullable Contents named(String schema, String name) {
        Listing listing = null;
        if (schema.isEmpty() || schema.equals("pg_catalog")) listing = new PgRelations(facts, session).find(name);
        if (schema.isEmpty() && listing == null || schema.equals("mz_catalog")) {
            listing = new MzRelations(facts).find(name);
        }
        return listing == null ? null : listing.contents();
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
        for (CatalogView.Item item : facts.relations()) {
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
        for (CatalogView.Item item : facts.relations()) {
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
        String text = defaultText(item, column);
        return text == null ? Datum.NULL : Datum.of(text);
    }

    /** The text of a column's default; null if none was given. */
    static @Nullable String defaultText(CatalogView.Item item, int column) {
        List<String> defaults = item.defaults();
        boolean given = !defaults.isEmpty() && !defaults.get(column).equals("NULL");
        return given ? defaults.get(column) : null;
    }

    /** The name of a type without its modifiers. */
    private static String dataType(ScalarType type) {
        return type instanceof ScalarType.Array ? "ARRAY" : type.sqlName().replaceFirst("\\(.*\\)$", "");
    }

    private Contents views() {
        Listing rows = new Listing(
                "table_catalog name, table_schema name, table_name name, view_definition text, is_updatable text");
        for (CatalogView.Item item : facts.relations()) {
            if (item.kind() != ItemKind.VIEW) continue;
            String definition = PgRelations.definition(item);
            rows.add(session.database(), item.name().schema(), item.name().item(), definition, "NO");
        }
        return rows.contents();
    }

    private Contents constraints() {
        Listing rows = new Listing("constraint_catalog name, constraint_schema name, constraint_name name, "
                + "table_catalog name, table_schema name, table_name name, constraint_type text, "
                + "is_deferrable text, initially_deferred text");
        for (CatalogView.Item item : facts.relations()) {
            TableRules rules = item.rules();
            if (rules == null) continue;
            for (TableRules.Key key : rules.keys()) {
                constraint(rows, item, key.name(), key.primary() ? "PRIMARY KEY" : "UNIQUE");
            }
            for (TableRules.Check check : rules.checks()) constraint(rows, item, check.name(), "CHECK");
        }
        return rows.contents();
    }

    private void constraint(Listing rows, CatalogView.Item item, String name, String type) {
        String database = session.database();
        String schema = item.name().schema();
        rows.add(database, schema, name, database, schema, item.name().item(), type, "NO", "NO");
    }

    private Contents keyColumns() {
        Listing rows = new Listing("constraint_catalog name, constraint_schema name, constraint_name name, "
                + "table_catalog name, table_schema name, table_name name, column_name name, ordinal_position int4");
        for (CatalogView.Item item : facts.relations()) {
            TableRules rules = item.rules();
            RelationDesc desc = item.desc();
            if (rules == null || desc == null) continue;
            String database = session.database();
            String schema = item.name().schema();
            for (TableRules.Key key : rules.keys()) {
                for (int i = 0; i < key.columns().size(); i++) {
                    String column = desc.names().get(key.columns().get(i));
                    rows.add(
                            database,
                            schema,
                            key.name(),
                            database,
                            schema,
                            item.name().item(),
                            column,
                            i + 1);
                }
            }
        }
        return rows.contents();
    }

    // ---- rows

    private List<Datum> place(CatalogView.Item item) {
        return List.of(
                Datum.of(session.database()),
                Datum.of(item.name().schema()),
                Datum.of(item.name().item()));
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
