package dev.coordtest.sql.bind;

import dev.coordtest.expr.scalar.Func;
import dev.coordtest.expr.scalar.Functions;
import dev.coordtest.expr.scalar.ScalarExpr;
import dev.coordtest.expr.scalar.TypeCatalog;
import dev.coordtest.repr.type.Column;
import dev.coordtest.repr.type.RelationDesc;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.sql.CatalogView;
import dev.coordtest.sql.SessionView;
import dev.coordtest.sql.ast.Definition;
import dev.coordtest.sql.parse.Parser;
import dev.coordtest.sql.plan.ItemKind;
import dev.coordtest.sql.plan.TableRules;
import dev.coordtest.sql.render.Renderer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The relations of {@code pg_catalog}, with the columns that tools read and we know something of; the rest of PostgreSQL's chapter 53 is left out. They
 * tell of the session's database.
 */
final class PgRelations {
    private final CatalogFacts facts;
    private final CatalogView catalog;
    private final SessionView session;

    PgRelations(CatalogFacts facts, SessionView session) {
        this.facts = facts;
        this.catalog = facts.catalog();
        this.session = session;
    }

    /** The relation of a name; null if it is none of ours. */
    @Nullable
    Listing find(String name) {
        return switch (name) {
            case "pg_namespace" -> namespaces();
            case "pg_class" -> classes();
            case "pg_attribute" -> attributes();
            case "pg_attrdef" -> defaults();
            case "pg_type" -> types();
            case "pg_index" -> indexes();
            case "pg_constraint" -> constraints();
            case "pg_database" -> databases();
            case "pg_proc" -> functions();
            case "pg_roles" -> roles();
            case "pg_am" -> new Listing("oid oid, amname name, amtype char").add(403, "btree", "i");
            case "pg_tables" -> tables();
            case "pg_views" -> views(false);
            case "pg_matviews" -> views(true);
            case "pg_indexes" -> indexTexts();
            case "pg_description" -> new Listing("objoid oid, classoid oid, objsubid int4, description text");
            case "pg_range" -> new Listing("rngtypid oid, rngsubtype oid");
            case "pg_enum" -> new Listing("oid oid, enumtypid oid, enumsortorder float4, enumlabel name");
            case "pg_inherits" -> new Listing("inhrelid oid, inhparent oid, inhseqno int4, inhdetachpending bool");
            case "pg_trigger" -> new Listing("oid oid, tgrelid oid, tgname name, tgisinternal bool, tgenabled char");
            case "pg_policy" -> new Listing("oid oid, polname name, polrelid oid, polcmd char, polpermissive bool");
            case "pg_collation" -> new Listing("oid oid, collname name, collnamespace oid");
            default -> null;
        };
    }

    private Listing namespaces() {
        Listing rows = new Listing("oid oid, nspname name, nspowner oid, nspacl text[]?");
        for (String schema : List.of("pg_catalog", "information_schema", "mz_catalog", "mz_temp")) {
            rows.add(facts.schemaOid(null, schema), schema, facts.owner(), null);
        }
        for (String schema : catalog.schemas(session.database())) {
            rows.add(facts.schemaOid(session.database(), schema), schema, facts.owner(), null);
        }
        return rows;
    }

    private Listing classes() {
        Listing rows = new Listing("oid oid, relname name, relnamespace oid, reltype oid, reloftype oid, relowner oid, "
                + "relam oid, relfilenode oid, reltablespace oid, relpages int4, reltuples float4, reltoastrelid oid, "
                + "relhasindex bool, relisshared bool, relpersistence char, relkind char, relnatts int2, "
                + "relchecks int2, relhasrules bool, relhastriggers bool, relhassubclass bool, relrowsecurity bool, "
                + "relforcerowsecurity bool, relispopulated bool, relreplident char, relispartition bool, "
                + "relacl text[]?, reloptions text[]?");
        CatalogFacts.systemRelations()
                .forEach((name, oid) -> relation(rows, oid, name, CatalogFacts.PG_CATALOG, "p", "r", 0, 0, false));
        for (CatalogView.Item item : facts.items()) {
            if (item.kind() == ItemKind.SINK) continue;
            RelationDesc desc = item.desc();
            TableRules rules = item.rules();
            relation(
                    rows,
                    CatalogFacts.oid(item.id()),
                    item.name().item(),
                    facts.schemaOid(item.name()),
                    item.name().isTemporary() ? "t" : "p",
                    kind(item),
                    desc == null ? item.keyTexts().size() : desc.arity(),
                    rules == null ? 0 : rules.checks().size(),
                    !facts.indexesOn(item).isEmpty());
        }
        return rows;
    }

