package dev.coordtest.coordtest.shrink;

import dev.coordtest.sql.ast.Definition;
import dev.coordtest.sql.ast.Expr;
import dev.coordtest.sql.ast.Query;
import dev.coordtest.sql.ast.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The statements that come of a statement by one cut of its tree. */
final class StatementCuts {
    private StatementCuts() {}

    static List<Statement> of(Statement statement) {
        List<Statement> cuts = new ArrayList<>();
        switch (statement) {
            case Statement.Select(var query, var asOf) -> {
                if (asOf != null) cuts.add(new Statement.Select(query, null));
                for (Query cut : TreeCut.queries(query)) cuts.add(new Statement.Select(cut, asOf));
                for (Expr cut : exprs(asOf)) cuts.add(new Statement.Select(query, cut));
            }
            case Statement.Tail(var relation, var query, var options, var asOf, var at) -> {
                if (asOf != null) cuts.add(new Statement.Tail(relation, query, options, null, at));
                if (!options.isEmpty()) cuts.add(new Statement.Tail(relation, query, List.of(), asOf, at));
                for (Expr cut : exprs(asOf)) cuts.add(new Statement.Tail(relation, query, options, cut, at));
            }
            case Statement.Explain(var stage, var options, Statement.ExplainedStatement(var explained), var at) -> {
                cuts.add(explained);
                for (Statement cut : of(explained))
                    cuts.add(new Statement.Explain(stage, options, new Statement.ExplainedStatement(cut), at));
            }
            case Statement.Insert insert -> inserts(insert, cuts);
            case Statement.Update update -> updates(update, cuts);
            case Statement.Delete(var table, var alias, var using, var where, var returning) -> {
                if (where != null) cuts.add(new Statement.Delete(table, alias, using, null, returning));
                for (Expr cut : exprs(where)) cuts.add(new Statement.Delete(table, alias, using, cut, returning));
            }
            case Statement.Prepare(var name, var types, var prepared, var at) -> {
                for (Statement cut : of(prepared)) cuts.add(new Statement.Prepare(name, types, cut, at));
            }
            case Statement.Declare(var cursor, var properties, var hold, var declared, var at) -> {
                for (Statement cut : of(declared)) cuts.add(new Statement.Declare(cursor, properties, hold, cut, at));
            }
            case Statement.Fetch(var cursor, var count, var options) -> {
                if (!options.isEmpty()) cuts.add(new Statement.Fetch(cursor, count, List.of()));
            }
            case Definition definition -> definitions(definition, cuts);
            // The rest is short enough.
            default -> {}
        }
        return cuts;
    }

    private static List<Expr> exprs(@Nullable Expr expr) {
        return expr == null ? List.of() : TreeCut.exprs(expr);
    }

    private static void inserts(Statement.Insert insert, List<Statement> cuts) {
        Query source = insert.source();
        if (source == null) return;
        for (Query cut : TreeCut.queries(source)) {
            cuts.add(new Statement.Insert(
                    insert.table(), insert.alias(), insert.columns(), cut, insert.conflict(), insert.returning()));
        }
    }

    private static void updates(Statement.Update update, List<Statement> cuts) {
        if (update.where() != null) cuts.add(with(update, update.assignments(), null));
        for (Expr cut : exprs(update.where())) cuts.add(with(update, update.assignments(), cut));
        for (int i = 0; i < update.assignments().size(); i++) {
            Statement.Assignment assignment = update.assignments().get(i);
            for (Expr cut : TreeCut.exprs(assignment.value())) {
                List<Statement.Assignment> changed = new ArrayList<>(update.assignments());
                changed.set(
                        i,
                        new Statement.Assignment(assignment.columns(), assignment.row(), cut, assignment.position()));
                cuts.add(with(update, changed, update.where()));
            }
        }
    }

    private static Statement with(
            Statement.Update update, List<Statement.Assignment> assignments, @Nullable Expr where) {
        return new Statement.Update(
                update.table(), update.alias(), assignments, update.from(), where, update.returning());
    }

    private static void definitions(Definition definition, List<Statement> cuts) {
        switch (definition) {
            case Definition.CreateView view -> {
                if (view.materialized()) cuts.add(with(view, view.query(), false));
                for (Query cut : TreeCut.queries(view.query())) cuts.add(with(view, cut, view.materialized()));
            }
            case Definition.CreateTable table -> {
                for (int i = 0; i < table.columns().size() && table.columns().size() > 1; i++) {
                    List<Definition.ColumnDef> columns = new ArrayList<>(table.columns());
                    columns.remove(i);
                    cuts.add(new Definition.CreateTable(
                            table.name(),
                            columns,
                            table.constraints(),
                            table.options(),
                            table.temporary(),
                            table.ifNotExists(),
                            table.position()));
                }
            }
            case Definition.CreateIndex(var name, var on, var keys, var options, var ifNotExists) -> {
                if (!options.isEmpty()) cuts.add(new Definition.CreateIndex(name, on, keys, List.of(), ifNotExists));
            }
            // The rest is short enough.
            default -> {}
        }
    }

    private static Statement with(Definition.CreateView view, Query query, boolean materialized) {
        return new Definition.CreateView(
                view.name(),
                view.columns(),
                view.options(),
                query,
                view.orReplace(),
                view.temporary(),
                materialized,
                view.ifNotExists(),
                view.position());
    }
}
