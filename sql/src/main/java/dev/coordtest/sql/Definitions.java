package dev.coordtest.sql;

import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.Column;
import dev.coordtest.repr.type.ColumnType;
import dev.coordtest.repr.type.RelationDesc;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.sql.ast.Definition;
import dev.coordtest.sql.ast.Name;
import dev.coordtest.sql.bind.MadeTypes;
import dev.coordtest.sql.bind.Names;
import dev.coordtest.sql.bind.QueryBinder;
import dev.coordtest.sql.bind.Scalars;
import dev.coordtest.sql.plan.BoundScalar;
import dev.coordtest.sql.plan.IndexPlan;
import dev.coordtest.sql.plan.ItemKind;
import dev.coordtest.sql.plan.ItemName;
import dev.coordtest.sql.plan.Plan;
import dev.coordtest.sql.plan.QueryPlan;
import dev.coordtest.sql.plan.TableRules;
import dev.coordtest.sql.render.Renderer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Plans statements that define things. Each keeps a text from which the thing could be made again. */
final class Definitions {
    private final Planner planner;
    private final Names names;
    private final SessionView session;
    private final Indexes indexes;

    Definitions(Planner planner, Names names, SessionView session) {
        this.planner = planner;
        this.indexes = new Indexes(planner, names);
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

    static SqlException unknownDatabase(String database) {
        return new SqlException(SqlState.INVALID_CATALOG_NAME, "unknown database '" + database + "'");
    }

    Plan createRole(Definition.CreateRole role) {
        boolean login = role.user();
        boolean superuser = false;
        for (String option : role.options()) {
            switch (option) {
                case "LOGIN", "NOLOGIN" -> login = option.equals("LOGIN");
                default -> superuser = option.equals("SUPERUSER");
            }
        }
        if (!login) throw new SqlException(SqlError.notSupported("non-login users"));
        if (!superuser) throw new SqlException(SqlError.notSupported("non-superusers"));
        return new Plan.CreateRole(role.name());
    }

    Plan createTable(Definition.CreateTable table) {
        if (!table.options().isEmpty()) {
            throw Planner.unbuilt(
                    "WITH options of tables are", table.options().get(0).position());
        }
        ItemName name = names.creating(table.name(), table.temporary());
        List<Column> columns = new ArrayList<>();
        List<String> defaults = new ArrayList<>();
        List<String> primaryKey = Constraints.primaryKey(table);
        SortedSet<String> seen = new TreeSet<>();
        for (Definition.ColumnDef def : table.columns()) {
            if (!seen.add(def.name())) {
                throw new SqlException(
                        SqlError.of(SqlState.DUPLICATE_COLUMN, "column \"" + def.name() + "\" specified more than once")
                                .at(def.position()));
            }
            if (def.collation() != null) throw Planner.unbuilt("COLLATE is", def.position());
            ScalarType type = Scalars.type(def.type(), names);
            columns.add(new Column(def.name(), new ColumnType(type, nullable(def, primaryKey))));
            defaults.add(defaultText(def, type));
        }
        RelationDesc desc = new RelationDesc(columns);
        IndexPlan index = session.defaultTableIndex() ? indexes.defaultIndex(name, desc) : null;
        String sql = CanonicalSql.of(new Definition.CreateTable(
                CanonicalSql.name(name),
                table.columns().stream()
                        .map(column -> CanonicalSql.qualified(column, names))
                        .toList(),
                table.constraints(),
                List.of(),
                table.temporary(),
                false,
                table.position()));
        TableRules rules = Constraints.of(planner, table, desc);
        return new Plan.CreateTable(name, desc, defaults, rules, table.ifNotExists(), sql, index, names.types());
    }

    /** Whether the column takes NULL; refuses NULL together with NOT NULL, also that of a primary key. */
    private static boolean nullable(Definition.ColumnDef def, List<String> primaryKey) {
        Boolean nullable = primaryKey.contains(def.name()) ? false : null;
        for (Definition.ColumnConstraint constraint : def.constraints()) {
            if (!(constraint.rule() instanceof Definition.Nullability(var allowed))) continue;
            if (nullable != null && nullable != allowed) {
                String message = "conflicting NULL/NOT NULL declarations for column \"" + def.name() + "\"";
                throw new SqlException(
                        SqlError.of(SqlState.SYNTAX_ERROR, message).at(constraint.position()));
            }
            nullable = allowed;
        }
        return nullable == null || nullable;
    }

    /** The default as text, checked to suit the column; {@code NULL} where there is none. */
    private String defaultText(Definition.ColumnDef def, ScalarType type) {
        String text = null;
        for (Definition.ColumnConstraint constraint : def.constraints()) {
            if (!(constraint.rule() instanceof Definition.DefaultValue(var value))) continue;
            if (text != null) {
                String message = "multiple default values specified for column \"" + def.name() + "\"";
                throw new SqlException(
                        SqlError.of(SqlState.SYNTAX_ERROR, message).at(constraint.position()));
            }
            BoundScalar bound = Scalars.bindUnsettled(planner.binder(true), value, "DEFAULT");
            Scalars.assigned(bound, def.name(), type, value.position());
            text = Renderer.render(value, Renderer.Names.PLAIN);
        }
        return text == null ? "NULL" : text;
    }

    Plan createView(Definition.CreateView view) {
        if (!view.options().isEmpty()) {
            throw Planner.unbuilt(
                    "WITH options of views are", view.options().get(0).position());
        }
        ItemName name = names.creating(view.name(), view.temporary());
        QueryBinder binder = planner.binder(true).maintained();
        QueryBinder.Bound bound = QueryBinder.cut(binder.query(view.query()));
        QueryPlan query = planner.maintained(bound, binder);
        RelationDesc desc = renamed(query.desc(), view.columns());
        QueryPlan named = new QueryPlan(query.bound(), query.lowered(), query.finishing(), desc, query.references());
        checkTemporary(name, named.references());
        Optional<CatalogView.Item> existing = names.catalog().item(name);
        GlobalId replaced =
                view.orReplace() && existing.isPresent() ? existing.get().id() : null;
        if (replaced != null && existing.get().kind() != ItemKind.VIEW) {
            throw new SqlException(SqlError.of(SqlState.WRONG_OBJECT_TYPE, "\"" + name.item() + "\" is not a view")
                    .at(view.name().position()));
        }
        String sql = CanonicalSql.of(new Definition.CreateView(
                CanonicalSql.name(name),
                view.columns(),
                List.of(),
                CanonicalSql.qualified(view.query(), names),
                false,
                view.temporary(),
                false,
                false,
                view.position()));
        IndexPlan index = view.materialized() ? indexes.defaultIndex(name, desc) : null;
        return new Plan.CreateView(name, named, replaced, view.ifNotExists(), sql, index, names.types());
    }

    Plan createType(Definition.CreateType type) {
        ItemName name = names.creating(type.name(), false);
        ScalarType structure = MadeTypes.structure(type, names);
        String sql = CanonicalSql.of(new Definition.CreateType(
                CanonicalSql.name(name), type.kind(), CanonicalSql.qualified(type.options(), names), type.position()));
        return new Plan.CreateType(name, structure, sql, names.types());
    }

    private static RelationDesc renamed(RelationDesc desc, List<String> names) {
        if (names.size() > desc.arity()) {
            throw new SqlException(SqlState.SYNTAX_ERROR, "CREATE VIEW specifies more column names than columns");
        }
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < desc.arity(); i++) {
            String name = i < names.size() ? names.get(i) : desc.names().get(i);
            columns.add(new Column(name, desc.types().get(i)));
        }
        checkDistinct(columns.stream().map(Column::name).toList());
        return new RelationDesc(columns);
    }

    static void checkDistinct(List<String> columns) {
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
}