    private void relation(
            Listing rows,
            int oid,
            String name,
            int schema,
            String persistence,
            String kind,
            int columns,
            int checks,
            boolean indexed) {
        int method = kind.equals("i") ? 403 : 0;
        rows.add(
                oid,
                name,
                schema,
                0,
                0,
                facts.owner(),
                method,
                0,
                0,
                0,
                -1,
                0,
                indexed,
                false,
                persistence,
                kind,
                columns,
                checks,
                false,
                false,
                false,
                false,
                false,
                true,
                "d",
                false,
                null,
                null);
    }

    /** A view that has an index is a materialized one; a source is a table of another system. */
    private String kind(CatalogView.Item item) {
        return switch (item.kind()) {
            case TABLE -> "r";
            case SOURCE -> "f";
            case VIEW -> isMaterialized(item) ? "m" : "v";
            case INDEX -> "i";
            case SINK, TYPE -> throw new IllegalStateException(item.name() + " is no relation");
        };
    }

    private boolean isMaterialized(CatalogView.Item view) {
        return !facts.indexesOn(view).isEmpty();
    }

    private Listing attributes() {
        Listing rows = new Listing(
                "attrelid oid, attname name, atttypid oid, attlen int2, attnum int2, atttypmod int4, "
                        + "attndims int2, attnotnull bool, atthasdef bool, atthasmissing bool, attidentity char, "
                        + "attgenerated char, attisdropped bool, attislocal bool, attinhcount int2, attcollation oid, "
                        + "attstattarget int2?, attstorage char, attcompression char, attacl text[]?, attfdwoptions text[]?");
        for (CatalogView.Item item : facts.relations()) {
            List<Column> columns = item.desc() == null ? List.of() : item.desc().columns();
            for (int i = 0; i < columns.size(); i++) {
                Column column = columns.get(i);
                boolean hasDefault = SystemRelations.defaultText(item, i) != null;
                attribute(
                        rows,
                        item,
                        i,
                        column.name(),
                        column.type().type(),
                        !column.type().nullable(),
                        hasDefault);
            }
        }
        return rows;
    }

    private static void attribute(
            Listing rows,
            CatalogView.Item item,
            int index,
            String name,
            ScalarType type,
            boolean notNull,
            boolean hasDefault) {
        rows.add(
                CatalogFacts.oid(item.id()),
                name,
                TypeCatalog.oid(type.base()).orElse(0),
                -1,
                index + 1,
                modifier(type),
                type instanceof ScalarType.Array ? 1 : 0,
                notNull,
                hasDefault,
                false,
                "",
                "",
                false,
                true,
                0,
                0,
                null,
                "p",
                "",
                null,
                null);
    }

    /** The modifiers of a type in one number, as PostgreSQL packs them; −1 if there are none. */
    private static int modifier(ScalarType type) {
        return switch (type) {
            case ScalarType.Char(var length) -> length < 0 ? -1 : length + 4;
            case ScalarType.VarChar(var length) -> length < 0 ? -1 : length + 4;
            case ScalarType.Numeric numeric ->
                numeric.isConstrained() ? (numeric.precision() << 16 | numeric.scale() & 0x7FF) + 4 : -1;
            case ScalarType.Array(var element) -> modifier(element);
            default -> -1;
        };
    }

    private Listing defaults() {
        Listing rows = new Listing("oid oid, adrelid oid, adnum int2, adbin text");
        int number = 1;
        for (CatalogView.Item item : facts.relations()) {
            for (int i = 0; i < item.defaults().size(); i++) {
                String text = SystemRelations.defaultText(item, i);
                if (text != null) rows.add(number++, CatalogFacts.oid(item.id()), i + 1, text);
            }
        }
        return rows;
    }

