package dev.coordtest.sql;

import dev.coordtest.expr.Finishing;
import dev.coordtest.expr.RelExpr;
import dev.coordtest.protocol.storage.FileDescription;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.Times;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.sql.ast.Definition;
import dev.coordtest.sql.ast.Expr;
import dev.coordtest.sql.ast.From;
import dev.coordtest.sql.ast.Name;
import dev.coordtest.sql.ast.Option;
import dev.coordtest.sql.ast.Query;
import dev.coordtest.sql.ast.Statement;
import dev.coordtest.sql.bind.Constants;
import dev.coordtest.sql.bind.Names;
import dev.coordtest.sql.bind.QueryBinder;
import dev.coordtest.sql.bind.Scalars;
import dev.coordtest.sql.parse.ParsedStatement;
import dev.coordtest.sql.plan.BoundScalar;
import dev.coordtest.sql.plan.Plan;
import dev.coordtest.sql.plan.QueryPlan;
import dev.coordtest.sql.plan.When;
import dev.coordtest.sql.render.Renderer;
import dev.coordtest.sql.transform.Lowering;
import dev.coordtest.sql.transform.TemporalFilters;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Plans statements: queries and what belongs to the session here, those that write in {@link Mutations}, those that look around in {@link Shows}, those that
 * define things in {@link Definitions} and its neighbours. What the parser knows and nothing is built of is refused here by its name.
 */
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
        return switch (parsed.statement()) {
            case Definition definition -> define(definition, file);
            case Statement.Plain plain -> plan(plain);
        };
    }

    private Plan define(Definition definition, @Nullable FileDescription file) {
        Definitions definitions = new Definitions(this, names, session);
        Indexes indexes = new Indexes(this, names);
        Alterations alterations = new Alterations(names, session);
        return switch (definition) {
            case Definition.CreateDatabase(var name, var ifNotExists) -> new Plan.CreateDatabase(name, ifNotExists);
            case Definition.CreateSchema(var name, var ifNotExists) -> definitions.createSchema(name, ifNotExists);
            case Definition.CreateRole role -> definitions.createRole(role);
            case Definition.CreateTable table -> definitions.createTable(table);
            case Definition.CreateView view -> definitions.createView(view);
            case Definition.CreateViews views -> throw unbuilt("CREATE VIEWS is", views.position());
            case Definition.CreateType type -> definitions.createType(type);
            case Definition.CreateSource source -> new Ingestion(names, indexes).createSource(source, file);
            case Definition.CreateSink sink -> new Ingestion(names, indexes).createSink(sink);
            case Definition.CreateIndex index -> indexes.createIndex(index);
            case Definition.AlterIndex alter -> indexes.alterIndex(alter);
            case Definition.Rename rename -> alterations.rename(rename);
            case Definition.Drop drop -> alterations.drop(drop);
            case Definition.DropDatabase drop -> alterations.dropDatabase(drop);
            case Definition.DropSchema drop -> alterations.dropSchema(drop);
            case Definition.DropRoles drop -> alterations.dropRoles(drop);
        };
    }

    private Plan plan(Statement.Plain statement) {
        Mutations mutations = new Mutations(this, names);
        Shows shows = new Shows(this, catalog, session, names);
        return switch (statement) {
            case Statement.Select(var query, var asOf) -> new Plan.Select(answer(query, asOf), when(asOf));
            case Statement.CopyTo copy -> copyTo(copy);
            case Statement.CopyTable copy -> {
                if (!copy.columns().isEmpty()) throw unbuilt("COPY of some columns is", copy.position());
                QueryPlan query = query(everythingOf(copy.table()));
                yield new Plan.CopyTo(query, new When.Immediately(), copyFormat(copy.options()));
            }
            case Statement.CopyFrom copy -> throw unbuilt("COPY FROM is", copy.position());
            case Statement.Tail tail -> tail(tail);
            case Statement.Explain explain -> shows.explain(explain);
            case Statement.Insert insert -> mutations.insert(insert);
            case Statement.Update update -> mutations.update(update);
            case Statement.Delete delete -> mutations.delete(delete);
            case Statement.ShowObjects show -> shows.objects(show);
            case Statement.ShowColumns show -> shows.columns(show);
            case Statement.ShowIndexes show -> shows.indexes(show);
            case Statement.ShowCreate(var kind, var name) -> shows.create(kind, name);
            case Statement.Begin(var modes) -> new Plan.Begin(readOnly(modes));
            case Statement.Commit(var chain, var position) -> {
                if (chain) throw unbuilt("CHAIN", position);
                yield new Plan.Commit();
            }
            case Statement.Rollback(var chain, var position) -> {
                if (chain) throw unbuilt("CHAIN", position);
                yield new Plan.Rollback();
            }
            case Statement.SetTransaction set ->
                throw unbuilt(set.session() ? "SET SESSION CHARACTERISTICS" : "SET TRANSACTION", set.position());
            case Statement.SetVariable(var name, var values, var local) ->
                new Plan.SetVariable(name, values.isEmpty() ? null : String.join(", ", values), local);
            case Statement.Reset(var name, var position) -> {
                if (name.equals("all")) throw unbuilt("RESET ALL is", position);
                yield new Plan.SetVariable(name, null, false);
            }
            case Statement.ShowVariable(var name) -> new Plan.ShowVariable(name);
            case Statement.Prepare prepare -> {
                if (!prepare.types().isEmpty()) throw unbuilt("declared parameter types are", prepare.position());
                yield new Plan.Prepare(prepare.name(), text(prepare.statement()));
            }
            case Statement.Execute(var name, var arguments) ->
                new Plan.Execute(
                        name,
                        arguments.stream()
                                .map(argument -> Renderer.render(argument, Renderer.Names.PLAIN))
                                .toList());
            case Statement.Deallocate(var name) -> new Plan.Deallocate(name);
            case Statement.Declare declare -> declare(declare);
            case Statement.Fetch fetch -> fetch(fetch);
            case Statement.Close(var cursor, var position) -> {
                if (cursor == null) throw unbuilt("CLOSE ALL is", position);
                yield new Plan.CloseCursor(cursor);
            }
            case Statement.Discard(var what, var position) -> {
                boolean all = what.equals("ALL");
                if (!all && !what.equals("TEMP")) throw unbuilt("DISCARD " + what, position);
                yield new Plan.Discard(all);
            }
            case Statement.Unsupported(var what) -> throw unbuilt(what.name(), what.position());
        };
    }

    static SqlException unbuilt(String feature, int position) {
        return new SqlException(SqlError.notSupported(feature).at(position));
    }

    private static String text(Statement statement) {
        return Renderer.render(statement, Renderer.Names.PLAIN);
    }

    /** What the last of the modes says of writing; null if none does. Isolation is that of the session, whatever is asked for. */
    private static @Nullable Boolean readOnly(List<String> modes) {
        Boolean readOnly = null;
        for (String mode : modes) {
            if (mode.equals("READ ONLY")) readOnly = true;
            else if (mode.equals("READ WRITE")) readOnly = false;
        }
        return readOnly;
    }

    private static Plan declare(Statement.Declare declare) {
        if (declare.hold()) throw unbuilt("WITH HOLD is", declare.position());
        for (String property : declare.properties()) {
            boolean plain = property.equals("NO SCROLL") || property.endsWith("SENSITIVE");
            if (!plain) throw unbuilt(property + " cursors are", declare.position());
        }
        return new Plan.Declare(declare.cursor(), text(declare.statement()));
    }

    private static Plan fetch(Statement.Fetch fetch) {
        Options options = new Options(fetch.options());
        String timeout = options.string("timeout", "timeout must be an interval");
        options.refuseOthers("unexpected options: ");
        Long count = fetch.count();
        return new Plan.Fetch(
                fetch.cursor(),
                count == null ? new Plan.FetchCount.All() : new Plan.FetchCount.Forward(count),
                timeout == null ? null : Indexes.millis(timeout));
    }

    private Plan copyTo(Statement.CopyTo copy) {
        String format = copyFormat(copy.options());
        if (copy.source() instanceof Statement.Select(var query, var asOf)) {
            return new Plan.CopyTo(answer(query, asOf), when(asOf), format);
        }
        String source = copy.source() instanceof Statement.Tail ? "COPY of TAIL is" : "COPY of this statement is";
        throw unbuilt(source, copy.position());
    }

    private static String copyFormat(List<Option> given) {
        Options options = new Options(given);
        String format = options.word("format");
        options.refuseOthers("unexpected options: ");
        return switch (format) {
            case null -> "text";
            case "text", "csv", "binary" -> format;
            default -> throw new SqlException(SqlState.INVALID_PARAMETER_VALUE, "unknown FORMAT: " + format);
        };
    }

    // ---- queries

    QueryBinder binder(boolean isStatic) {
        return new QueryBinder(names, session, isStatic, parameters);
    }

    /** A query to be answered now: unless it asks for another time, it may read of the catalog as it is. */
    private QueryPlan answer(Query query, @Nullable Expr asOf) {
        QueryBinder binder = asOf == null ? binder(false).readingCatalog() : binder(false);
        return plan(binder.query(query), binder);
    }

    /** A query to be answered once. */
    QueryPlan query(Query query) {
        QueryBinder binder = binder(false);
        return plan(binder.query(query), binder);
    }

    /** A plan of a query whose answer will be kept up to date. */
    QueryPlan maintained(QueryBinder.Bound bound, QueryBinder binder) {
        QueryPlan plan = plan(bound, binder);
        TemporalFilters.check(plan.lowered());
        return plan;
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
        Options options = new Options(tail.options());
        boolean snapshot = options.bool("snapshot", true);
        boolean progress = options.bool("progress", false);
        options.refuseOthers("unexpected options: ");
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
        QueryBinder binder = binder(false);
        return new Plan.Tail(maintained(binder.query(query), binder), when(tail.asOf()), snapshot, progress);
    }

    static Query everythingOf(Name relation) {
        int position = relation.position();
        From table = new From.Table(relation, false, null, null, position);
        Query.Select select = Query.Select.of(List.of(new Query.Star(List.of(), position)), table, position);
        return new Query(null, select, List.of(), null, null, false, List.of(), position);
    }
}
