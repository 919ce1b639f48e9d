package dev.coordtest.sql;

import dev.coordtest.expr.Finishing;
import dev.coordtest.expr.RelExpr;
import dev.coordtest.protocol.storage.FileDescription;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.Row;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.Times;
import dev.coordtest.repr.type.Column;
import dev.coordtest.repr.type.RelationDesc;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.sql.ast.Expr;
import dev.coordtest.sql.ast.Name;
import dev.coordtest.sql.ast.Query;
import dev.coordtest.sql.ast.Statement;
import dev.coordtest.sql.bind.Constants;
import dev.coordtest.sql.bind.Names;
import dev.coordtest.sql.bind.QueryBinder;
import dev.coordtest.sql.bind.Scalars;
import dev.coordtest.sql.parse.ParsedStatement;
import dev.coordtest.sql.plan.BoundScalar;
import dev.coordtest.sql.plan.ItemKind;
import dev.coordtest.sql.plan.Plan;
import dev.coordtest.sql.plan.QueryPlan;
import dev.coordtest.sql.plan.When;
import dev.coordtest.sql.transform.Lowering;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Plans statements: those that read here, those that define in {@link Definitions}, those that write in {@link Mutations}. */
final class Planner {
    private final CatalogView catalog;
    private final SessionView session;
    private final List<Datum> parameters;
    private final Names names;

    Planner(CatalogView catalog, SessionView session, List<Datum> parameters) {
        this.catalog = catalog;
        this.session = session;
        this.parameters = parameters;
        this.names = new Names(catalog, session);
    }

    Plan plan(ParsedStatement parsed, @Nullable FileDescription file) {
        Definitions definitions = new Definitions(this, names, session);
        Mutations mutations = new Mutations(this, names);
        return switch (parsed.statement()) {
            case Statement.Select(var query, var asOf) -> new Plan.Select(query(query, false), when(asOf));
            case Statement.CopyTo(var query, var format) ->
                new Plan.CopyTo(query(query, false), new When.Immediately(), copyFormat(format));
            case Statement.Tail tail -> tail(tail);
            case Statement.Explain explain -> explain(explain);
            case Statement.Insert insert -> mutations.insert(insert);
            case Statement.Update update -> mutations.update(update);
            case Statement.Delete delete -> mutations.delete(delete);
            case Statement.CreateDatabase(var name, var ifNotExists) -> new Plan.CreateDatabase(name, ifNotExists);
            case Statement.CreateSchema(var name, var ifNotExists) -> definitions.createSchema(name, ifNotExists);
            case Statement.CreateRole role -> definitions.createRole(role);
            case Statement.CreateTable table -> definitions.createTable(table);
            case Statement.CreateView view -> definitions.createView(view);
            case Statement.CreateSource source -> definitions.createSource(source, file);
            case Statement.CreateSink sink -> definitions.createSink(sink);
            case Statement.CreateIndex index -> definitions.createIndex(index);
            case Statement.AlterIndex alter -> definitions.alterIndex(alter);
            case Statement.Rename rename -> definitions.rename(rename);
            case Statement.Drop drop -> definitions.drop(drop);
            case Statement.DropDatabase drop -> definitions.dropDatabase(drop);
            case Statement.DropSchema drop -> definitions.dropSchema(drop);
            case Statement.DropRoles drop -> definitions.dropRoles(drop);
            case Statement.ShowObjects show -> showObjects(show);
            case Statement.ShowColumns(var relation) -> showColumns(names.item(relation, "relation"), relation);
            case Statement.ShowIndexes(var relation) -> showIndexes(names.item(relation, "relation"));
            case Statement.ShowCreate(var kind, var name) -> showCreate(names.item(name, kind));
            case Statement.Begin(var readOnly) -> new Plan.Begin(readOnly);
            case Statement.Commit ignored -> new Plan.Commit();
            case Statement.Rollback ignored -> new Plan.Rollback();
            case Statement.SetVariable(var name, var value, var local) -> new Plan.SetVariable(name, value, local);
            case Statement.ShowVariable(var name) -> new Plan.ShowVariable(name);
            case Statement.Prepare(var name, var text) -> new Plan.Prepare(name, text);
            case Statement.Execute(var name, var arguments) -> new Plan.Execute(name, arguments);
            case Statement.Deallocate(var name) -> new Plan.Deallocate(name);
            case Statement.Declare(var cursor, var text) -> new Plan.Declare(cursor, text);
            case Statement.Fetch(var cursor, var count, var timeout) ->
                new Plan.Fetch(
                        cursor,
                        count < 0 ? new Plan.FetchCount.All() : new Plan.FetchCount.Forward(count),
                        timeout == null ? null : definitions.millis(timeout));
            case Statement.Close(var cursor) -> new Plan.CloseCursor(cursor);
            case Statement.Discard(var all) -> new Plan.Discard(all);
        };
    }

