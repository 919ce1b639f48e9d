package dev.coordtest.sql;

import dev.coordtest.expr.scalar.Functions;
import dev.coordtest.expr.scalar.ScalarExpr;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.Column;
import dev.coordtest.repr.type.RelationDesc;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.sql.ast.Definition;
import dev.coordtest.sql.ast.Expr;
import dev.coordtest.sql.bind.QueryBinder;
import dev.coordtest.sql.bind.Scalars;
import dev.coordtest.sql.plan.BoundScalar;
import dev.coordtest.sql.plan.BoundWalk;
import dev.coordtest.sql.plan.TableRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Plans the constraints of one table, those of its columns first; names those that have none as PostgreSQL does. */
final class Constraints {
    private final Planner planner;
    private final String table;
    private final RelationDesc desc;
    private final SortedSet<String> taken = new TreeSet<>();
    private final List<TableRules.Key> keys = new ArrayList<>();
    private final List<TableRules.Check> checks = new ArrayList<>();

    private Constraints(Planner planner, String table, RelationDesc desc) {
        this.planner = planner;
        this.table = table;
        this.desc = desc;
    }

    /** A constraint with the columns that it stands at, if it stands at one. */
    private record Written(@Nullable String name, Definition.Rule rule, List<String> column, int position) {}

    static TableRules of(Planner planner, Definition.CreateTable create, RelationDesc desc) {
        Constraints constraints = new Constraints(planner, create.name().last(), desc);
        List<Written> written = written(create);
        written.forEach(constraints::reserve);
        written.forEach(constraints::add);
        constraints.keys.sort(Comparator.comparing(key -> !key.primary()));
        constraints.checks.sort(Comparator.comparing(TableRules.Check::name));
        return new TableRules(constraints.keys, constraints.checks);
    }

    /** The columns of the primary key, none of which takes NULL. */
    static List<String> primaryKey(Definition.CreateTable create) {
        List<String> columns = List.of();
        boolean found = false;
        for (Written constraint : written(create)) {
            if (!(constraint.rule() instanceof Definition.PrimaryKey(var own))) continue;
            if (found) {
                throw refuse(
                        SqlState.INVALID_TABLE_DEFINITION,
                        "multiple primary keys for table \"" + create.name().last() + "\" are not allowed",
                        constraint.position());
            }
            found = true;
            columns = own.isEmpty() ? constraint.column() : own;
        }
        return columns;
    }

    private static List<Written> written(Definition.CreateTable create) {
        List<Written> written = new ArrayList<>();
        for (Definition.ColumnDef column : create.columns()) {
            for (Definition.ColumnConstraint constraint : column.constraints()) {
                written.add(new Written(
                        constraint.name(), constraint.rule(), List.of(column.name()), constraint.position()));
            }
        }
        for (Definition.TableConstraint constraint : create.constraints()) {
            written.add(new Written(constraint.name(), constraint.rule(), List.of(), constraint.position()));
        }
        return written;
    }

    /** Keeps the names that were given from being made up for others. */
    private void reserve(Written constraint) {
        String name = constraint.name();
        boolean named = name != null
                && !(constraint.rule() instanceof Definition.Nullability)
                && !(constraint.rule() instanceof Definition.DefaultValue);
        if (named && !taken.add(name)) {
            throw refuse(
                    SqlState.DUPLICATE_OBJECT,
                    "constraint \"" + name + "\" for relation \"" + table + "\" already exists",
                    constraint.position());
        }
    }

    private void add(Written constraint) {
        switch (constraint.rule()) {
            case Definition.Nullability ignored -> {}
            case Definition.DefaultValue ignored -> {}
            case Definition.PrimaryKey(var columns) -> key(constraint, columns, true);
            case Definition.Unique(var columns) -> key(constraint, columns, false);
            case Definition.Check(var condition) -> check(constraint, condition);
            case Definition.ForeignKey ignored ->
                throw Planner.unbuilt("FOREIGN KEY constraints are", constraint.position());
        }
    }

    private static SqlException refuse(SqlState state, String message, int position) {
        return new SqlException(SqlError.of(state, message).at(position));
    }

    // ---- PRIMARY KEY and UNIQUE

    private void key(Written constraint, List<String> own, boolean primary) {
        List<String> names = own.isEmpty() ? constraint.column() : own;
        String kind = primary ? "primary key" : "unique";
        List<Integer> columns = new ArrayList<>();
        for (String name : names) {
            int column = desc.names().indexOf(name);
            if (column < 0) {
                throw refuse(
                        SqlState.UNDEFINED_COLUMN,
                        "column \"" + name + "\" named in key does not exist",
                        constraint.position());
            }
            if (columns.contains(column)) {
                throw refuse(
                        SqlState.DUPLICATE_COLUMN,
                        "column \"" + name + "\" appears twice in " + kind + " constraint",
                        constraint.position());
            }
            columns.add(column);
        }
        boolean repeated = !primary
                && constraint.name() == null
                && keys.stream().anyMatch(key -> key.columns().equals(columns));
        if (repeated) return;
        List<ScalarExpr> values =
                columns.stream().map(column -> value(column, constraint)).toList();
        String name = constraint.name();
        if (name == null) name = free(primary ? table + "_pkey" : table + "_" + String.join("_", names) + "_key");
        keys.add(new TableRules.Key(name, primary, columns, values));
    }

    private ScalarExpr value(int index, Written constraint) {
        Column column = desc.columns().get(index);
        ScalarType type = column.type().type();
        if (type instanceof ScalarType.ListOf || type instanceof ScalarType.MapOf) {
            throw refuse(
                    SqlState.UNDEFINED_OBJECT,
                    "data type " + type.sqlName() + " cannot be a key: it has no order",
                    constraint.position());
        }
        ScalarExpr value = ScalarExpr.column(index);
        return Functions.needsCanonical(type) ? new ScalarExpr.Call(Functions.canonical(type), List.of(value)) : value;
    }

    private String free(String wanted) {
        String name = wanted;
        for (int i = 1; !taken.add(name); i++) name = wanted + i;
        return name;
    }

    // ---- CHECK

    private void check(Written constraint, Expr condition) {
        QueryBinder binder = planner.binder(true);
        BoundScalar bound = Scalars.condition(binder, condition, "CHECK", table, desc);
        if (bound.hasSubquery()) {
            throw refuse(
                    SqlState.FEATURE_NOT_SUPPORTED, "cannot use subquery in check constraint", condition.position());
        }
        String name = constraint.name();
        if (name == null) name = free(table + only(bound) + "_check");
        checks.add(new TableRules.Check(name, Indexes.lowered(bound, desc)));
    }

    /** The name of the one column that a condition looks at, after an underscore; nothing if it looks at several or none. */
    private String only(BoundScalar condition) {
        SortedSet<Integer> columns = new TreeSet<>();
        new BoundWalk(0) {
            @Override
            public void scalar(BoundScalar scalar) {
                if (scalar instanceof BoundScalar.Column column) columns.add(column.index());
                super.scalar(scalar);
            }
        }.scalar(condition);
        return columns.size() == 1 ? "_" + desc.names().get(columns.first()) : "";
    }
}
