package dev.coordtest.sql.render;

import dev.coordtest.sql.ast.Expr;
import dev.coordtest.sql.ast.Name;
import dev.coordtest.sql.ast.Option;
import dev.coordtest.sql.ast.Query;
import dev.coordtest.sql.ast.Statement;
import dev.coordtest.sql.ast.Unbuilt;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Statements that define nothing. */
final class StatementRenderer {
    private final Sentence out;
    private final QueryRenderer queries;
    private final ExprRenderer exprs;

    StatementRenderer(Sentence out, QueryRenderer queries) {
        this.out = out;
        this.queries = queries;
        this.exprs = queries.exprs();
    }

    private void nested(Statement statement) {
        out.add(Renderer.render(statement, out.names()));
    }

    void statement(Statement.Plain statement) {
        switch (statement) {
            case Statement.Select(var query, var asOf) -> {
                queries.query(query);
                exprs.clause(" AS OF ", asOf);
            }
            case Statement.Tail tail -> tail(tail);
            case Statement.Explain explain -> explain(explain);
            case Statement.CopyTo(var source, var options, var position) -> {
                out.add("COPY (");
                nested(source);
                out.add(") TO STDOUT");
                with(options);
            }
            case Statement.CopyTable(var table, var columns, var options, var position) -> {
                out.add("COPY ").name(table).columns(" ", columns).add(" TO STDOUT");
                with(options);
            }
            case Statement.CopyFrom(var table, var columns, var options, var position) -> {
                out.add("COPY ").name(table).columns(" ", columns).add(" FROM STDIN");
                with(options);
            }
            case Statement.Insert insert -> insert(insert);
            case Statement.Update update -> update(update);
            case Statement.Delete delete -> delete(delete);
            case Statement.Begin(var modes) -> modes("BEGIN", modes);
            case Statement.Commit(var chain, var position) -> out.add(chain ? "COMMIT AND CHAIN" : "COMMIT");
            case Statement.Rollback(var chain, var position) -> out.add(chain ? "ROLLBACK AND CHAIN" : "ROLLBACK");
            case Statement.SetTransaction(var session, var modes, var position) ->
                modes(session ? "SET SESSION CHARACTERISTICS AS TRANSACTION" : "SET TRANSACTION", modes);
            case Statement.SetVariable(var name, var values, var local) -> {
                out.add(local ? "SET LOCAL " : "SET ").dotted(name).add(" TO ").addIf(values.isEmpty(), "DEFAULT");
                out.commas(values, out::string);
            }
            case Statement.Reset(var name, var position) -> out.add("RESET ").add(name.equals("all") ? "ALL" : name);
            case Statement.ShowVariable(var name) -> out.add("SHOW ").dotted(name);
            case Statement.Prepare(var name, var types, var inner, var position) -> {
                out.add("PREPARE ").word(name);
                if (!types.isEmpty())
                    out.add(" (").commas(types, exprs.types()::type).add(")");
                out.add(" AS ");
                nested(inner);
            }
            case Statement.Execute(var name, var arguments) -> {
                out.add("EXECUTE ").word(name);
                if (arguments.isEmpty()) return;
                out.add(" (");
                exprs.exprs(arguments);
                out.add(")");
            }
            case Statement.Deallocate(var name) -> out.add("DEALLOCATE ").add(orAll(name));
            case Statement.Declare(var cursor, var properties, var hold, var inner, var position) -> {
                out.add("DECLARE ").word(cursor);
                properties.forEach(property -> out.add(" ").add(property));
                out.add(" CURSOR ").addIf(hold, "WITH HOLD ").add("FOR ");
                nested(inner);
            }
            case Statement.Fetch(var cursor, var count, var options) -> {
                out.add("FETCH ")
                        .add(count == null ? "ALL" : count.toString())
                        .add(" FROM ")
                        .word(cursor);
                with(options);
            }
            case Statement.Close(var cursor, var position) -> out.add("CLOSE ").add(orAll(cursor));
            case Statement.Discard(var what, var position) ->
                out.add("DISCARD ").add(what);
            case Statement.ShowObjects show -> showObjects(show);
            case Statement.ShowColumns(var extended, var full, var relation, var filter, var position) -> {
                out.add("SHOW ").addIf(extended, "EXTENDED ").addIf(full, "FULL ");
                out.add("COLUMNS FROM ").name(relation);
                filter(filter);
            }
            case Statement.ShowIndexes(var extended, var relation, var filter, var position) -> {
                out.add("SHOW ")
                        .addIf(extended, "EXTENDED ")
                        .add("INDEXES FROM ")
                        .name(relation);
                filter(filter);
            }
            case Statement.ShowCreate(var kind, var name) ->
                out.add("SHOW CREATE ")
                        .add(kind.toUpperCase(Locale.ROOT))
                        .add(" ")
                        .name(name);
            case Statement.Unsupported(Unbuilt(var name, var text, var position)) -> out.add(text);
        }
    }