    private Listing types() {
        Listing rows = new Listing("oid oid, typname name, typnamespace oid, typowner oid, typtype char, "
                + "typisdefined bool, typdelim char, typrelid oid, typelem oid, typarray oid, typnotnull bool, "
                + "typbasetype oid, typtypmod int4, typndims int4, typcollation oid");
        for (TypeCatalog.Listed type : TypeCatalog.all()) {
            boolean pseudo = type.name().startsWith("any")
                    || List.of("cstring", "record", "unknown", "void").contains(type.name());
            rows.add(
                    type.oid(),
                    type.name(),
                    CatalogFacts.PG_CATALOG,
                    facts.owner(),
                    pseudo ? "p" : "b",
                    true,
                    type.name().equals("box") ? ";" : ",",
                    0,
                    type.element(),
                    type.array(),
                    false,
                    0,
                    -1,
                    0,
                    0);
        }
        for (CatalogView.Item type : facts.items()) {
            if (type.kind() != ItemKind.TYPE) continue;
            rows.add(
                    CatalogFacts.oid(type.id()),
                    type.name().item(),
                    facts.schemaOid(type.name()),
                    facts.owner(),
                    "b",
                    true,
                    ",",
                    0,
                    0,
                    0,
                    false,
                    0,
                    -1,
                    0,
                    0);
        }
        return rows;
    }

    /** The position of each column of an index in its relation, from 1; 0 for one that is an expression. */
    static List<Integer> positions(CatalogView.Item index) {
        return index.key().stream()
                .map(key -> key instanceof ScalarExpr.Column column ? column.index() + 1 : 0)
                .toList();
    }

    private Listing indexes() {
        Listing rows = new Listing("indexrelid oid, indrelid oid, indnatts int2, indnkeyatts int2, indisunique bool, "
                + "indisprimary bool, indisexclusion bool, indimmediate bool, indisclustered bool, indisvalid bool, "
                + "indcheckxmin bool, indisready bool, indislive bool, indisreplident bool, indkey int2[], "
                + "indexprs text?, indpred text?");
        for (CatalogView.Item index : facts.indexes()) {
            if (index.on() == null) continue;
            List<Integer> positions = positions(index);
            List<String> expressions = new ArrayList<>();
            for (int i = 0; i < positions.size(); i++) {
                if (positions.get(i) == 0) expressions.add(index.keyTexts().get(i));
            }
            rows.add(
                    CatalogFacts.oid(index.id()),
                    CatalogFacts.oid(index.on()),
                    positions.size(),
                    positions.size(),
                    false,
                    false,
                    false,
                    true,
                    false,
                    true,
                    false,
                    true,
                    true,
                    false,
                    positions,
                    expressions.isEmpty() ? null : String.join(", ", expressions),
                    null);
        }
        return rows;
    }

    private Listing constraints() {
        Listing rows = new Listing("oid oid, conname name, connamespace oid, contype char, condeferrable bool, "
                + "condeferred bool, convalidated bool, conrelid oid, contypid oid, conindid oid, conparentid oid, "
                + "confrelid oid, conkey int2[]?, confkey int2[]?");
        for (CatalogView.Item table : facts.relations()) {
            TableRules rules = table.rules();
            if (rules == null) continue;
            int number = 0;
            for (TableRules.Key key : rules.keys()) {
                List<Integer> columns =
                        key.columns().stream().map(column -> column + 1).toList();
                constraint(rows, table, number++, key.name(), key.primary() ? "p" : "u", columns);
            }
            for (TableRules.Check check : rules.checks()) constraint(rows, table, number++, check.name(), "c", null);
        }
        return rows;
    }

    private void constraint(
            Listing rows,
            CatalogView.Item table,
            int number,
            String name,
            String type,
            @Nullable List<Integer> columns) {
        rows.add(
                CatalogFacts.constraintOid(table.id(), number),
                name,
                facts.schemaOid(table.name()),
                type,
                false,
                false,
                true,
                CatalogFacts.oid(table.id()),
                0,
                0,
                0,
                0,
                columns,
                null);
    }

