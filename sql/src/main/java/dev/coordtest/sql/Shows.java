package dev.coordtest.sql;

import dev.coordtest.expr.scalar.Functions;
import dev.coordtest.expr.scalar.TypeCatalog;
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
import dev.coordtest.sql.ast.Definition;
import dev.coordtest.sql.ast.Expr;
import dev.coordtest.sql.ast.Name;
import dev.coordtest.sql.ast.Option;
import dev.coordtest.sql.ast.Query;
import dev.coordtest.sql.ast.Statement;
import dev.coordtest.sql.bind.Constants;
import dev.coordtest.sql.bind.Names;
import dev.coordtest.sql.bind.Scalars;
import dev.coordtest.sql.parse.Parser;
import dev.coordtest.sql.plan.BoundRewrite;
import dev.coordtest.sql.plan.BoundScalar;
import dev.coordtest.sql.plan.ItemKind;
import dev.coordtest.sql.plan.ItemName;
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
            case Statement.ExplainedView(var name) -> query = explained(name);
            case Statement.ExplainedStatement(Statement.Select(var selected, var time)) -> {
                query = selected;
                asOf = time;
            }
            case Statement.ExplainedStatement ignored ->
                throw Planner.unbuilt("EXPLAIN of statements other than queries is", explain.position());
        }
        QueryPlan plan = planner.query(query);
        return switch (explain.stage()) {
            case TIMESTAMP -> new Plan.ExplainTimestamp(plan, planner.when(asOf));
            case RAW -> lines("Raw Plan", BoundText.lines(plan.bound(), catalog), plan);
            case DECORRELATED -> lines("Decorrelated Plan", PlanText.lines(plan.lowered(), catalog), plan);
            case OPTIMIZED -> lines("Optimized Plan", PlanText.lines(plan.lowered(), catalog), plan);
            case PHYSICAL -> throw Planner.unbuilt("EXPLAIN PHYSICAL PLAN is", explain.position());
        };
    }

    /** The query of a view; of another relation one that reads all of it. */
    private Query explained(Name name) {
        CatalogView.Item item = names.item(name, "relation");
        return item.kind() == ItemKind.VIEW
                        && Parser.parse(item.sql()).getFirst().statement() instanceof Definition.CreateView view
                ? view.query()
                : Planner.everythingOf(name);
    }

    private static Plan lines(String title, List<String> lines, QueryPlan plan) {
        List<List<String>> rows = new ArrayList<>();
        lines.forEach(line -> rows.add(List.of(line)));
        String finishing = PlanText.finishing(plan.finishing());
        if (!finishing.isEmpty()) rows.add(List.of(finishing));
        return rows(List.of(title), rows);
    }

    // ---- SHOW

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
        List<String> columns = new ArrayList<>(List.of("name"));
        List<List<String>> rows = new ArrayList<>();
        switch (show.what()) {
            case "databases" -> catalog.databases().forEach(name -> rows.add(List.of(name)));
            case "roles" -> catalog.roles().forEach(name -> rows.add(List.of(name)));
            case "schemas" -> {
                if (show.full()) columns.add("type");
                schemas(show, rows);
            }
            case "types" -> {
                if (show.full()) columns.add("type");
                // Those of the system; there are no others yet.
                if (show.extended()) TypeCatalog.all().forEach(type -> rows.add(marked(type.name(), "system", show)));
            }
            default -> {
                columns.addAll(moreColumns(show));
                items(show).forEach(item -> rows.add(described(item, show)));
            }
        }
        return rows(columns, rows, show.filter());
    }

    private static List<String> marked(String name, String type, Statement.ShowObjects show) {
        return show.full() ? List.of(name, type) : List.of(name);
    }

    private void schemas(Statement.ShowObjects show, List<List<String>> rows) {
        Name from = show.from();
        String database = from == null ? session.database() : from.last();
        if (!catalog.databaseExists(database)) {
            throw new SqlException(SqlError.of(SqlState.INVALID_CATALOG_NAME, "unknown database '" + database + "'")
                    .at(from == null ? show.position() : from.position()));
        }
        catalog.schemas(database).forEach(name -> rows.add(marked(name, "user", show)));
        if (!show.extended()) return;
        for (String name : List.of("mz_catalog", ItemName.TEMPORARY, "pg_catalog")) {
            rows.add(marked(name, "system", show));
        }
    }

    /** What FULL tells besides the name. */
    private static List<String> moreColumns(Statement.ShowObjects show) {
        if (!show.full()) return List.of();
        List<String> columns = new ArrayList<>(List.of("type"));
        boolean kept = show.what().equals("views") || show.what().equals("sources");
        if (kept && !show.materialized()) columns.add("materialized");
        if (show.what().equals("sources") || show.what().equals("sinks")) columns.add("connector_type");
        return columns;
    }

    private List<String> described(CatalogView.Item item, Statement.ShowObjects show) {
        List<String> row = new ArrayList<>(List.of(item.name().item()));
        for (String column : moreColumns(show)) {
            row.add(
                    switch (column) {
                        case "type" -> item.isSystem() ? "system" : item.name().isTemporary() ? "temp" : "user";
                        case "materialized" -> Boolean.toString(isMaterialized(item));
                        default -> item.kind() == ItemKind.SINK ? "avro-ocf" : "file";
                    });
        }
        return row;
    }

    private boolean isMaterialized(CatalogView.Item item) {
        return item.usedBy().stream()
                .anyMatch(id -> item.id().equals(catalog.item(id).on()));
    }

    private List<CatalogView.Item> items(Statement.ShowObjects show) {
        Name from = show.from();
        List<String> parts = from == null ? List.of(currentSchema()) : from.parts();
        String database = parts.size() > 1 ? parts.get(0) : session.database();
        String schema = parts.get(parts.size() - 1);
        if (from != null && !catalog.schemaExists(database, schema)) {
            throw new SqlException(SqlError.of(SqlState.INVALID_SCHEMA_NAME, "unknown schema '" + schema + "'")
                    .at(from.position()));
        }
        return catalog.items(database, schema).stream()
                .filter(item -> show.what().equals("objects")
                        || show.what().equals(item.kind().word() + "s"))
                .filter(item -> !show.materialized() || isMaterialized(item))
                .toList();
    }

    private String currentSchema() {
        return session.searchPath().stream()
                .filter(schema -> catalog.schemaExists(session.database(), schema))
                .findFirst()
                .orElse("public");
    }

    Plan columns(Statement.ShowColumns show) {
        if (show.extended()) throw Planner.unbuilt("SHOW EXTENDED COLUMNS is", show.position());
        if (show.full()) throw Planner.unbuilt("SHOW FULL COLUMNS is", show.position());
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
        if (show.extended()) throw Planner.unbuilt("SHOW EXTENDED INDEXES is", show.position());
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
