package dev.coordtest.sql;

import dev.coordtest.repr.Batch;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Row;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.Column;
import dev.coordtest.repr.type.ColumnType;
import dev.coordtest.repr.type.RelationDesc;
import dev.coordtest.sql.ast.Expr;
import dev.coordtest.sql.ast.From;
import dev.coordtest.sql.ast.Name;
import dev.coordtest.sql.ast.Query;
import dev.coordtest.sql.ast.Rewrite;
import dev.coordtest.sql.ast.Statement;
import dev.coordtest.sql.ast.Unbuilt;
import dev.coordtest.sql.bind.Constants;
import dev.coordtest.sql.bind.Names;
import dev.coordtest.sql.bind.QueryBinder;
import dev.coordtest.sql.bind.Scalars;
import dev.coordtest.sql.bind.TargetRows;
import dev.coordtest.sql.parse.Parser;
import dev.coordtest.sql.plan.BoundRel;
import dev.coordtest.sql.plan.BoundScalar;
import dev.coordtest.sql.plan.ItemKind;
import dev.coordtest.sql.plan.Plan;
import dev.coordtest.sql.plan.QueryPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Plans INSERT, UPDATE and DELETE. */
final class Mutations {
    private final Planner planner;
    private final Names names;

    Mutations(Planner planner, Names names) {
        this.planner = planner;
        this.names = names;
    }

    private CatalogView.Item table(Name name, String verb) {
        CatalogView.Item item = names.item(name, "relation");
        if (item.kind() == ItemKind.TABLE && !item.isSystem()) return item;
        String kind = item.isSystem() ? "system table" : item.kind().word();
        throw new SqlException(
                SqlError.of(SqlState.WRONG_OBJECT_TYPE, "cannot " + verb + " " + kind + " '" + item.name() + "'")
                        .at(name.position()));
    }

    private static void refuseReturning(List<Query.Item> items) {
        for (Query.Item item : items) throw Planner.unbuilt("RETURNING is", item.position());
    }

    // ---- INSERT

    Plan insert(Statement.Insert insert) {
        Unbuilt conflict = insert.conflict();
        if (conflict != null) throw Planner.unbuilt(conflict.name(), conflict.position());
        refuseReturning(insert.returning());
        CatalogView.Item table = table(insert.table(), "insert into");
        RelationDesc desc = Objects.requireNonNull(table.desc());
        List<Integer> targets = targets(insert, desc);
        Query query = insert.source();
        if (query == null) return constants(table, desc, List.of(), List.of(List.of()));
        if (query.isPlain() && query.body() instanceof Query.Values values && isConstant(values)) {
            checkWidth(values.rows().get(0).size(), targets, insert, insert.table());
            for (List<Expr> row : values.rows()) {
                if (row.size() != values.rows().get(0).size()) {
                    throw new SqlException(
                            SqlError.of(SqlState.SYNTAX_ERROR, "VALUES lists must all be the same length")
                                    .at(values.position()));
                }
            }
            return constants(table, desc, targets, values.rows());
        }
        return insertSelect(table, desc, targets, insert, query);
    }

    /** Whether no query stands inside: subqueries read tables, and make the statement one that reads and then writes. */
    private static boolean isConstant(Query.Values values) {
        boolean[] found = new boolean[1];
        Rewrite walk = new Rewrite() {
            @Override
            public Query query(Query query) {
                found[0] = true;
                return query;
            }
        };
        values.rows().forEach(walk::exprs);
        return !found[0];
    }

    private List<Integer> targets(Statement.Insert insert, RelationDesc desc) {
        if (insert.columns().isEmpty())
            return IntStream.range(0, desc.arity()).boxed().toList();
        List<Integer> targets = new ArrayList<>();
        for (String column : insert.columns()) {
            int index = desc.names().indexOf(column);
            if (index < 0) {
                throw new SqlException(SqlError.of(
                                SqlState.UNDEFINED_COLUMN,
                                "column \"" + column + "\" of relation \""
                                        + insert.table().last() + "\" does not exist")
                        .at(insert.table().position()));
            }
            if (targets.contains(index)) {
                throw new SqlException(
                        SqlError.of(SqlState.DUPLICATE_COLUMN, "column \"" + column + "\" specified more than once")
                                .at(insert.table().position()));
            }
            targets.add(index);
        }
        return targets;
    }

