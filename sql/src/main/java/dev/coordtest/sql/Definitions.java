package dev.coordtest.sql;

import dev.coordtest.expr.scalar.ScalarExpr;
import dev.coordtest.expr.scalar.TextFormat;
import dev.coordtest.protocol.storage.FileDescription;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.Column;
import dev.coordtest.repr.type.ColumnType;
import dev.coordtest.repr.type.RelationDesc;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.sql.ast.Expr;
import dev.coordtest.sql.ast.Name;
import dev.coordtest.sql.ast.Statement;
import dev.coordtest.sql.bind.Names;
import dev.coordtest.sql.bind.QueryBinder;
import dev.coordtest.sql.bind.Scalars;
import dev.coordtest.sql.plan.BoundRel;
import dev.coordtest.sql.plan.BoundScalar;
import dev.coordtest.sql.plan.IndexPlan;
import dev.coordtest.sql.plan.ItemKind;
import dev.coordtest.sql.plan.ItemName;
import dev.coordtest.sql.plan.Plan;
import dev.coordtest.sql.plan.QueryPlan;
import dev.coordtest.sql.plan.Window;
import dev.coordtest.sql.transform.Lowering;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Plans statements that define things. Each keeps a text from which the thing could be made again. */
final class Definitions {
    private final Planner planner;
    private final Names names;
    private final SessionView session;

    Definitions(Planner planner, Names names, SessionView session) {
        this.planner = planner;
        this.names = names;
        this.session = session;
    }

    // ---- create

    Plan createSchema(Name name, boolean ifNotExists) {
        String database = name.parts().size() > 1 ? name.parts().get(0) : session.database();
        if (name.last().startsWith("mz_") || name.last().startsWith("pg_")) {
            throw new SqlException(SqlError.of(SqlState.RESERVED_NAME, "unacceptable schema name '" + name.last() + "'")
                    .at(name.position()));
        }
        if (!names.catalog().databaseExists(database)) throw unknownDatabase(database);
        return new Plan.CreateSchema(database, name.last(), ifNotExists);
    }

    private static SqlException unknownDatabase(String database) {
        return new SqlException(SqlState.INVALID_CATALOG_NAME, "unknown database '" + database + "'");
    }

    Plan createRole(Statement.CreateRole role) {
        if (!role.login()) throw new SqlException(SqlError.notSupported("non-login users"));
        if (!role.superuser()) throw new SqlException(SqlError.notSupported("non-superusers"));
        return new Plan.CreateRole(role.name());
    }

    Plan createTable(Statement.CreateTable table) {
        ItemName name = names.creating(table.name(), table.temporary());
        List<Column> columns = new ArrayList<>();
        List<String> defaults = new ArrayList<>();
        SortedSet<String> seen = new TreeSet<>();
        for (Statement.ColumnDef def : table.columns()) {
            if (!seen.add(def.name())) {
                throw new SqlException(
                        SqlState.DUPLICATE_COLUMN, "column \"" + def.name() + "\" specified more than once");
            }
            ScalarType type = Scalars.type(def.type());
            columns.add(new Column(def.name(), new ColumnType(type, !def.notNull())));
            Expr value = def.defaultValue();
            if (value != null) {
                BoundScalar bound = Scalars.bindUnsettled(planner.binder(true), value, "DEFAULT");
                Scalars.assigned(bound, def.name(), type, value.position());
            }
            defaults.add(def.defaultText());
        }
        RelationDesc desc = new RelationDesc(columns);
        IndexPlan index = session.defaultTableIndex() ? defaultIndex(name, desc) : null;
        String sql = "CREATE " + (table.temporary() ? "TEMPORARY " : "") + "TABLE " + Quoting.name(name) + " ("
                + table.columns().stream().map(Definitions::columnText).collect(Collectors.joining(", ")) + ")";
        return new Plan.CreateTable(name, desc, defaults, table.ifNotExists(), sql, index);
    }

