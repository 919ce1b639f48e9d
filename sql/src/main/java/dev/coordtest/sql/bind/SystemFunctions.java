package dev.coordtest.sql.bind;

import dev.coordtest.expr.scalar.Casts;
import dev.coordtest.expr.scalar.Functions;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.type.ColumnType;
import dev.coordtest.repr.type.RelationDesc;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.sql.CatalogView;
import dev.coordtest.sql.SessionView;
import dev.coordtest.sql.plan.BoundRel;
import dev.coordtest.sql.plan.BoundScalar;
import dev.coordtest.sql.plan.ItemKind;
import dev.coordtest.sql.plan.TableRules;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Functions that tell of the session or of the catalog, from PostgreSQL's tables 9.71 to 9.76. What depends on the session alone is a constant. What depends
 * on the catalog is a lookup in the constants of one revision: a subquery like any other, and like the relations of the catalog only for queries that are
 * answered at once.
 */
final class SystemFunctions {
    private static final ScalarType OID = ScalarType.Simple.OID;
    private static final ScalarType NAME = ScalarType.Simple.NAME;

    private final QueryBinder queries;
    private final SessionView session;
    private final CatalogView catalog;

    SystemFunctions(QueryBinder queries) {
        this.queries = queries;
        this.session = queries.session();
        this.catalog = queries.names().catalog();
    }

    /** The value of a call; null if the name is of no such function, or it takes no such number of arguments. */
    @Nullable
    BoundScalar call(String name, List<BoundScalar> a, int position) {
        return switch (name + "/" + a.size()) {
            case "version/0" -> literal(Datum.of("PostgreSQL 9.5.0, as coordtest reads it"), ScalarType.TEXT);
            case "current_schema/0" -> literal(currentSchema(), NAME);
            case "current_schemas/1" -> schemas(coerced(a.get(0), ScalarType.BOOL, position));
            case "pg_is_in_recovery/0" -> literal(Datum.FALSE, ScalarType.BOOL);
            case "pg_get_userbyid/1" -> userById(oid(a.get(0), position), position);
            case "pg_table_is_visible/1" ->
                lookup(oid(a.get(0), position), visibility(), ScalarType.BOOL, name, position);
            case "pg_type_is_visible/1", "pg_function_is_visible/1", "pg_opclass_is_visible/1" ->
                ifGiven(List.of(oid(a.get(0), position)), Datum.TRUE, ScalarType.BOOL);
            case "pg_get_viewdef/1", "pg_get_viewdef/2" ->
                lookup(oid(a.get(0), position), viewTexts(), ScalarType.TEXT, name, position);
            case "pg_get_indexdef/1" -> lookup(oid(a.get(0), position), indexTexts(), ScalarType.TEXT, name, position);
            case "pg_get_indexdef/3" -> indexColumn(a, position);
            case "pg_get_constraintdef/1", "pg_get_constraintdef/2" ->
                lookup(oid(a.get(0), position), constraintTexts(), ScalarType.TEXT, name, position);
            case "pg_get_expr/2", "pg_get_expr/3" -> coerced(a.get(0), ScalarType.TEXT, position);
            case "obj_description/1", "obj_description/2", "shobj_description/2", "col_description/2" -> {
                oid(a.get(0), position);
                yield literal(Datum.NULL, ScalarType.TEXT); // There are no comments.
            }
            case "has_table_privilege/2",
                    "has_table_privilege/3",
                    "has_schema_privilege/2",
                    "has_schema_privilege/3",
                    "has_database_privilege/2",
                    "has_database_privilege/3",
                    "has_column_privilege/3",
                    "has_column_privilege/4" ->
                ifGiven(a.stream().map(Types::settled).toList(), Datum.TRUE, ScalarType.BOOL);
            case "pg_backend_pid/0",
                    "txid_current/0",
                    "pg_current_xact_id/0",
                    "random/0",
                    "gen_random_uuid/0",
                    "clock_timestamp/0" -> throw QueryBinder.unbuilt("function " + name + "() is", position);
            default -> null;
        };
    }

