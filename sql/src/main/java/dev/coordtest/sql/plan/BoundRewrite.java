package dev.coordtest.sql.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rebuilds bound expressions with their columns changed, wherever they stand, subqueries included. */
public final class BoundRewrite {
    private BoundRewrite() {}

    /** Changes scalars. {@code scopes} is how many scopes lie between the scalar and the place where the rewrite began. */
    @FunctionalInterface
    public interface Change {
        /** What {@code scalar} becomes, or null to go on below it. */
        @Nullable
        BoundScalar apply(BoundScalar scalar, int scopes);
    }

    /** {@code rel} with everything that looks out of it looking {@code by} scopes further. */
    public static BoundRel shift(BoundRel rel, int by) {
        if (by == 0) return rel;
        // The expressions of rel itself are one scope inside the place where it stands.
        return rel(
                rel,
                0,
                (scalar, scopes) -> scalar instanceof BoundScalar.Column(var depth, var index, var type)
                        ? depth > scopes ? new BoundScalar.Column(depth + by, index, type) : scalar
                        : null);
    }

    public static BoundScalar scalar(BoundScalar scalar, int scopes, Change change) {
        BoundScalar changed = change.apply(scalar, scopes);
        if (changed != null) return changed;
        return switch (scalar) {
            case BoundScalar.Column same -> same;
            case BoundScalar.Literal same -> same;
            case BoundScalar.LogicalTime same -> same;
            case BoundScalar.Call(var func, var arguments) ->
                new BoundScalar.Call(func, scalars(arguments, scopes, change));
            case BoundScalar.Cast(var input, var to) -> new BoundScalar.Cast(scalar(input, scopes, change), to);
            case BoundScalar.And(var operands) -> new BoundScalar.And(scalars(operands, scopes, change));
            case BoundScalar.Or(var operands) -> new BoundScalar.Or(scalars(operands, scopes, change));
            case BoundScalar.Not(var operand) -> new BoundScalar.Not(scalar(operand, scopes, change));
            case BoundScalar.IsNull(var operand) -> new BoundScalar.IsNull(scalar(operand, scopes, change));
            case BoundScalar.If(var condition, var then, var otherwise) ->
                new BoundScalar.If(
                        scalar(condition, scopes, change),
                        scalar(then, scopes, change),
                        scalar(otherwise, scopes, change));
            case BoundScalar.Coalesce(var operands) -> new BoundScalar.Coalesce(scalars(operands, scopes, change));
            case BoundScalar.Scalar(var query) -> new BoundScalar.Scalar(rel(query, scopes + 1, change));
            case BoundScalar.Exists(var query) -> new BoundScalar.Exists(rel(query, scopes + 1, change));
            case BoundScalar.Quantified(var all, var comparison, var query) ->
                new BoundScalar.Quantified(all, scalar(comparison, scopes + 1, change), rel(query, scopes + 1, change));
        };
    }

    private static List<BoundScalar> scalars(List<BoundScalar> scalars, int scopes, Change change) {
        return scalars.stream().map(scalar -> scalar(scalar, scopes, change)).toList();
    }

    public static BoundRel rel(BoundRel rel, int scopes, Change change) {
        return switch (rel) {
            case BoundRel.Values(var rows, var types) ->
                new BoundRel.Values(
                        rows.stream().map(row -> scalars(row, scopes, change)).toList(), types);
            case BoundRel.Get same -> same;
            case BoundRel.CteGet same -> same;
            case BoundRel.With(var cte, var value, var body) ->
                new BoundRel.With(cte, rel(value, scopes, change), rel(body, scopes, change));
            case BoundRel.Recursion(var ctes, var values, var limit, var result) ->
                new BoundRel.Recursion(
                        ctes,
                        values.stream().map(value -> rel(value, scopes, change)).toList(),
                        limit,
                        result);
            case BoundRel.Project(var input, var columns) -> new BoundRel.Project(rel(input, scopes, change), columns);
            case BoundRel.Map(var input, var scalars) ->
                new BoundRel.Map(rel(input, scopes, change), scalars(scalars, scopes, change));
            case BoundRel.FlatMap(var input, var sets, var ordinality) ->
                new BoundRel.FlatMap(rel(input, scopes, change), scalars(sets, scopes, change), ordinality);
            case BoundRel.Filter(var input, var predicate) ->
                new BoundRel.Filter(rel(input, scopes, change), scalar(predicate, scopes, change));
            case BoundRel.Join(var kind, var left, var right, var lateral, var on) ->
                new BoundRel.Join(
                        kind,
                        rel(left, scopes, change),
                        rel(right, lateral ? scopes + 1 : scopes, change),
                        lateral,
                        scalar(on, scopes, change));
            case BoundRel.Reduce(var input, var key, var aggregates) ->
                new BoundRel.Reduce(
                        rel(input, scopes, change),
                        scalars(key, scopes, change),
                        aggregates.stream()
                                .map(a -> aggregate(a, scopes, change))
                                .toList());
            case BoundRel.Distinct(var input) -> new BoundRel.Distinct(rel(input, scopes, change));
            case BoundRel.TopK(var input, var key, var order, var limit, var offset) ->
                new BoundRel.TopK(rel(input, scopes, change), key, order, limit, offset);
            case BoundRel.Window(var input, var partition, var order, var calls) ->
                new BoundRel.Window(rel(input, scopes, change), partition, order, calls);
            case BoundRel.SetOperation(var kind, var all, var left, var right) ->
                new BoundRel.SetOperation(kind, all, rel(left, scopes, change), rel(right, scopes, change));
        };
    }

    private static BoundAggregate aggregate(BoundAggregate aggregate, int scopes, Change change) {
        BoundScalar filter = aggregate.filter();
        return new BoundAggregate(
                aggregate.func(),
                scalars(aggregate.arguments(), scopes, change),
                aggregate.order().stream()
                        .map(key -> key.map(expr -> scalar(expr, scopes, change)))
                        .toList(),
                aggregate.distinct(),
                filter == null ? null : scalar(filter, scopes, change));
    }
}