    private Listing databases() {
        Listing rows = new Listing("oid oid, datname name, datdba oid, encoding int4, datistemplate bool, "
                + "datallowconn bool, datconnlimit int4, datcollate text, datctype text, datacl text[]?");
        for (String database : catalog.databases()) {
            rows.add(facts.databaseOid(database), database, facts.owner(), 6, false, true, -1, "C", "C", null);
        }
        return rows;
    }

    /** Our functions; those that PostgreSQL has may have other numbers there. */
    private Listing functions() {
        Listing rows = new Listing(
                "oid oid, proname name, pronamespace oid, proowner oid, prokind char, "
                        + "proisstrict bool, proretset bool, provolatile char, pronargs int2, prorettype oid, proargtypes oid[]");
        int number = 1;
        for (String name : Functions.names()) {
            for (Func func : Functions.byName(name)) {
                List<Integer> types = func.parameters().stream()
                        .map(type -> TypeCatalog.oid(type.base()).orElse(0))
                        .toList();
                int result = TypeCatalog.oid(func.result().base()).orElse(0);
                rows.add(
                        number++,
                        name,
                        CatalogFacts.PG_CATALOG,
                        facts.owner(),
                        "f",
                        func.strict(),
                        false,
                        "i",
                        types.size(),
                        result,
                        types);
            }
        }
        return rows;
    }

    private Listing roles() {
        Listing rows = new Listing(
                "rolname name, rolsuper bool, rolinherit bool, rolcreaterole bool, rolcreatedb bool, "
                        + "rolcanlogin bool, rolreplication bool, rolconnlimit int4, rolpassword text?, rolbypassrls bool, oid oid");
        for (String role : catalog.roles()) {
            rows.add(role, true, true, true, true, true, false, -1, "********", true, facts.roleOid(role));
        }
        return rows;
    }

    private Listing tables() {
        Listing rows =
                new Listing("schemaname name, tablename name, tableowner name, tablespace name?, hasindexes bool");
        for (CatalogView.Item item : facts.relations()) {
            if (item.kind() != ItemKind.TABLE) continue;
            boolean indexed = !facts.indexesOn(item).isEmpty();
            rows.add(item.name().schema(), item.name().item(), session.user(), null, indexed);
        }
        return rows;
    }

    private Listing views(boolean materialized) {
        String what = materialized ? "matview" : "view";
        String more = materialized ? "hasindexes bool, ispopulated bool, " : "";
        Listing rows = new Listing(
                "schemaname name, " + what + "name name, " + what + "owner name, " + more + "definition text");
        for (CatalogView.Item item : facts.relations()) {
            if (item.kind() != ItemKind.VIEW || isMaterialized(item) != materialized) continue;
            String schema = item.name().schema();
            String name = item.name().item();
            if (materialized) rows.add(schema, name, session.user(), true, true, definition(item));
            else rows.add(schema, name, session.user(), definition(item));
        }
        return rows;
    }

    /** The query of a view, as SQL. */
    static String definition(CatalogView.Item view) {
        return Parser.parse(view.sql()).getFirst().statement() instanceof Definition.CreateView created
                ? Renderer.render(created.query(), Renderer.Names.PLAIN) + ";"
                : view.sql();
    }

    private Listing indexTexts() {
        Listing rows = new Listing("schemaname name, tablename name, indexname name, tablespace name?, indexdef text");
        for (CatalogView.Item index : facts.indexes()) {
            if (index.on() == null) continue;
            String table = catalog.item(index.on()).name().item();
            rows.add(index.name().schema(), table, index.name().item(), null, index.sql());
        }
        return rows;
    }

    /** A key as SQL writes it in a table; the conditions of checks are not kept as text. */
    static String definition(TableRules.Key key, RelationDesc desc) {
        String columns =
                key.columns().stream().map(column -> desc.names().get(column)).collect(Collectors.joining(", "));
        return (key.primary() ? "PRIMARY KEY (" : "UNIQUE (") + columns + ")";
    }
}