    private static BoundScalar literal(Datum datum, ScalarType type) {
        return new BoundScalar.Literal(datum, type);
    }

    private static BoundScalar coerced(BoundScalar scalar, ScalarType to, int position) {
        return Types.coerce(scalar, to, Casts.Context.IMPLICIT, position);
    }

    private static BoundScalar oid(BoundScalar scalar, int position) {
        return coerced(scalar, OID, position);
    }

    /** A value for arguments none of which is NULL. */
    private static BoundScalar ifGiven(List<BoundScalar> arguments, Datum value, ScalarType type) {
        List<BoundScalar> missing = new ArrayList<>();
        for (BoundScalar argument : arguments) missing.add(new BoundScalar.IsNull(argument));
        return new BoundScalar.If(new BoundScalar.Or(missing), literal(Datum.NULL, type), literal(value, type));
    }

    // ---- schemas

    private Datum currentSchema() {
        List<Datum> schemas = schemas(false);
        return schemas.isEmpty() ? Datum.NULL : schemas.getFirst();
    }

    private BoundScalar schemas(BoundScalar implicit) {
        ScalarType names = new ScalarType.Array(NAME);
        BoundScalar chosen = new BoundScalar.If(
                implicit,
                literal(Datum.ArrayValue.of(schemas(true)), names),
                literal(Datum.ArrayValue.of(schemas(false)), names));
        return new BoundScalar.If(new BoundScalar.IsNull(implicit), literal(Datum.NULL, names), chosen);
    }

    /** The schemas of the search path that exist, and before them, if asked for, the one that is searched unasked. */
    private List<Datum> schemas(boolean implicit) {
        List<Datum> schemas = new ArrayList<>();
        if (implicit && !session.searchPath().contains("pg_catalog")) schemas.add(Datum.of("pg_catalog"));
        for (String schema : session.searchPath()) {
            if (catalog.schemaExists(queries.names().database(schema), schema)) schemas.add(Datum.of(schema));
        }
        return schemas;
    }

    // ---- lookups

    /** The value that is listed with an oid, which NULL and an oid that is not listed have none of. */
    private BoundScalar lookup(
            BoundScalar oid, SortedMap<Integer, Datum> listed, ScalarType type, String name, int position) {
        queries.checkReadsCatalog(name, position);
        List<List<BoundScalar>> rows = new ArrayList<>();
        listed.forEach((key, value) -> rows.add(List.of(literal(new Datum.Oid(key), OID), literal(value, type))));
        List<ColumnType> types = List.of(new ColumnType(OID, false), new ColumnType(type, true));
        BoundScalar.Column key = new BoundScalar.Column(0, 0, types.getFirst());
        BoundScalar equal = new BoundScalar.Call(Functions.equal(OID), List.of(key, QueryBinder.shifted(oid, 1)));
        BoundRel found = new BoundRel.Filter(new BoundRel.Values(rows, types), equal);
        return new BoundScalar.Scalar(new BoundRel.Project(found, List.of(1)));
    }

    private CatalogFacts facts() {
        return new CatalogFacts(catalog, session);
    }

    private BoundScalar userById(BoundScalar oid, int position) {
        SortedMap<Integer, Datum> names = new TreeMap<>();
        for (String role : catalog.roles()) names.put(facts().roleOid(role), Datum.of(role));
        BoundScalar text = coerce(oid, ScalarType.TEXT, position);
        BoundScalar start = new BoundScalar.Call(
                Functions.bySignature("||(text, text)"),
                List.of(literal(Datum.of("unknown (OID="), ScalarType.TEXT), text));
        BoundScalar unknown = new BoundScalar.Call(
                Functions.bySignature("||(text, text)"), List.of(start, literal(Datum.of(")"), ScalarType.TEXT)));
        BoundScalar known = lookup(oid, names, NAME, "pg_get_userbyid", position);
        return new BoundScalar.Coalesce(List.of(known, coerce(unknown, NAME, position)));
    }

    private static BoundScalar coerce(BoundScalar scalar, ScalarType to, int position) {
        return Types.coerce(scalar, to, Casts.Context.EXPLICIT, position);
    }

