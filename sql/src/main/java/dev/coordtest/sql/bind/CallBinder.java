package dev.coordtest.sql.bind;

import dev.coordtest.expr.scalar.AggregateFunc;
import dev.coordtest.expr.scalar.Aggregates;
import dev.coordtest.expr.scalar.Func;
import dev.coordtest.expr.scalar.Functions;
import dev.coordtest.expr.scalar.TableFunctions;
import dev.coordtest.expr.window.WindowFunc;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.ColumnType;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.sql.ast.Expr;
import dev.coordtest.sql.ast.Window;
import dev.coordtest.sql.plan.BoundAggregate;
import dev.coordtest.sql.plan.BoundScalar;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Binds calls: aggregates, functions that are told by the session, functions whose arguments have to be of one type, and all others. */
final class CallBinder {
    static final String NESTED = "an aggregate";

    private final ExprBinder exprs;
    private final QueryBinder queries;
    private final Scope scope;
    private final @Nullable Gathered gathered;
    private final @Nullable RowSetCalls sets;
    private final String clause;

    CallBinder(
            ExprBinder exprs,
            QueryBinder queries,
            Scope scope,
            String clause,
            @Nullable Gathered gathered,
            @Nullable RowSetCalls sets) {
        this.exprs = exprs;
        this.queries = queries;
        this.scope = scope;
        this.clause = clause;
        this.gathered = gathered;
        this.sets = sets;
    }

    BoundScalar call(Expr.Call call) {
        String name = call.name().last();
        int position = call.position();
        Window over = call.over();
        if (over != null) return window(call, over);
        if (WindowFunc.named(name).isPresent()) {
            String message = "window function " + name + " requires an OVER clause";
            throw new SqlException(
                    SqlError.of(SqlState.WRONG_OBJECT_TYPE, message).at(position));
        }
        if (Aggregates.isName(name)) return aggregate(call);
        if (name.equals("grouping")) return grouping(call);
        if (TableFunctions.isName(name)) return RowSetCalls.add(sets, rows(call), clause, position);
        if (name.equals("coalesce")) return RowSetCalls.without(sets, "COALESCE", () -> scalar(call));
        return scalar(call);
    }

    /** The set of rows that a call in FROM stands for; a function that returns no set makes one row. */
    BoundScalar set(Expr.Call call) {
        if (TableFunctions.isName(call.name().last()) && call.over() == null) return rows(call);
        BoundScalar value = Types.settled(call(call));
        return new BoundScalar.Call(TableFunctions.single(value.type().type()), List.of(value));
    }

    private BoundScalar rows(Expr.Call call) {
        String name = call.name().last();
        List<BoundScalar> bound = call.arguments().stream().map(exprs::bind).toList();
        if (call.isAggregate()) throw notAggregate(call, name, bound);
        return Resolution.function(name, bound, call.position());
    }

    private BoundScalar scalar(Expr.Call call) {
        String name = call.name().last();
        int position = call.position();
        List<BoundScalar> bound = call.arguments().stream().map(exprs::bind).toList();
        if (call.isAggregate()) throw notAggregate(call, name, bound);
        return switch (name) {
            case "coalesce" -> new BoundScalar.Coalesce(toCommon(bound, "COALESCE", position));
            case "nullif" -> {
                if (bound.size() != 2) throw Resolutions.wrongCount("nullif", position);
                BoundScalar.Call equal =
                        Resolution.operatorCall("=", bound, position).call();
                // The value is that which is compared: where the two are of different types, it may have been cast.
                BoundScalar value = isInteger(bound.get(0)) && isInteger(bound.get(1))
                        ? bound.get(0) // PostgreSQL compares integers of any two widths without a cast.
                        : equal.arguments().get(0);
                yield new BoundScalar.If(
                        equal, new BoundScalar.Literal(Datum.NULL, value.type().type()), value);
            }
            case "greatest" -> extreme(bound, ">", "GREATEST", position);
            case "least" -> extreme(bound, "<", "LEAST", position);
            case "now", "transaction_timestamp" -> queries.now(position);
            case "mz_logical_timestamp", "mz_now" -> queries.logicalTime(position);
            case "pg_typeof" -> typeOf(bound, position);
            case "current_database" -> text(queries.session().database());
            default -> {
                BoundScalar told = new SystemFunctions(queries).call(name, bound, position);
                yield told != null ? told : Resolution.function(name, bound, position);
            }
        };
    }

