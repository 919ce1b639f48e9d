package dev.coordtest.sql.transform;

import dev.coordtest.expr.scalar.AggregateFunc;
import dev.coordtest.expr.scalar.Func;
import dev.coordtest.expr.scalar.ScalarExpr;
import dev.coordtest.expr.scalar.Variances;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.sql.plan.BoundAggregate;
import dev.coordtest.sql.plan.BoundRel;
import dev.coordtest.sql.plan.BoundScalar;
import dev.coordtest.sql.plan.BoundWalk;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which computations may fail, and so must not be done for rows that the query as written does not do them for. What
 * is not known to be safe may fail.
 */
final class Failing {
    private static final Set<String> SAFE_FUNCTIONS = new TreeSet<>(
            List.of("=", "<>", "<", "<=", ">", ">=", "canonical", "length", "char_length", "lower", "upper"));

    private Failing() {}

    static boolean mayFail(ScalarExpr expr) {
        return switch (expr) {
            case ScalarExpr.Column ignored -> false;
            case ScalarExpr.Literal ignored -> false;
            case ScalarExpr.LogicalTime ignored -> false;
            case ScalarExpr.Failure ignored -> true;
            case ScalarExpr.Call(var func, var arguments) -> mayFail(func) || anyMayFail(arguments);
            case ScalarExpr.Cast(var input, var from, var to) -> mayFail(from, to) || mayFail(input);
            case ScalarExpr.And(var operands) -> anyMayFail(operands);
            case ScalarExpr.Or(var operands) -> anyMayFail(operands);
            case ScalarExpr.Not(var operand) -> mayFail(operand);
            case ScalarExpr.IsNull(var operand) -> mayFail(operand);
            case ScalarExpr.If(var condition, var then, var otherwise) ->
                anyMayFail(List.of(condition, then, otherwise));
            case ScalarExpr.Coalesce(var operands) -> anyMayFail(operands);
        };
    }

    private static boolean anyMayFail(List<ScalarExpr> operands) {
        return operands.stream().anyMatch(Failing::mayFail);
    }

    static boolean mayFail(BoundRel rel) {
        Walk walk = new Walk();
        walk.rel(rel);
        return walk.found;
    }

    static boolean mayFail(BoundScalar scalar) {
        Walk walk = new Walk();
        walk.scalar(scalar);
        return walk.found;
    }

    /** Whether the query has at most one row, whatever the data. */
    static boolean hasAtMostOneRow(BoundRel rel) {
        return switch (rel) {
            case BoundRel.Filter filter -> hasAtMostOneRow(filter.input());
            case BoundRel.Project project -> hasAtMostOneRow(project.input());
            case BoundRel.Map map -> hasAtMostOneRow(map.input());
            case BoundRel.Distinct distinct -> hasAtMostOneRow(distinct.input());
            case BoundRel.With with -> hasAtMostOneRow(with.body());
            case BoundRel.Values values -> values.rows().size() <= 1;
            case BoundRel.TopK topK ->
                topK.groupKey().isEmpty() && topK.limit().orElse(Long.MAX_VALUE) <= 1 || hasAtMostOneRow(topK.input());
            case BoundRel.Window window -> hasAtMostOneRow(window.input());
            case BoundRel.Reduce reduce -> reduce.groupKey().isEmpty();
            case BoundRel.FlatMap ignored -> false;
            case BoundRel.Get ignored -> false;
            case BoundRel.CteGet ignored -> false;
            case BoundRel.Recursion ignored -> false;
            case BoundRel.Join ignored -> false;
            case BoundRel.SetOperation ignored -> false;
        };
    }

    /** Whether the query has exactly one row, whatever the data. */
    static boolean hasOneRow(BoundRel rel) {
        return switch (rel) {
            case BoundRel.Project project -> hasOneRow(project.input());
            case BoundRel.Map map -> hasOneRow(map.input());
            case BoundRel.Values values -> values.rows().size() == 1;
            case BoundRel.Reduce reduce -> reduce.groupKey().isEmpty();
            default -> false;
        };
    }

    private static boolean mayFail(Func func) {
        return !SAFE_FUNCTIONS.contains(func.name());
    }

    private static boolean mayFail(ScalarType from, ScalarType to) {
        if (from.equals(to) || to == ScalarType.TEXT) return false;
        return !(isExactInteger(from)
                && (to.equals(ScalarType.NUMERIC) || to == ScalarType.FLOAT8 || width(to) >= width(from)));
    }

    private static boolean isExactInteger(ScalarType type) {
        return width(type) > 0;
    }

    private static int width(ScalarType type) {
        return type == ScalarType.INT2 ? 2 : type == ScalarType.INT4 ? 4 : type == ScalarType.INT8 ? 8 : 0;
    }

    /** Sums of integers cannot leave the wider type they are kept in; others may. */
    private static boolean mayFail(AggregateFunc func) {
        boolean sums = func.kind() == AggregateFunc.Kind.SUM
                || func.kind() == AggregateFunc.Kind.AVG
                || Variances.isVariance(func.kind());
        boolean ofArrays = func.kind() == AggregateFunc.Kind.ARRAY_AGG && func.input() instanceof ScalarType.Array;
        // An object fails on a key that is NULL, and both on values that are as deep as JSON may be.
        boolean ofJson =
                func.kind() == AggregateFunc.Kind.JSON_AGG || func.kind() == AggregateFunc.Kind.JSON_OBJECT_AGG;
        return sums && !isExactInteger(func.input()) || ofArrays || ofJson;
    }

    private static final class Walk extends BoundWalk {
        private boolean found;

        private Walk() {
            super(0);
        }

        @Override
        public void rel(BoundRel rel) {
            if (rel instanceof BoundRel.Reduce reduce) {
                for (BoundAggregate aggregate : reduce.aggregates()) found |= mayFail(aggregate.func());
            }
            found |= rel instanceof BoundRel.Recursion;
            super.rel(rel);
        }

        @Override
        public void scalar(BoundScalar scalar) {
            found |= switch (scalar) {
                case BoundScalar.Call call -> mayFail(call.func());
                case BoundScalar.Cast cast -> mayFail(cast.input().type().type(), cast.to());
                case BoundScalar.Scalar subquery -> !hasAtMostOneRow(subquery.query());
                default -> false;
            };
            super.scalar(scalar);
        }
    }
}
