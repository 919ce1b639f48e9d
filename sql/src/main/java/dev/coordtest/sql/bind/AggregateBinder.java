package dev.coordtest.sql.bind;

import dev.coordtest.expr.scalar.AggregateFunc;
import dev.coordtest.expr.scalar.Aggregates;
import dev.coordtest.expr.scalar.Casts;
import dev.coordtest.expr.scalar.SortKey;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.sql.ast.Expr;
import dev.coordtest.sql.ast.Query;
import dev.coordtest.sql.plan.BoundAggregate;
import dev.coordtest.sql.plan.BoundScalar;
import dev.coordtest.sql.plan.BoundWalk;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Binds a call of an aggregate: its arguments, the order in which it takes them, DISTINCT and FILTER. */
final class AggregateBinder {
    private final ExprBinder inside;
    private final ExprBinder filters;

    /**
     * @param inside binds what stands in the parentheses of the call
     * @param filters binds the condition of FILTER
     */
    AggregateBinder(ExprBinder inside, ExprBinder filters) {
        this.inside = inside;
        this.filters = filters;
    }

    /**
     * An aggregate as it stands in the query that it belongs to.
     *
     * @param level how many scopes out that is: where the innermost column that it looks at is from, or where it is written if it looks at none
     */
    record Placed(BoundAggregate aggregate, int level) {}

    Placed bind(Expr.Call call) {
        BoundAggregate aggregate = bindHere(call);
        int level = level(aggregate);
        return new Placed(level == 0 ? aggregate : outwards(aggregate, level), level);
    }

    /** The aggregate as it is written, whatever it looks at. */
    BoundAggregate bindHere(Expr.Call call) {
        String name = call.name().last();
        int position = call.position();
        List<BoundScalar> bound = arguments(call, name, inside);
        List<BoundScalar> arguments = name.equals("string_agg") ? strings(bound, position) : bound;
        List<ScalarType> types =
                arguments.stream().map(each -> each.type().type()).toList();
        AggregateFunc func = Aggregates.find(name, types).orElseThrow(() -> undefined(name, types, position));
        List<SortKey<BoundScalar>> order = order(call, bound, arguments, inside);
        Expr filter = call.filter();
        BoundScalar kept = filter == null ? null : filters.condition(filter);
        // The order makes no difference to the others.
        return new BoundAggregate(func, arguments, func.kind().gathers() ? order : List.of(), call.distinct(), kept);
    }

    /** The aggregate as seen from so many scopes further out. */
    private static BoundAggregate outwards(BoundAggregate aggregate, int level) {
        BoundScalar filter = aggregate.filter();
        return new BoundAggregate(
                aggregate.func(),
                aggregate.arguments().stream()
                        .map(each -> QueryBinder.shifted(each, -level))
                        .toList(),
                aggregate.order().stream()
                        .map(key -> key.map(each -> QueryBinder.shifted(each, -level)))
                        .toList(),
                aggregate.distinct(),
                filter == null ? null : QueryBinder.shifted(filter, -level));
    }

    static SqlException undefined(String name, List<ScalarType> types, int position) {
        String shown = types.stream().map(ScalarType::sqlName).collect(Collectors.joining(", "));
        return new SqlException(
                SqlError.of(SqlState.UNDEFINED_FUNCTION, "function " + name + "(" + shown + ") does not exist")
                        .withHint(
                                "No function matches the given name and argument types. You might need to add explicit type casts.")
                        .at(position));
    }

    private static List<BoundScalar> arguments(Expr.Call call, String name, ExprBinder inside) {
        int position = call.position();
        if (call.star() || call.arguments().isEmpty()) {
            if (!name.equals("count")) throw undefined(name, List.of(), position);
            if (!call.star()) {
                throw new SqlException(SqlError.of(
                                SqlState.WRONG_OBJECT_TYPE,
                                "count(*) must be used to call a parameterless aggregate function")
                        .at(position));
            }
            return List.of(new BoundScalar.Literal(Datum.TRUE, ScalarType.BOOL));
        }
        List<BoundScalar> bound = call.arguments().stream().map(inside::bind).toList();
        // Names of members and their values may be of any type, as texts are.
        if (name.endsWith("object_agg"))
            return bound.stream().map(Types::settled).toList();
        if (bound.size() > 1) return bound;
        BoundScalar argument = settled(bound.getFirst(), name, position);
        ScalarType type = argument.type().type();
        boolean string =
                type instanceof ScalarType.VarChar || type == ScalarType.Simple.NAME || type == ScalarType.Simple.CHAR;
        return List.of(
                string && !List.of("count", "array_agg", "list_agg").contains(name)
                        ? new BoundScalar.Cast(argument, ScalarType.TEXT)
                        : argument);
    }