    private static void checkWidth(int width, List<Integer> targets, Statement.Insert insert, Name table) {
        if (width > targets.size()) {
            throw new SqlException(SqlError.of(SqlState.SYNTAX_ERROR, "INSERT has more expressions than target columns")
                    .at(table.position()));
        }
        if (width < targets.size() && !insert.columns().isEmpty()) {
            throw new SqlException(SqlError.of(SqlState.SYNTAX_ERROR, "INSERT has more target columns than expressions")
                    .at(table.position()));
        }
    }

    private Plan constants(CatalogView.Item table, RelationDesc desc, List<Integer> targets, List<List<Expr>> rows) {
        QueryBinder binder = planner.binder(false);
        Batch.Builder batch = new Batch.Builder();
        for (List<Expr> row : rows) {
            List<Datum> datums = new ArrayList<>();
            for (int i = 0; i < desc.arity(); i++) {
                int given = targets.indexOf(i);
                Expr expr = given < 0 || given >= row.size() ? null : row.get(given);
                datums.add(value(binder, table, desc.columns().get(i), i, expr));
            }
            batch.add(Row.of(datums), 0, 1);
        }
        return new Plan.InsertValues(table.id(), batch.build(), rows.size());
    }

    private static Datum value(
            QueryBinder binder, CatalogView.Item table, Column column, int index, @Nullable Expr given) {
        Expr expr = given == null || given instanceof Expr.Default
                ? Parser.parseExpr(table.defaults().get(index))
                : given;
        BoundScalar scalar = Scalars.bindUnsettled(binder, expr, "VALUES");
        BoundScalar stored =
                Scalars.assigned(scalar, column.name(), column.type().type(), expr.position());
        return Constants.evaluate(stored, expr.position());
    }

    private Plan insertSelect(
            CatalogView.Item table, RelationDesc desc, List<Integer> targets, Statement.Insert insert, Query query) {
        QueryBinder binder = planner.binder(false);
        QueryBinder.Bound bound = binder.query(query);
        checkWidth(bound.desc().arity(), targets, insert, insert.table());
        QueryBinder.Bound shown = QueryBinder.cut(bound);
        List<ColumnType> types = shown.rel().types();
        List<BoundScalar> scalars = new ArrayList<>();
        for (int i = 0; i < desc.arity(); i++) {
            Column column = desc.columns().get(i);
            int given = targets.indexOf(i);
            BoundScalar scalar = given >= 0 && given < types.size()
                    ? new BoundScalar.Column(0, given, types.get(given))
                    : Scalars.bindUnsettled(
                            binder, Parser.parseExpr(table.defaults().get(i)), "DEFAULT");
            scalars.add(Scalars.assigned(
                    scalar, column.name(), column.type().type(), insert.table().position()));
        }
        List<Integer> computed = IntStream.range(types.size(), types.size() + scalars.size())
                .boxed()
                .toList();
        BoundRel rows = new BoundRel.Project(new BoundRel.Map(shown.rel(), scalars), computed);
        return write(Plan.MutationKind.INSERT, table, binder, rows);
    }

    // ---- UPDATE and DELETE