    private static String columnText(Statement.ColumnDef def) {
        String modifiers = def.type().modifiers().isEmpty()
                ? ""
                : def.type().modifiers().stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
        return Quoting.identifier(def.name()) + " " + def.type().name() + modifiers
                + (def.notNull() ? " NOT NULL" : "")
                + (def.defaultValue() == null ? "" : " DEFAULT " + def.defaultText());
    }

    Plan createView(Statement.CreateView view) {
        boolean temporary = view.temporary();
        ItemName name = names.creating(view.name(), temporary);
        QueryBinder binder = planner.binder(true);
        QueryBinder.Bound bound = QueryBinder.cut(binder.query(view.query()));
        QueryPlan query = planner.plan(bound, binder);
        List<String> columns = new ArrayList<>(query.desc().names());
        if (view.columns().size() > columns.size()) {
            throw new SqlException(SqlState.SYNTAX_ERROR, "CREATE VIEW specifies more column names than columns");
        }
        for (int i = 0; i < view.columns().size(); i++)
            columns.set(i, view.columns().get(i));
        checkDistinct(columns);
        List<Column> renamed = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++)
            renamed.add(new Column(columns.get(i), query.desc().types().get(i)));
        QueryPlan named = new QueryPlan(
                query.bound(), query.lowered(), query.finishing(), new RelationDesc(renamed), query.references());
        checkTemporary(name, named.references());
        Optional<CatalogView.Item> existing = names.catalog().item(name);
        GlobalId replaced =
                view.orReplace() && existing.isPresent() ? existing.get().id() : null;
        if (replaced != null && existing.get().kind() != ItemKind.VIEW) {
            throw new SqlException(SqlState.WRONG_OBJECT_TYPE, "\"" + name.item() + "\" is not a view");
        }
        String columnList = view.columns().isEmpty()
                ? ""
                : view.columns().stream().map(Quoting::identifier).collect(Collectors.joining(", ", " (", ")"));
        String sql = "CREATE " + (temporary ? "TEMPORARY " : "") + "VIEW " + Quoting.name(name) + columnList + " AS "
                + Quoting.oneLine(view.queryText());
        IndexPlan index = view.materialized() ? defaultIndex(name, named.desc()) : null;
        return new Plan.CreateView(name, named, replaced, view.ifNotExists(), sql, index);
    }

    private static void checkDistinct(List<String> columns) {
        SortedSet<String> seen = new TreeSet<>();
        for (String column : columns) {
            if (!seen.add(column)) {
                throw new SqlException(SqlState.DUPLICATE_COLUMN, "column \"" + column + "\" specified more than once");
            }
        }
    }

    private void checkTemporary(ItemName name, SortedSet<GlobalId> references) {
        if (name.isTemporary()) return;
        for (GlobalId id : references) {
            ItemName used = names.catalog().item(id).name();
            if (used.isTemporary()) {
                throw new SqlException(
                        SqlState.INVALID_TABLE_DEFINITION,
                        "non-temporary items cannot depend on temporary item '" + used.item() + "'");
            }
        }
    }

    Plan createSource(Statement.CreateSource source, @Nullable FileDescription file) {
        if (file == null) throw new IllegalStateException("the file was not looked at");
        ItemName name = names.creating(source.name(), false);
        List<Column> columns = new ArrayList<>(file.columns().columns());
        columns.add(Column.of("mz_line_no", ScalarType.INT8, false));
        if (source.columns().size() > columns.size()) {
            throw new SqlException(
                    SqlState.SYNTAX_ERROR,
                    "source \"" + name.item() + "\" has " + columns.size() + " columns but "
                            + source.columns().size() + " were named");
        }
        for (int i = 0; i < source.columns().size(); i++) {
            columns.set(i, new Column(source.columns().get(i), columns.get(i).type()));
        }
        checkDistinct(columns.stream().map(Column::name).toList());
        SortedMap<String, String> options = new TreeMap<>(source.options());
        boolean tail = bool(options.remove("tail"), "tail must be a boolean");
        Long frequency = frequency(options.remove("timestamp_frequency_ms"));
        String timeline = options.remove("timeline");
        if (options.containsKey("consistency_topic")) {
            throw new SqlException(SqlState.FEATURE_NOT_SUPPORTED, "BYO consistency not supported for file sources");
        }
        if (!options.isEmpty()) {
            throw new SqlException(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "unexpected parameters for CREATE SOURCE: " + String.join(",", options.keySet()));
        }
        RelationDesc desc = new RelationDesc(columns);
        IndexPlan index = source.materialized() ? defaultIndex(name, desc) : null;
        return new Plan.CreateSource(
                name,
                source.path(),
                Formats.of(source.format()),
                desc,
                tail,
                false,
                frequency,
                timeline == null ? "epoch_ms" : "user:" + timeline.replace("'", ""),
                source.ifNotExists(),
                Quoting.oneLine(source.text()),
                index);
    }

    private static boolean bool(@Nullable String value, String message) {
        if (value == null) return false;
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new SqlException(SqlState.INVALID_PARAMETER_VALUE, message);
        };
    }

    private static @Nullable Long frequency(@Nullable String value) {
        if (value == null) return null;
        if (!value.matches("[0-9]{1,15}") || Long.parseLong(value) == 0) {
            throw new SqlException(SqlState.INVALID_PARAMETER_VALUE, "timestamp_frequency_ms must be an u64");
        }
        return Long.parseLong(value);
    }

    Plan createSink(Statement.CreateSink sink) {
        ItemName name = names.creating(sink.name(), false);
        CatalogView.Item from = relation(sink.from());
        return new Plan.CreateSink(
                name, from.id(), sink.path(), sink.snapshot(), sink.ifNotExists(), Quoting.oneLine(sink.text()));
    }

    private CatalogView.Item relation(Name name) {
        CatalogView.Item item = names.item(name, "relation");
        if (item.desc() == null) {
            throw new SqlException(SqlError.of(
                            SqlState.WRONG_OBJECT_TYPE,
                            item.name().item() + " is a " + item.kind().word())
                    .at(name.position()));
        }
        return item;
    }

    // ---- indexes

    private IndexPlan defaultIndex(ItemName on, RelationDesc desc) {
        ItemName name = free(on, on.item() + "_primary_idx");
        return new IndexPlan(
                name, allColumns(desc), desc.names(), indexSql(name, on, desc.names()), new Window.Default());
    }

    private static List<ScalarExpr> allColumns(RelationDesc desc) {
        List<ScalarExpr> key = new ArrayList<>();
        for (int i = 0; i < desc.arity(); i++) key.add(ScalarExpr.column(i));
        return key;
    }

    private static String indexSql(ItemName name, ItemName on, List<String> keys) {
        return "CREATE INDEX " + Quoting.identifier(name.item()) + " ON " + Quoting.name(on) + " ("
                + String.join(", ", keys) + ")";
    }

    /** {@code item}, or with the first number after it that makes a name not taken beside {@code on}. */
    private ItemName free(ItemName on, String item) {
        ItemName name = new ItemName(on.database(), on.schema(), item);
        for (int i = 1; names.catalog().item(name).isPresent(); i++) {
            name = new ItemName(on.database(), on.schema(), item + i);
        }
        return name;
    }

    Plan createIndex(Statement.CreateIndex index) {
        CatalogView.Item on = relation(index.on());
        RelationDesc desc = Objects.requireNonNull(on.desc());
        List<Expr> exprs = index.keys();
        List<ScalarExpr> key = exprs == null ? allColumns(desc) : keys(exprs, on, desc);
        List<String> texts =
                exprs == null ? desc.names().stream().map(Quoting::identifier).toList() : index.keyTexts();
        String given = index.name();
        ItemName name;
        if (given != null) {
            name = new ItemName(on.name().database(), on.name().schema(), given);
        } else if (exprs == null) {
            name = free(on.name(), on.name().item() + "_primary_idx");
        } else {
            String parts = exprs.stream()
                    .map(expr -> expr instanceof Expr.Identifier ? Scalars.outputName(expr) : "expr")
                    .collect(Collectors.joining("_"));
            name = free(on.name(), on.name().item() + "_" + parts + "_idx");
        }
        Window window = index.options().isEmpty() ? new Window.Default() : window(index.options());
        IndexPlan plan = new IndexPlan(name, key, texts, indexSql(name, on.name(), texts), window);
        return new Plan.CreateIndex(on.id(), plan, index.ifNotExists());
    }

    private List<ScalarExpr> keys(List<Expr> exprs, CatalogView.Item on, RelationDesc desc) {
        List<ScalarExpr> keys = new ArrayList<>();
        for (Expr expr : exprs) {
            QueryBinder binder = planner.binder(true);
            BoundScalar scalar =
                    Scalars.bind(binder, expr, "index expressions", on.name().item(), desc);
            BoundRel rel = new BoundRel.Map(new BoundRel.Get(on.id(), desc.types()), List.of(scalar));
            // Lowered with its relation, so that there is one way from bound scalars to scalars.
            var lowered = dev.coordtest.expr.Fused.of(Lowering.lower(rel)).mfp();
            int column = lowered.projection().get(desc.arity());
            keys.add(
                    column < desc.arity()
                            ? ScalarExpr.column(column)
                            : lowered.scalars().get(column - desc.arity()));
        }
        return keys;
    }

    Plan alterIndex(Statement.AlterIndex alter) {
        Optional<CatalogView.Item> found = names.find(alter.name());
        if (found.isEmpty() && alter.ifExists()) return new Plan.AlterNothing(ItemKind.INDEX);
        CatalogView.Item item = names.item(alter.name(), "index");
        if (item.kind() != ItemKind.INDEX) {
            throw new SqlException(SqlError.of(
                            SqlState.WRONG_OBJECT_TYPE,
                            item.name() + " is a " + item.kind().word() + " not a index")
                    .at(alter.name().position()));
        }
        return switch (alter.action()) {
            case "ENABLE" -> new Plan.AlterNothing(ItemKind.INDEX);
            case "RESET" -> new Plan.AlterIndexWindow(item.id(), new Window.Default());
            default -> new Plan.AlterIndexWindow(item.id(), window(alter.options()));
        };
    }

    private Window window(SortedMap<String, String> options) {
        for (String name : options.keySet()) {
            if (!name.equals("logical_compaction_window")) {
                throw new SqlException(SqlState.INVALID_PARAMETER_VALUE, "unexpected options: " + name);
            }
        }
        String value = options.getOrDefault("logical_compaction_window", "");
        if (!value.startsWith("'")) throw new SqlException(SqlState.INVALID_PARAMETER_VALUE, "expected String");
        String text = value.substring(1);
        return text.equals("off") ? new Window.Off() : new Window.Millis(millis(value));
    }

    /** A duration given as the text of an interval. */
    long millis(String value) {
        String text = value.startsWith("'") ? value.substring(1) : value;
        Datum.Interval interval = (Datum.Interval) TextFormat.parse(text, ScalarType.INTERVAL);
        if (interval.months() != 0) {
            throw new SqlException(SqlState.INVALID_PARAMETER_VALUE, "cannot convert interval with months to duration");
        }
        long micros = interval.days() * 86_400_000_000L + interval.micros();
        if (micros < 0) {
            throw new SqlException(SqlState.INVALID_PARAMETER_VALUE, "cannot convert negative interval to duration");
        }
        return micros / 1000;
    }

    // ---- rename and drop

    Plan rename(Statement.Rename rename) {
        ItemKind kind = kind(rename.kind());
        Optional<CatalogView.Item> found = names.find(rename.name());
        if (found.isEmpty() && rename.ifExists()) return new Plan.AlterNothing(kind);
        CatalogView.Item item = names.item(rename.name(), rename.kind());
        checkKind(item, kind, rename.name());
        boolean named = item.usedBy().stream()
                .map(id -> names.catalog().item(id).kind())
                .anyMatch(user -> user != ItemKind.INDEX);
        if (named) throw new SqlException(SqlError.notSupported("renaming what others depend on is"));
        ItemName to = new ItemName(item.name().database(), item.name().schema(), rename.to());
        String sql = Quoting.renamed(item.sql(), item.name(), to);
        List<Plan.Rename.NewText> texts = new ArrayList<>(List.of(new Plan.Rename.NewText(item.id(), sql)));
        for (GlobalId id : item.usedBy()) {
            String text = Quoting.renamed(names.catalog().item(id).sql(), item.name(), to);
            texts.add(new Plan.Rename.NewText(id, text));
        }
        return new Plan.Rename(item.id(), kind, rename.to(), texts);
    }

    private static ItemKind kind(String word) {
        return switch (word) {
            case "table" -> ItemKind.TABLE;
            case "view" -> ItemKind.VIEW;
            case "source" -> ItemKind.SOURCE;
            case "sink" -> ItemKind.SINK;
            case "index" -> ItemKind.INDEX;
            case "type" -> ItemKind.TYPE;
            default -> throw new SqlException(SqlState.SYNTAX_ERROR, "cannot rename or drop a " + word);
        };
    }

    private static void checkKind(CatalogView.Item item, ItemKind kind, Name name) {
        if (item.kind() == kind) return;
        throw new SqlException(SqlError.of(
                        SqlState.WRONG_OBJECT_TYPE,
                        item.name() + " is a " + item.kind().word() + " not a " + kind.word())
                .at(name.position()));
    }

    Plan drop(Statement.Drop drop) {
        ItemKind kind = kind(drop.kind());
        String word = drop.kind().toUpperCase(Locale.ROOT);
        if (drop.materialized()) {
            throw new SqlException(
                    SqlState.SYNTAX_ERROR, "DROP MATERIALIZED " + word + " is not allowed, use DROP " + word);
        }
        List<GlobalId> ids = new ArrayList<>();
        for (Name name : drop.names()) {
            if (drop.ifExists() && names.find(name).isEmpty()) continue;
            CatalogView.Item item = names.item(name, drop.kind());
            if (item.kind() != kind) {
                throw new SqlException(SqlError.of(SqlState.WRONG_OBJECT_TYPE, item.name() + " is not of type " + word)
                        .at(name.position()));
            }
            if (item.isSystem()) {
                throw new SqlException(
                        SqlState.DEPENDENT_OBJECTS_STILL_EXIST,
                        "cannot drop item " + item.name() + " because it is required by the database system");
            }
            if (!ids.contains(item.id())) ids.add(item.id());
        }
        return new Plan.DropItems(kind, ids, drop.cascade());
    }

    Plan dropDatabase(Statement.DropDatabase drop) {
        boolean exists = names.catalog().databaseExists(drop.name());
        if (!exists && !drop.ifExists()) throw unknownDatabase(drop.name());
        return new Plan.DropDatabase(exists ? drop.name() : null, drop.restrict());
    }

    Plan dropSchema(Statement.DropSchema drop) {
        List<String> parts = drop.name().parts();
        String database = parts.size() > 1 ? parts.get(0) : session.database();
        String schema = drop.name().last();
        boolean exists = names.catalog().schemaExists(database, schema);
        if (!exists && !drop.ifExists()) {
            throw new SqlException(SqlError.of(SqlState.INVALID_SCHEMA_NAME, "unknown schema '" + schema + "'")
                    .at(drop.name().position()));
        }
        return new Plan.DropSchema(database, exists ? schema : null, drop.cascade());
    }

    Plan dropRoles(Statement.DropRoles drop) {
        List<String> roles = new ArrayList<>();
        for (String role : drop.names()) {
            if (role.equals(session.user())) {
                throw new SqlException(SqlState.OBJECT_IN_USE, "current user cannot be dropped");
            }
            boolean exists = names.catalog().roleExists(role);
            if (!exists && !drop.ifExists()) {
                throw new SqlException(SqlState.UNDEFINED_OBJECT, "role \"" + role + "\" does not exist");
            }
            if (exists) roles.add(role);
        }
        return new Plan.DropRoles(roles);
    }
}
