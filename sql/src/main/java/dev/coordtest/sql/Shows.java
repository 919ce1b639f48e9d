package dev.coordtest.sql;

import dev.coordtest.expr.scalar.Functions;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.Row;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.Column;
import dev.coordtest.repr.type.RelationDesc;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.sql.ast.Expr;
import dev.coordtest.sql.ast.Name;
import dev.coordtest.sql.ast.Option;
import dev.coordtest.sql.ast.Query;
import dev.coordtest.sql.ast.Statement;
import dev.coordtest.sql.bind.Constants;
import dev.coordtest.sql.bind.Names;
import dev.coordtest.sql.bind.Scalars;
import dev.coordtest.sql.plan.BoundRewrite;
import dev.coordtest.sql.plan.BoundScalar;
import dev.coordtest.sql.plan.ItemKind;
import dev.coordtest.sql.plan.Plan;
import dev.coordtest.sql.plan.QueryPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Plans statements that look around: SHOW and EXPLAIN. Their rows are known as soon as they are planned. */
final class Shows {
    private final Planner planner;
    private final CatalogView catalog;
    private final SessionView session;
    private final Names names;

    Shows(Planner planner, CatalogView catalog, SessionView session, Names names) {
        this.planner = planner;
        this.catalog = catalog;
        this.session = session;
        this.names = names;
    }

    private static Plan rows(List<String> columns, List<List<String>> rows) {
        Batch.Builder batch = new Batch.Builder();
        for (List<String> row : rows) batch.add(row(row), 0, 1);
        return new Plan.ShowRows(describe(columns), batch.build());
    }

    private static Row row(List<String> values) {
        return Row.of(values.stream().map(Shows::text).toList());
    }

    private static Datum text(String value) {
        return Datum.of(value);
    }

    private static RelationDesc describe(List<String> columns) {
        return new RelationDesc(columns.stream()
                .map(name -> Column.of(name, ScalarType.TEXT, true))
                .toList());
    }

    // ---- EXPLAIN

    Plan explain(Statement.Explain explain) {
        for (Option option : explain.options()) {
            throw Planner.unbuilt("EXPLAIN with " + option.name().toUpperCase(Locale.ROOT) + " is", option.position());
        }
        Query query;
        Expr asOf = null;
        switch (explain.explained()) {
            case Statement.ExplainedView(var name) -> query = Planner.everythingOf(name);
            case Statement.ExplainedStatement(Statement.Select(var selected, var time)) -> {
                query = selected;
                asOf = time;
            }
            case Statement.ExplainedStatement ignored ->
                throw Planner.unbuilt("EXPLAIN of statements other than queries is", explain.position());
        }
        QueryPlan plan = planner.query(query, false);
        return switch (explain.stage()) {
            case TIMESTAMP -> new Plan.ExplainTimestamp(plan, planner.when(asOf));
            case RAW -> rows(List.of("Raw Plan"), List.of(List.of(plan.bound().toString())));
            case DECORRELATED, OPTIMIZED -> {
                List<List<String>> lines = new ArrayList<>();
                PlanText.lines(plan.lowered(), catalog).forEach(line -> lines.add(List.of(line)));
                yield rows(List.of("Optimized Plan"), lines);
            }
            case PHYSICAL -> throw Planner.unbuilt("EXPLAIN PHYSICAL PLAN is", explain.position());
        };
    }

    // ---- SHOW

    private void refuse(boolean extended, boolean full, boolean materialized, int position) {
        if (extended) throw Planner.unbuilt("SHOW EXTENDED is", position);
        if (full) throw Planner.unbuilt("SHOW FULL is", position);
        if (materialized) throw Planner.unbuilt("SHOW MATERIALIZED is", position);
    }

    /** The rows that the filter keeps. */
    private Plan rows(List<String> columns, List<List<String>> rows, Statement.@Nullable ShowFilter filter) {
        if (filter == null) return rows(columns, rows);
        List<List<String>> kept = new ArrayList<>();
        for (List<String> row : rows) if (keeps(filter, columns, row)) kept.add(row);
        return rows(columns, kept);
    }