    Plan update(Statement.Update update) {
        refuseReturning(update.returning());
        CatalogView.Item table = table(update.table(), "mutate");
        RelationDesc desc = Objects.requireNonNull(table.desc());
        QueryBinder binder = planner.binder(false);
        TargetRows target = target(binder, table, update.table(), update.alias(), update.from());
        List<BoundScalar> changed = new ArrayList<>();
        for (int i = 0; i < desc.arity(); i++) changed.add(target.column(i));
        List<String> set = new ArrayList<>();
        for (Statement.Assignment assignment : update.assignments()) {
            List<BoundScalar> values = values(assignment, target, table);
            for (int i = 0; i < values.size(); i++) {
                String name = assignment.columns().get(i);
                int index = assigned(name, desc, update.table(), assignment.position());
                if (set.contains(name)) {
                    throw new SqlException(
                            SqlError.of(SqlState.SYNTAX_ERROR, "multiple assignments to same column \"" + name + "\"")
                                    .at(assignment.position()));
                }
                set.add(name);
                Column column = desc.columns().get(index);
                changed.set(
                        index,
                        Scalars.assigned(
                                values.get(i), column.name(), column.type().type(), assignment.position()));
            }
        }
        return write(Plan.MutationKind.UPDATE, table, binder, target.matching(update.where(), changed));
    }

    private static TargetRows target(
            QueryBinder binder, CatalogView.Item table, Name written, @Nullable String alias, List<From> others) {
        String name = alias == null ? written.last() : alias;
        return new TargetRows(
                binder, name, table.id(), Objects.requireNonNull(table.desc()), others, written.position());
    }

    /** One value a column. */
    private static List<BoundScalar> values(
            Statement.Assignment assignment, TargetRows target, CatalogView.Item table) {
        List<String> columns = assignment.columns();
        Expr value = assignment.value();
        if (!assignment.row()) return List.of(value(columns.getFirst(), value, target, table));
        List<BoundScalar> values = new ArrayList<>();
        switch (value) {
            case Expr.Subquery(var query, var position) -> values.addAll(target.bind(query, "UPDATE"));
            case Expr.Row(var explicit, var fields, var position) -> {
                // How many there are is looked at below, and before that only those that have a column.
                for (int i = 0; i < fields.size(); i++) {
                    String column = columns.get(Math.min(i, columns.size() - 1));
                    values.add(value(column, fields.get(i), target, table));
                }
            }
            default ->
                throw new SqlException(SqlError.of(
                                SqlState.FEATURE_NOT_SUPPORTED,
                                "source for a multiple-column UPDATE item must be a sub-SELECT or ROW() expression")
                        .at(value.position()));
        }
        if (values.size() == columns.size()) return values;
        throw new SqlException(SqlError.of(SqlState.SYNTAX_ERROR, "number of columns does not match number of values")
                .at(assignment.position()));
    }

    private static BoundScalar value(String column, Expr value, TargetRows target, CatalogView.Item table) {
        int index = Objects.requireNonNull(table.desc()).names().indexOf(column);
        boolean isDefault = value instanceof Expr.Default && index >= 0;
        return target.bind(isDefault ? Parser.parseExpr(table.defaults().get(index)) : value, "UPDATE");
    }

    private static int assigned(String column, RelationDesc desc, Name table, int position) {
        int index = desc.names().indexOf(column);
        if (index >= 0) return index;
        throw new SqlException(SqlError.of(
                        SqlState.UNDEFINED_COLUMN,
                        "column \"" + column + "\" of relation \"" + table.last() + "\" does not exist")
                .at(position));
    }

    Plan delete(Statement.Delete delete) {
        refuseReturning(delete.returning());
        CatalogView.Item table = table(delete.table(), "mutate");
        QueryBinder binder = planner.binder(false);
        TargetRows target = target(binder, table, delete.table(), delete.alias(), delete.using());
        return write(Plan.MutationKind.DELETE, table, binder, target.matching(delete.where()));
    }

    private Plan write(Plan.MutationKind kind, CatalogView.Item table, QueryBinder binder, BoundRel rel) {
        List<Column> columns = new ArrayList<>();
        rel.types().forEach(type -> columns.add(new Column("column" + (columns.size() + 1), type)));
        QueryBinder.Bound bound =
                new QueryBinder.Bound(rel, new RelationDesc(columns), List.of(), OptionalLong.empty(), 0);
        QueryPlan query = planner.plan(bound, binder);
        return new Plan.ReadThenWrite(kind, table.id(), query);
    }
}
