package dev.coordtest.sql.bind;

import dev.coordtest.expr.ColumnOrder;
import dev.coordtest.expr.scalar.Aggregates;
import dev.coordtest.expr.scalar.Casts;
import dev.coordtest.expr.window.WindowCall;
import dev.coordtest.expr.window.WindowFrame;
import dev.coordtest.expr.window.WindowFunc;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.sql.ast.Expr;
import dev.coordtest.sql.ast.Query;
import dev.coordtest.sql.ast.Window;
import dev.coordtest.sql.plan.BoundAggregate;
import dev.coordtest.sql.plan.BoundScalar;
import java.util.ArrayList;
import java.util.List;

/** Binds a call with OVER: the window that it means, what the function is given, the frame. */
final class WindowBinder {
    /** What is bound inside a call, for messages. */
    static final String ARGUMENT = "a window function";

    static final String DEFINITION = "window definitions";

    private final QueryBinder queries;
    private final Scope scope;
    private final Gathered gathered;

    WindowBinder(QueryBinder queries, Scope scope, Gathered gathered) {
        this.queries = queries;
        this.scope = scope;
        this.gathered = gathered;
    }

    /** Binds the definitions of a WINDOW clause that nobody may name, for their errors. */
    void check(List<Query.NamedWindow> definitions) {
        for (Query.NamedWindow definition : definitions) {
            window(definition.window(), new WindowRequest.Scalars(), definition.position());
        }
    }

    private record Bound(List<Integer> partition, List<ColumnOrder> order, WindowFrame frame) {}

    private Bound window(Window window, WindowRequest.Scalars scalars, int position) {
        NamedWindows.Whole whole = gathered.named().resolve(window, position);
        ExprBinder inside = new ExprBinder(queries, scope, DEFINITION, gathered);
        List<Integer> partition = new ArrayList<>();
        for (Expr key : whole.partitionBy()) partition.add(scalars.place(Types.settled(inside.bind(key))));
        List<ColumnOrder> order = new ArrayList<>();
        List<BoundScalar> keys = new ArrayList<>();
        for (Query.OrderBy key : whole.orderBy()) {
            keys.add(Types.settled(inside.bind(key.expr())));
            order.add(QueryBinder.columnOrder(key, scalars.place(keys.getLast())));
        }
        Window.Frame frame = whole.frame();
        return new Bound(
                partition,
                order,
                frame == null
                        ? WindowFrame.DEFAULT
                        : new FrameBinder(inside, keys, order, scalars, position).frame(frame));
    }

    WindowRequest bind(Expr.Call call, Window over) {
        String name = call.name().last();
        int position = call.position();
        boolean aggregate = Aggregates.isName(name);
        if (call.distinct()) throw unsupported("DISTINCT is not implemented for window functions", position);
        if (!call.orderBy().isEmpty()) {
            throw unsupported("aggregate ORDER BY is not implemented for window functions", position);
        }
        if (call.filter() != null && !aggregate) {
            throw unsupported("FILTER is not implemented for non-aggregate window functions", position);
        }
        ExprBinder inside = new ExprBinder(queries, scope, ARGUMENT, gathered);
        WindowRequest.Scalars scalars = new WindowRequest.Scalars();
        WindowFunc func;
        List<BoundScalar> arguments;
        BoundScalar filter = null;
        if (aggregate) {
            ExprBinder filters = new ExprBinder(queries, scope, "FILTER", gathered);
            BoundAggregate bound = new AggregateBinder(inside, filters).bindHere(call);
            func = new WindowFunc(
                    WindowFunc.Kind.AGGREGATE, bound.func(), bound.func().result());
            arguments = bound.arguments();
            filter = bound.filter();
        } else {
            arguments = arguments(call, inside);
            func = new WindowFunc(kind(call), null, result(kind(call), arguments));
        }
        Bound window = window(over, scalars, position);
        List<Integer> columns = arguments.stream().map(scalars::place).toList();
        int kept = filter == null ? -1 : scalars.place(filter);
        WindowCall windowCall = new WindowCall(func, columns, kept, window.frame());
        return new WindowRequest(scalars.list(), window.partition(), window.order(), windowCall);
    }