    private static String copyFormat(String format) {
        return switch (format) {
            case "text", "csv", "binary" -> format;
            default -> throw new SqlException(SqlState.INVALID_PARAMETER_VALUE, "unknown FORMAT: " + format);
        };
    }

    // ---- queries

    QueryBinder binder(boolean isStatic) {
        return new QueryBinder(catalog, session, isStatic, parameters);
    }

    /** @param isStatic whether the query is kept and must mean the same whenever it is asked */
    QueryPlan query(Query query, boolean isStatic) {
        QueryBinder binder = binder(isStatic);
        return plan(binder.query(query), binder);
    }

    QueryPlan plan(QueryBinder.Bound bound, QueryBinder binder) {
        checkTimelines(binder);
        RelExpr lowered = Lowering.lower(bound.rel());
        Finishing finishing = new Finishing(
                bound.order(),
                bound.limit(),
                bound.offset(),
                IntStream.range(0, bound.desc().arity()).boxed().toList());
        return new QueryPlan(bound.rel(), lowered, finishing, bound.desc(), binder.references());
    }

    private void checkTimelines(QueryBinder binder) {
        long timelines = binder.references().stream()
                .flatMap(id -> catalog.item(id).timelines().stream())
                .distinct()
                .count();
        if (timelines > 1) {
            throw new SqlException(
                    SqlState.FEATURE_NOT_SUPPORTED, "multiple timelines within one dataflow are not supported");
        }
    }

    When when(@Nullable Expr asOf) {
        if (asOf == null) return new When.Immediately();
        BoundScalar scalar = Scalars.bind(binder(false), asOf, "AS OF");
        Datum datum = Constants.evaluate(scalar, asOf.position());
        return new When.At(time(datum, scalar.type().type(), asOf.position()));
    }

    private static long time(Datum datum, ScalarType type, int position) {
        BigDecimal millis = switch (datum) {
            case Datum.Int16(var value) -> BigDecimal.valueOf(value);
            case Datum.Int32(var value) -> BigDecimal.valueOf(value);
            case Datum.Int64(var value) -> BigDecimal.valueOf(value);
            case Datum.Numeric(var value) -> value;
            case Datum.Timestamp(var micros) -> BigDecimal.valueOf(Math.floorDiv(micros, 1000L));
            case Datum.TimestampTz(var micros) -> BigDecimal.valueOf(Math.floorDiv(micros, 1000L));
            case Datum.Null ignored ->
                throw new SqlException(SqlError.of(SqlState.INVALID_PARAMETER_VALUE, "AS OF time must not be NULL")
                        .at(position));
            default ->
                throw new SqlException(SqlError.of(
                                SqlState.DATATYPE_MISMATCH, "can't use " + type.sqlName() + " as a timestamp for AS OF")
                        .at(position));
        };
        boolean fits = millis.signum() >= 0
                && millis.setScale(0, RoundingMode.DOWN).compareTo(millis) == 0
                && millis.compareTo(new BigDecimal(Times.toString(Times.MAX))) <= 0;
        if (!fits) {
            throw new SqlException(SqlError.of(
                            SqlState.INVALID_PARAMETER_VALUE,
                            "AS OF time must be a whole number of milliseconds from 0 to 2^64 - 1, not "
                                    + millis.toPlainString())
                    .at(position));
        }
        return millis.toBigIntegerExact().longValue();
    }

    private Plan tail(Statement.Tail tail) {
        boolean snapshot = option(tail.options(), "snapshot", true);
        boolean progress = option(tail.options(), "progress", false);
        for (String name : tail.options().keySet()) {
            if (!name.equals("snapshot") && !name.equals("progress")) {
                throw new SqlException(SqlState.INVALID_PARAMETER_VALUE, "unexpected options: " + name);
            }
        }
        Query query = tail.query();
        Name relation = tail.relation();
        if (relation != null) {
            CatalogView.Item item = names.item(relation, "relation");
            if (item.desc() == null) {
                throw new SqlException(SqlError.of(
                                SqlState.WRONG_OBJECT_TYPE,
                                "'" + item.name() + "' cannot be tailed because it is a "
                                        + item.kind().word())
                        .at(relation.position()));
            }
            query = everythingOf(relation);
        }
        if (query == null) throw new IllegalStateException("TAIL of nothing");
        return new Plan.Tail(query(query, false), when(tail.asOf()), snapshot, progress);
    }