    /** Refuses what only an aggregate can be told; a function that there is not is refused as such. */
    private static SqlException notAggregate(Expr.Call call, String name, List<BoundScalar> bound) {
        if (!Functions.names().contains(name)) Resolution.function(name, bound, call.position());
        String told = call.star()
                ? name + "(*)"
                : call.distinct() ? "DISTINCT" : !call.orderBy().isEmpty() ? "ORDER BY" : "FILTER";
        String message = told + " specified, but " + name + " is not an aggregate function";
        return new SqlException(SqlError.of(SqlState.WRONG_OBJECT_TYPE, message).at(call.position()));
    }

    private static boolean isInteger(BoundScalar scalar) {
        ScalarType type = scalar.type().type();
        return type == ScalarType.INT2 || type == ScalarType.INT4 || type == ScalarType.INT8;
    }

    /** The type of an argument as it is: a quoted literal is still of none. */
    private static BoundScalar typeOf(List<BoundScalar> bound, int position) {
        List<ScalarType> types = bound.stream().map(each -> each.type().type()).toList();
        Func func =
                Functions.variadic("pg_typeof", types).orElseThrow(() -> Resolutions.wrongCount("pg_typeof", position));
        // A type that was made has no number that could be shown as its name.
        ScalarType type = types.getFirst();
        return ScalarType.plain(type).equals(type) ? new BoundScalar.Call(func, bound) : text(type.sqlName());
    }

    private static BoundScalar text(String value) {
        return new BoundScalar.Literal(Datum.of(value), ScalarType.TEXT);
    }

    /** {@code CURRENT_DATE} and its like. */
    BoundScalar current(Expr.Current current) {
        int position = current.position();
        Integer precision = current.precision();
        if (precision != null && precision != 6) {
            throw QueryBinder.unbuilt("precision of " + current.name() + " is", position);
        }
        return switch (current.name()) {
            case "current_timestamp" -> queries.now(position);
            case "localtimestamp" -> now(ScalarType.TIMESTAMP, position);
            case "current_date" -> now(ScalarType.DATE, position);
            case "localtime" -> now(ScalarType.TIME, position);
            case "current_user", "current_role", "session_user", "user" ->
                text(queries.session().user());
            case "current_catalog" -> text(queries.session().database());
            case "current_schema" -> {
                BoundScalar schema = new SystemFunctions(queries).call("current_schema", List.of(), position);
                if (schema == null) throw new IllegalStateException("no function current_schema");
                yield schema;
            }
            default -> throw QueryBinder.unbuilt(current.name() + " is", position);
        };
    }

    private BoundScalar now(ScalarType type, int position) {
        return new BoundScalar.Cast(queries.now(position), type);
    }

    BoundScalar caseExpr(Expr.Case cases) {
        return RowSetCalls.without(sets, "CASE", () -> choice(cases));
    }

    private BoundScalar choice(Expr.Case cases) {
        BoundScalar operand = cases.operand() == null ? null : Types.settled(exprs.bind(cases.operand()));
        List<BoundScalar> conditions = new ArrayList<>();
        List<BoundScalar> results = new ArrayList<>();
        for (Expr.Case.When when : cases.whens()) {
            BoundScalar condition = exprs.bind(when.condition());
            int position = when.condition().position();
            conditions.add(
                    operand == null
                            ? ExprBinder.bool(condition, "CASE/WHEN", position)
                            : Resolution.operator("=", List.of(operand, condition), position));
            results.add(exprs.bind(when.result()));
        }
        Expr last = cases.otherwise();
        // ELSE has the first say in the type of them all.
        results.add(0, last == null ? new BoundScalar.Literal(Datum.NULL, ScalarType.UNKNOWN) : exprs.bind(last));
        List<BoundScalar> coerced = toCommon(results, "CASE", cases.position());
        BoundScalar result = coerced.get(0);
        for (int i = conditions.size() - 1; i >= 0; i--)
            result = new BoundScalar.If(conditions.get(i), coerced.get(i + 1), result);
        return result;
    }

