package dev.coordtest.expr;

import dev.coordtest.expr.scalar.ScalarExpr;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.type.ScalarType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.function.UnaryOperator;

/** Rebuilds expressions with every scalar replaced by a function of it. */
public final class RelRewrite {
    private RelRewrite() {}

    /** {@code expr} with {@code change} applied to each scalar of it. */
    public static RelExpr scalars(RelExpr expr, UnaryOperator<ScalarExpr> change) {
        return switch (expr) {
            case RelExpr.Constant constant -> constant;
            case RelExpr.Get get -> get;
            case RelExpr.LocalGet get -> get;
            case RelExpr.Let(var local, var value, var body) ->
                new RelExpr.Let(local, scalars(value, change), scalars(body, change));
            case RelExpr.Recursion(var locals, var values, var limit, var result) ->
                new RelExpr.Recursion(
                        locals,
                        values.stream().map(value -> scalars(value, change)).toList(),
                        limit,
                        result);
            case RelExpr.Project(var input, var columns) -> new RelExpr.Project(scalars(input, change), columns);
            case RelExpr.Map(var input, var scalars) -> new RelExpr.Map(scalars(input, change), all(scalars, change));
            case RelExpr.FlatMap(var input, var sets, var ordinality) ->
                new RelExpr.FlatMap(scalars(input, change), all(sets, change), ordinality);
            case RelExpr.Filter(var input, var predicates) ->
                new RelExpr.Filter(scalars(input, change), all(predicates, change));
            case RelExpr.Join(var left, var right, var leftKeys, var rightKeys) ->
                new RelExpr.Join(
                        scalars(left, change), scalars(right, change), all(leftKeys, change), all(rightKeys, change));
            case RelExpr.Reduce(var input, var key, var aggregates) ->
                new RelExpr.Reduce(
                        scalars(input, change),
                        all(key, change),
                        aggregates.stream()
                                .map(aggregate -> aggregate.map(change))
                                .toList());
            case RelExpr.TopK(var input, var key, var order, var limit, var offset) ->
                new RelExpr.TopK(scalars(input, change), key, order, limit, offset);
            case RelExpr.Window(var input, var partition, var order, var calls) ->
                new RelExpr.Window(scalars(input, change), partition, order, calls);
            case RelExpr.Negate(var input) -> new RelExpr.Negate(scalars(input, change));
            case RelExpr.Threshold(var input) -> new RelExpr.Threshold(scalars(input, change));
            case RelExpr.Union(var inputs) ->
                new RelExpr.Union(
                        inputs.stream().map(input -> scalars(input, change)).toList());
        };
    }

    /** {@code expr} as it is at {@code time}: the logical time is a literal. */
    public static RelExpr atTime(RelExpr expr, long time) {
        Datum datum = Datum.of(new BigDecimal(new BigInteger(Long.toUnsignedString(time))));
        ScalarExpr literal = ScalarExpr.literal(datum, ScalarType.NUMERIC);
        return scalars(expr, scalar -> bottomUp(scalar, s -> s instanceof ScalarExpr.LogicalTime ? literal : s));
    }

    /** {@code expr} with {@code change} applied to each of its nodes, operands first. */
    public static ScalarExpr bottomUp(ScalarExpr expr, UnaryOperator<ScalarExpr> change) {
        ScalarExpr rebuilt = switch (expr) {
            case ScalarExpr.Column same -> same;
            case ScalarExpr.Literal same -> same;
            case ScalarExpr.Failure same -> same;
            case ScalarExpr.LogicalTime same -> same;
            case ScalarExpr.Call(var func, var arguments) -> new ScalarExpr.Call(func, nodes(arguments, change));
            case ScalarExpr.Cast(var input, var from, var to) -> new ScalarExpr.Cast(bottomUp(input, change), from, to);
            case ScalarExpr.And(var operands) -> new ScalarExpr.And(nodes(operands, change));
            case ScalarExpr.Or(var operands) -> new ScalarExpr.Or(nodes(operands, change));
            case ScalarExpr.Not(var operand) -> new ScalarExpr.Not(bottomUp(operand, change));
            case ScalarExpr.IsNull(var operand) -> new ScalarExpr.IsNull(bottomUp(operand, change));
            case ScalarExpr.If(var condition, var then, var otherwise) ->
                new ScalarExpr.If(bottomUp(condition, change), bottomUp(then, change), bottomUp(otherwise, change));
            case ScalarExpr.Coalesce(var operands) -> new ScalarExpr.Coalesce(nodes(operands, change));
        };
        return change.apply(rebuilt);
    }

    private static List<ScalarExpr> nodes(List<ScalarExpr> exprs, UnaryOperator<ScalarExpr> change) {
        return exprs.stream().map(expr -> bottomUp(expr, change)).toList();
    }

    private static List<ScalarExpr> all(List<ScalarExpr> exprs, UnaryOperator<ScalarExpr> change) {
        return exprs.stream().map(change).toList();
    }
}