    private static String orAll(@Nullable String name) {
        return name == null ? "ALL" : new Sentence(false).word(name).toString();
    }

    private void with(List<Option> options) {
        if (options.isEmpty()) return;
        out.add(" WITH ");
        queries.options(options);
    }

    private void modes(String words, List<String> modes) {
        out.add(words).addIf(!modes.isEmpty(), " ").add(String.join(", ", modes));
    }

    // ---- reading

    private void tail(Statement.Tail tail) {
        out.add("TAIL ");
        Name relation = tail.relation();
        Query query = tail.query();
        if (relation != null) out.name(relation);
        if (query != null) queries.nested(query);
        with(tail.options());
        exprs.clause(" AS OF ", tail.asOf());
    }

    private void explain(Statement.Explain explain) {
        out.add("EXPLAIN ");
        if (!explain.options().isEmpty()) {
            queries.options(explain.options());
            out.add(" ");
        }
        out.add(explain.stage().name());
        out.add(explain.stage() == Statement.Stage.TIMESTAMP ? " FOR " : " PLAN FOR ");
        switch (explain.explained()) {
            case Statement.ExplainedView(var name) -> out.add("VIEW ").name(name);
            case Statement.ExplainedStatement(var statement) -> nested(statement);
        }
    }

    private void showObjects(Statement.ShowObjects show) {
        out.add("SHOW ").addIf(show.extended(), "EXTENDED ").addIf(show.full(), "FULL ");
        out.addIf(show.materialized(), "MATERIALIZED ").add(show.what().toUpperCase(Locale.ROOT));
        Name from = show.from();
        if (from != null) out.add(" FROM ").name(from);
        filter(show.filter());
    }

    private void filter(Statement.@Nullable ShowFilter filter) {
        if (filter == null) return;
        String like = filter.like();
        if (like != null) out.add(" LIKE ").string(like);
        exprs.clause(" WHERE ", filter.where());
    }

    // ---- writing

    private void insert(Statement.Insert insert) {
        out.add("INSERT INTO ").name(insert.table());
        String alias = insert.alias();
        if (alias != null) out.add(" AS ").identifier(alias);
        out.columns(" ", insert.columns()).add(" ");
        Query source = insert.source();
        if (source == null) out.add("DEFAULT VALUES");
        else queries.query(source);
        Unbuilt conflict = insert.conflict();
        if (conflict != null) out.add(" ").add(conflict.text());
        returning(insert.returning());
    }

    private void returning(List<Query.Item> items) {
        if (items.isEmpty()) return;
        out.add(" RETURNING ");
        queries.items(items);
    }

    private void update(Statement.Update update) {
        out.add("UPDATE ").name(update.table());
        String alias = update.alias();
        if (alias != null) out.add(" AS ").identifier(alias);
        out.add(" SET ").commas(update.assignments(), assignment -> {
            if (assignment.row()) out.columns("", assignment.columns());
            else out.identifier(assignment.columns().get(0));
            Expr value = assignment.value();
            exprs.clause(" = ", value);
        });
        if (!update.from().isEmpty()) {
            out.add(" FROM ");
            queries.froms(update.from());
        }
        exprs.clause(" WHERE ", update.where());
        returning(update.returning());
    }

    private void delete(Statement.Delete delete) {
        out.add("DELETE FROM ").name(delete.table());
        String alias = delete.alias();
        if (alias != null) out.add(" AS ").identifier(alias);
        if (!delete.using().isEmpty()) {
            out.add(" USING ");
            queries.froms(delete.using());
        }
        exprs.clause(" WHERE ", delete.where());
        returning(delete.returning());
    }
}