    private static List<BoundScalar> toCommon(List<BoundScalar> scalars, String what, int position) {
        if (scalars.isEmpty()) throw Resolutions.wrongCount(what, position);
        ScalarType common =
                Types.common(scalars.stream().map(s -> s.type().type()).toList(), what, position);
        return scalars.stream()
                .map(scalar -> Types.toCommon(scalar, common, what, position))
                .toList();
    }

    /** The greatest or least value that is not NULL. */
    private static BoundScalar extreme(List<BoundScalar> arguments, String operator, String what, int position) {
        List<BoundScalar> values = toCommon(arguments, what, position);
        BoundScalar best = values.get(0);
        for (BoundScalar value : values.subList(1, values.size())) {
            BoundScalar wins = Resolution.operator(operator, List.of(value, best), position);
            BoundScalar better = new BoundScalar.Or(List.of(new BoundScalar.IsNull(best), wins));
            best = new BoundScalar.If(better, new BoundScalar.Coalesce(List.of(value, best)), best);
        }
        return best;
    }

    // ---- aggregates and window functions

    private BoundScalar window(Expr.Call call, Window over) {
        boolean allowed = clause.equals("SELECT") || clause.equals("ORDER BY");
        if (gathered != null && allowed) {
            return gathered.window(new WindowBinder(queries, scope, gathered).bind(call, over));
        }
        SqlError error = switch (clause) {
            case NESTED ->
                SqlError.of(SqlState.GROUPING_ERROR, "aggregate function calls cannot contain window function calls");
            case WindowBinder.ARGUMENT ->
                SqlError.of(SqlState.WINDOWING_ERROR, "window function calls cannot be nested");
            default -> SqlError.of(SqlState.WINDOWING_ERROR, "window functions are not allowed in " + place(clause));
        };
        throw new SqlException(error.at(call.position()));
    }

    /** The clause as PostgreSQL calls it. */
    private static String place(String clause) {
        return clause.equals("JOIN/ON") ? "JOIN conditions" : clause;
    }

    /** Gathers an aggregate in the query that it belongs to, which may be one around this; what it is there stands for it here. */
    private BoundScalar aggregate(Expr.Call call) {
        AggregateBinder.Placed placed = new AggregateBinder(
                        new ExprBinder(queries, scope, NESTED, null), new ExprBinder(queries, scope, "FILTER", null))
                .bind(call);
        int level = placed.level();
        QueryBinder.Around around = level == 0
                ? new QueryBinder.Around(scope, clause, gathered == null ? null : gathered.aggregates())
                : queries.around(scope, level);
        List<BoundAggregate> aggregates = around == null ? null : around.aggregates();
        if (around == null || aggregates == null) {
            String message = around == null
                    ? "aggregate functions are not allowed in FROM clause of their own query level"
                    : around.clause().equals(NESTED)
                            ? "aggregate function calls cannot be nested"
                            : "aggregate functions are not allowed in " + place(around.clause());
            throw new SqlException(SqlError.of(SqlState.GROUPING_ERROR, message).at(call.position()));
        }
        BoundAggregate aggregate = placed.aggregate();
        int index = aggregates.indexOf(aggregate);
        if (index < 0) {
            index = aggregates.size();
            aggregates.add(aggregate);
        }
        AggregateFunc func = aggregate.func();
        boolean nullable = func.kind() != AggregateFunc.Kind.COUNT;
        return new BoundScalar.Column(queries.mark(aggregates), index, new ColumnType(func.result(), nullable));
    }

    /** {@code GROUPING(key, …)}. */
    private BoundScalar grouping(Expr.Call call) {
        int position = call.position();
        if (gathered == null) {
            String message = clause.equals(NESTED)
                    ? "aggregate function calls cannot be nested"
                    : "grouping operations are not allowed in " + place(clause);
            throw new SqlException(SqlError.of(SqlState.GROUPING_ERROR, message).at(position));
        }
        if (call.arguments().size() >= Integer.SIZE) {
            throw new SqlException(
                    SqlError.of(SqlState.TOO_MANY_ARGUMENTS, "GROUPING must have fewer than 32 arguments")
                            .at(position));
        }
        ExprBinder inside = new ExprBinder(queries, scope, NESTED, null);
        List<BoundScalar> keys = call.arguments().stream()
                .map(argument -> Types.settled(inside.bind(argument)))
                .toList();
        return gathered.grouping(keys, new ColumnType(ScalarType.INT4, false));
    }
}