    static Query everythingOf(Name relation) {
        int position = relation.position();
        Query.Select select = new Query.Select(
                false,
                List.of(),
                List.of(new Query.Star(List.of(), position)),
                List.of(new Query.Table(relation, null, position)),
                null,
                List.of(),
                null,
                position);
        return new Query(List.of(), select, List.of(), null, null, position);
    }

    private static boolean option(SortedMap<String, String> options, String name, boolean otherwise) {
        String value = options.get(name);
        if (value == null) return otherwise;
        return switch (value.replace("'", "")) {
            case "true", "on" -> true;
            case "false", "off" -> false;
            default -> throw new SqlException(SqlState.INVALID_PARAMETER_VALUE, name + " must be a boolean");
        };
    }

    private Plan explain(Statement.Explain explain) {
        QueryPlan query = query(explain.query(), false);
        return switch (explain.stage()) {
            case "TIMESTAMP" -> new Plan.ExplainTimestamp(query, when(explain.asOf()));
            case "RAW" ->
                rows(List.of("Raw Plan"), List.of(List.of(query.bound().toString())));
            default -> {
                List<List<String>> lines = new ArrayList<>();
                PlanText.lines(query.lowered(), catalog).forEach(line -> lines.add(List.of(line)));
                yield rows(List.of("Optimized Plan"), lines);
            }
        };
    }

    // ---- SHOW

    static Plan rows(List<String> columns, List<List<String>> rows) {
        Batch.Builder batch = new Batch.Builder();
        for (List<String> row : rows)
            batch.add(Row.of(row.stream().map(Planner::text).toList()), 0, 1);
        RelationDesc desc = new RelationDesc(columns.stream()
                .map(name -> Column.of(name, ScalarType.TEXT, true))
                .toList());
        return new Plan.ShowRows(desc, batch.build());
    }

    private static Datum text(String value) {
        return Datum.of(value);
    }

    private Plan showObjects(Statement.ShowObjects show) {
        List<List<String>> rows = new ArrayList<>();
        Name from = show.from();
        switch (show.what()) {
            case "databases" -> catalog.databases().forEach(name -> rows.add(List.of(name)));
            case "schemas" -> {
                String database = from == null ? session.database() : from.last();
                catalog.schemas(database).forEach(name -> rows.add(List.of(name)));
            }
            default -> {
                List<String> parts = from == null ? List.of("public") : from.parts();
                String database = parts.size() > 1 ? parts.get(0) : session.database();
                String schema = parts.get(parts.size() - 1);
                for (CatalogView.Item item : catalog.items(database, schema)) {
                    boolean wanted = show.what().equals("objects")
                            || show.what().equals(item.kind().word() + "s");
                    if (wanted) rows.add(List.of(item.name().item()));
                }
            }
        }
        return rows(List.of("name"), rows);
    }

    private Plan showColumns(CatalogView.Item item, Name name) {
        RelationDesc desc = item.desc();
        if (desc == null) {
            throw new SqlException(SqlError.of(SqlState.WRONG_OBJECT_TYPE, "\"" + name + "\" has no columns")
                    .at(name.position()));
        }
        List<List<String>> rows = new ArrayList<>();
        for (Column column : desc.columns()) {
            rows.add(List.of(
                    column.name(),
                    Boolean.toString(column.type().nullable()),
                    column.type().type().sqlName()));
        }
        return rows(List.of("name", "nullable", "type"), rows);
    }

    private Plan showIndexes(CatalogView.Item item) {
        List<List<String>> rows = new ArrayList<>();
        for (GlobalId id : item.usedBy()) {
            CatalogView.Item index = catalog.item(id);
            if (index.kind() == ItemKind.INDEX)
                rows.add(List.of(item.name().item(), index.name().item(), index.sql()));
        }
        return rows(List.of("on_name", "key_name", "definition"), rows);
    }

    private Plan showCreate(CatalogView.Item item) {
        String kind = item.kind().word();
        String title = Character.toUpperCase(kind.charAt(0)) + kind.substring(1);
        return rows(
                List.of(title, "Create " + title), List.of(List.of(item.name().full(), item.sql())));
    }
}