    private static WindowFunc.Kind kind(Expr.Call call) {
        String name = call.name().last();
        return WindowFunc.named(name)
                .orElseThrow(() -> new SqlException(SqlError.of(
                                SqlState.WRONG_OBJECT_TYPE,
                                "OVER specified, but " + name + " is not a window function nor an aggregate function")
                        .at(call.position())));
    }

    private static SqlException unsupported(String message, int position) {
        return new SqlException(
                SqlError.of(SqlState.FEATURE_NOT_SUPPORTED, message).at(position));
    }

    private static ScalarType result(WindowFunc.Kind kind, List<BoundScalar> arguments) {
        return switch (kind) {
            case ROW_NUMBER, RANK, DENSE_RANK -> ScalarType.INT8;
            case PERCENT_RANK, CUME_DIST -> ScalarType.FLOAT8;
            case NTILE -> ScalarType.INT4;
            case LAG, LEAD, FIRST_VALUE, LAST_VALUE, NTH_VALUE ->
                arguments.getFirst().type().type();
            case AGGREGATE -> throw new IllegalStateException("an aggregate has a type of its own");
        };
    }

    /** The arguments, cast to what the function takes, those left out filled in. */
    private static List<BoundScalar> arguments(Expr.Call call, ExprBinder inside) {
        WindowFunc.Kind kind = kind(call);
        String name = call.name().last();
        int position = call.position();
        List<BoundScalar> bound = call.arguments().stream().map(inside::bind).toList();
        List<ScalarType> types = bound.stream().map(each -> each.type().type()).toList();
        int least = 0;
        int most = 0;
        switch (kind) {
            case ROW_NUMBER, RANK, DENSE_RANK, PERCENT_RANK, CUME_DIST -> {}
            case NTILE, FIRST_VALUE, LAST_VALUE -> least = most = 1;
            case LAG, LEAD -> {
                least = 1;
                most = 3;
            }
            case NTH_VALUE -> least = most = 2;
            case AGGREGATE -> throw new IllegalStateException("an aggregate is bound as such");
        }
        if (bound.size() < least || bound.size() > most || call.star()) {
            throw AggregateBinder.undefined(name, types, position);
        }
        if (most == 0) return List.of();
        if (kind == WindowFunc.Kind.NTILE) return List.of(number(bound.getFirst(), name, types, position));
        if (Types.isUnknown(bound.getFirst()) && most < 3) {
            throw new SqlException(SqlError.of(
                            SqlState.DATATYPE_MISMATCH,
                            "could not determine polymorphic type because input has type unknown")
                    .at(position));
        }
        BoundScalar value = Types.settled(bound.getFirst());
        if (most == 1) return List.of(value);
        BoundScalar second = bound.size() > 1
                ? number(bound.get(1), name, types, position)
                : new BoundScalar.Literal(new Datum.Int32(1), ScalarType.INT4);
        if (most == 2) return List.of(value, second);
        if (bound.size() < 3) {
            return List.of(
                    value,
                    second,
                    new BoundScalar.Literal(Datum.NULL, value.type().type()));
        }
        ScalarType common = Types.common(List.of(types.getFirst(), types.get(2)), name, position);
        return List.of(
                Types.toCommon(bound.getFirst(), common, name, position),
                second,
                Types.toCommon(bound.get(2), common, name, position));
    }

    private static BoundScalar number(BoundScalar scalar, String name, List<ScalarType> types, int position) {
        ScalarType type = scalar.type().type();
        if (!Types.isUnknown(scalar) && !Types.isImplicit(type, ScalarType.INT4)) {
            throw AggregateBinder.undefined(name, types, position);
        }
        return Types.coerce(scalar, ScalarType.INT4, Casts.Context.IMPLICIT, position);
    }
}