    private boolean keeps(Statement.ShowFilter filter, List<String> columns, List<String> row) {
        String like = filter.like();
        BoundScalar condition;
        if (like != null) {
            condition = new BoundScalar.Call(
                    Functions.bySignature("~~(text, text)"), List.of(literal(row.get(0)), literal(like)));
        } else {
            Expr where = filter.where();
            if (where == null) throw new IllegalStateException("a filter of nothing");
            BoundScalar bound = Scalars.condition(planner.binder(false), where, "WHERE", "show", describe(columns));
            condition = BoundRewrite.scalar(
                    bound,
                    0,
                    (scalar, scopes) ->
                            scalar instanceof BoundScalar.Column(var depth, var index, var type) && depth == scopes
                                    ? literal(row.get(index))
                                    : null);
        }
        return Constants.evaluate(condition, filter.position()).equals(Datum.TRUE);
    }

    private static BoundScalar literal(String value) {
        return new BoundScalar.Literal(Datum.of(value), ScalarType.TEXT);
    }

    Plan objects(Statement.ShowObjects show) {
        refuse(show.extended(), show.full(), show.materialized(), show.position());
        List<List<String>> rows = new ArrayList<>();
        Name from = show.from();
        switch (show.what()) {
            case "databases" -> catalog.databases().forEach(name -> rows.add(List.of(name)));
            case "schemas" -> {
                String database = from == null ? session.database() : from.last();
                if (!catalog.databaseExists(database)) {
                    throw new SqlException(
                            SqlError.of(SqlState.INVALID_CATALOG_NAME, "unknown database '" + database + "'")
                                    .at(from == null ? show.position() : from.position()));
                }
                catalog.schemas(database).forEach(name -> rows.add(List.of(name)));
            }
            case "types", "roles" ->
                throw Planner.unbuilt("SHOW " + show.what().toUpperCase(Locale.ROOT) + " is", show.position());
            default -> items(show).forEach(item -> rows.add(List.of(item.name().item())));
        }
        return rows(List.of("name"), rows, show.filter());
    }

    private List<CatalogView.Item> items(Statement.ShowObjects show) {
        Name from = show.from();
        List<String> parts = from == null ? List.of("public") : from.parts();
        String database = parts.size() > 1 ? parts.get(0) : session.database();
        String schema = parts.get(parts.size() - 1);
        if (from != null && !catalog.schemaExists(database, schema)) {
            throw new SqlException(SqlError.of(SqlState.INVALID_SCHEMA_NAME, "unknown schema '" + schema + "'")
                    .at(from.position()));
        }
        return catalog.items(database, schema).stream()
                .filter(item -> show.what().equals("objects")
                        || show.what().equals(item.kind().word() + "s"))
                .toList();
    }

    Plan columns(Statement.ShowColumns show) {
        refuse(show.extended(), show.full(), false, show.position());
        RelationDesc desc = names.item(show.relation(), "relation").desc();
        if (desc == null) {
            throw new SqlException(SqlError.of(SqlState.WRONG_OBJECT_TYPE, "\"" + show.relation() + "\" has no columns")
                    .at(show.relation().position()));
        }
        List<List<String>> rows = new ArrayList<>();
        for (Column column : desc.columns()) {
            String nullable = Boolean.toString(column.type().nullable());
            rows.add(List.of(column.name(), nullable, column.type().type().sqlName()));
        }
        return rows(List.of("name", "nullable", "type"), rows, show.filter());
    }

    Plan indexes(Statement.ShowIndexes show) {
        refuse(show.extended(), false, false, show.position());
        CatalogView.Item item = names.item(show.relation(), "relation");
        List<List<String>> rows = new ArrayList<>();
        for (GlobalId id : item.usedBy()) {
            CatalogView.Item index = catalog.item(id);
            if (index.kind() == ItemKind.INDEX)
                rows.add(List.of(item.name().item(), index.name().item(), index.sql()));
        }
        return rows(List.of("on_name", "key_name", "definition"), rows, show.filter());
    }

    Plan create(String kind, Name name) {
        CatalogView.Item item = names.item(name, kind);
        if (!item.kind().word().equals(kind)) {
            throw new SqlException(SqlError.of(SqlState.WRONG_OBJECT_TYPE, item.name() + " is not a " + kind)
                    .at(name.position()));
        }
        String title = Character.toUpperCase(kind.charAt(0)) + kind.substring(1);
        return rows(
                List.of(title, "Create " + title), List.of(List.of(item.name().full(), item.sql())));
    }
}