    /** Whether a relation is what its name alone means. */
    private SortedMap<Integer, Datum> visibility() {
        SortedMap<Integer, Datum> visible = new TreeMap<>();
        CatalogFacts.systemRelations().values().forEach(oid -> visible.put(oid, Datum.TRUE));
        for (CatalogView.Item item : facts().items()) {
            boolean first = queries.names()
                    .find(new dev.coordtest.sql.ast.Name(List.of(item.name().item()), SqlError.NOWHERE))
                    .map(found -> found.id().equals(item.id()))
                    .orElse(false);
            visible.put(CatalogFacts.oid(item.id()), Datum.of(first));
        }
        return visible;
    }

    private SortedMap<Integer, Datum> viewTexts() {
        SortedMap<Integer, Datum> texts = new TreeMap<>();
        for (CatalogView.Item item : facts().relations()) {
            if (item.kind() == ItemKind.VIEW) {
                texts.put(CatalogFacts.oid(item.id()), Datum.of(PgRelations.definition(item)));
            }
        }
        return texts;
    }

    private SortedMap<Integer, Datum> indexTexts() {
        SortedMap<Integer, Datum> texts = new TreeMap<>();
        facts().indexes().forEach(index -> texts.put(CatalogFacts.oid(index.id()), Datum.of(index.sql())));
        return texts;
    }

    /** The whole definition for column 0; of a column its text. */
    private BoundScalar indexColumn(List<BoundScalar> a, int position) {
        BoundScalar column = coerced(a.get(1), ScalarType.INT4, position);
        if (!(column instanceof BoundScalar.Literal(Datum.Int32(var number), var type))) {
            throw QueryBinder.unbuilt("pg_get_indexdef of a column that is not constant is", position);
        }
        SortedMap<Integer, Datum> texts = number == 0 ? indexTexts() : new TreeMap<>();
        for (CatalogView.Item index : number == 0 ? List.<CatalogView.Item>of() : facts().indexes()) {
            boolean there = number > 0 && number <= index.keyTexts().size();
            texts.put(
                    CatalogFacts.oid(index.id()),
                    Datum.of(there ? index.keyTexts().get(number - 1) : ""));
        }
        return lookup(oid(a.getFirst(), position), texts, ScalarType.TEXT, "pg_get_indexdef", position);
    }

    private SortedMap<Integer, Datum> constraintTexts() {
        SortedMap<Integer, Datum> texts = new TreeMap<>();
        for (CatalogView.Item table : facts().relations()) {
            TableRules rules = table.rules();
            RelationDesc desc = table.desc();
            if (rules == null || desc == null) continue;
            for (int i = 0; i < rules.keys().size(); i++) {
                String text = PgRelations.definition(rules.keys().get(i), desc);
                texts.put(CatalogFacts.constraintOid(table.id(), i), Datum.of(text));
            }
        }
        return texts;
    }

    // ---- names of relations

    /** The name of a relation by its number, as SQL writes it where it stands; the number itself if there is none. */
    BoundScalar relationName(BoundScalar oid, int position) {
        SortedMap<Integer, Datum> names = new TreeMap<>();
        CatalogFacts.systemRelations().forEach((name, number) -> names.put(number, Datum.of(name)));
        SortedMap<Integer, Datum> visible = visibility();
        for (CatalogView.Item item : facts().items()) {
            int number = CatalogFacts.oid(item.id());
            String plain = quoted(item.name().item());
            boolean bare = Datum.TRUE.equals(visible.get(number));
            names.put(number, Datum.of(bare ? plain : quoted(item.name().schema()) + "." + plain));
        }
        BoundScalar number = coerce(oid(oid, position), ScalarType.TEXT, position);
        return new BoundScalar.Coalesce(
                List.of(lookup(oid(oid, position), names, ScalarType.TEXT, "regclass", position), number));
    }

    private static String quoted(String name) {
        Datum quoted = Functions.bySignature("quote_ident(text)").apply(Datum.of(name));
        return quoted instanceof Datum.Text(var text) ? text : name;
    }
}