    /** Both arguments of {@code string_agg} as bytea if one is, else as text, where that is what they can be. */
    private static List<BoundScalar> strings(List<BoundScalar> arguments, int position) {
        List<ScalarType> types =
                arguments.stream().map(each -> each.type().type()).toList();
        ScalarType wanted = types.contains(ScalarType.BYTEA) ? ScalarType.BYTEA : ScalarType.TEXT;
        boolean taken = types.stream().allMatch(type -> Types.isImplicit(type, wanted));
        if (!taken || types.size() != 2) throw undefined("string_agg", types, position);
        return arguments.stream()
                .map(each -> Types.coerce(each, wanted, Casts.Context.IMPLICIT, position))
                .toList();
    }

    /** A quoted literal is what the only aggregate of the name takes, or a text if one takes that. */
    private static BoundScalar settled(BoundScalar argument, String name, int position) {
        if (!Types.isUnknown(argument)) return argument;
        return switch (name) {
            case "sum", "avg", "array_agg" ->
                throw new SqlException(
                        SqlError.of(SqlState.AMBIGUOUS_FUNCTION, "function " + name + "(unknown) is not unique")
                                .withHint(
                                        "Could not choose a best candidate function. You might need to add explicit type casts.")
                                .at(position));
            case "bool_and", "bool_or", "every" ->
                Types.coerce(argument, ScalarType.BOOL, Casts.Context.IMPLICIT, position);
            // They take numbers of any type, of which the preferred one is float8; sums and averages take intervals
            // too.
            case "variance", "var_samp", "var_pop", "stddev", "stddev_samp", "stddev_pop" ->
                Types.coerce(argument, ScalarType.FLOAT8, Casts.Context.IMPLICIT, position);
            case "any_value", "jsonb_agg", "json_agg" ->
                throw new SqlException(SqlError.of(
                                SqlState.DATATYPE_MISMATCH,
                                "could not determine polymorphic type because input has type unknown")
                        .at(position));
            default -> Types.settled(argument);
        };
    }

    // ---- ORDER BY

    /** The keys of the order. One that is written as an argument is that argument, in whatever type the aggregate takes it. */
    private static List<SortKey<BoundScalar>> order(
            Expr.Call call, List<BoundScalar> bound, List<BoundScalar> arguments, ExprBinder inside) {
        List<SortKey<BoundScalar>> order = new ArrayList<>();
        for (Query.OrderBy key : call.orderBy()) {
            BoundScalar written = inside.bind(key.expr());
            int argument = bound.indexOf(written);
            if (argument < 0 && call.distinct()) {
                throw new SqlException(SqlError.of(
                                SqlState.INVALID_COLUMN_REFERENCE,
                                "in an aggregate with DISTINCT, ORDER BY expressions must appear in argument list")
                        .at(key.expr().position()));
            }
            BoundScalar expr = argument < 0 ? Types.settled(written) : arguments.get(argument);
            order.add(QueryBinder.sortKey(key, expr));
        }
        // DISTINCT sorts, by all arguments in the end.
        for (BoundScalar argument : call.distinct() ? arguments : List.<BoundScalar>of()) {
            boolean sorted = order.stream().anyMatch(key -> key.expr().equals(argument));
            if (!sorted) order.add(new SortKey<>(argument, false, true));
        }
        return order;
    }

    private static int level(BoundAggregate aggregate) {
        int[] level = {Integer.MAX_VALUE};
        BoundWalk walk = new BoundWalk(0) {
            @Override
            public void scalar(BoundScalar scalar) {
                if (scalar instanceof BoundScalar.Column column && column.depth() >= level()) {
                    level[0] = Math.min(level[0], column.depth() - level());
                }
                super.scalar(scalar);
            }
        };
        aggregate.scalars().forEach(walk::scalar);
        return level[0] == Integer.MAX_VALUE ? 0 : level[0];
    }
}
