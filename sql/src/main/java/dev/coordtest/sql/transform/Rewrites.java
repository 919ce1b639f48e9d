package dev.coordtest.sql.transform;

import dev.coordtest.expr.RelExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** What is done to every lowered expression before it leaves: it means the same afterwards, errors included. */
final class Rewrites {
    private Rewrites() {}

    static RelExpr rewrite(RelExpr expr) {
        return eachPart(inlineSingleUses(expr), JoinOrder::rewrite);
    }

    /** {@code expr} with {@code change} applied to the expressions directly below it. */
    static RelExpr withInputs(RelExpr expr, UnaryOperator<RelExpr> change) {
        return switch (expr) {
            case RelExpr.Constant same -> same;
            case RelExpr.Get same -> same;
            case RelExpr.LocalGet same -> same;
            case RelExpr.Let(var local, var value, var body) ->
                new RelExpr.Let(local, change.apply(value), change.apply(body));
            case RelExpr.Recursion(var locals, var values, var limit, var result) ->
                new RelExpr.Recursion(locals, values.stream().map(change).toList(), limit, result);
            case RelExpr.Project(var input, var columns) -> new RelExpr.Project(change.apply(input), columns);
            case RelExpr.Map(var input, var scalars) -> new RelExpr.Map(change.apply(input), scalars);
            case RelExpr.FlatMap(var input, var sets, var ordinality) ->
                new RelExpr.FlatMap(change.apply(input), sets, ordinality);
            case RelExpr.Filter(var input, var predicates) -> new RelExpr.Filter(change.apply(input), predicates);
            case RelExpr.Join(var left, var right, var leftKeys, var rightKeys) ->
                new RelExpr.Join(change.apply(left), change.apply(right), leftKeys, rightKeys);
            case RelExpr.Reduce(var input, var key, var aggregates) ->
                new RelExpr.Reduce(change.apply(input), key, aggregates);
            case RelExpr.TopK(var input, var key, var order, var limit, var offset) ->
                new RelExpr.TopK(change.apply(input), key, order, limit, offset);
            case RelExpr.Window(var input, var partition, var order, var calls) ->
                new RelExpr.Window(change.apply(input), partition, order, calls);
            case RelExpr.Negate(var input) -> new RelExpr.Negate(change.apply(input));
            case RelExpr.Threshold(var input) -> new RelExpr.Threshold(change.apply(input));
            case RelExpr.Union(var inputs) ->
                new RelExpr.Union(inputs.stream().map(change).toList());
        };
    }

    /** {@code change} applied to each value of a chain of {@code Let}s, and to its body. */
    private static RelExpr eachPart(RelExpr expr, UnaryOperator<RelExpr> change) {
        return expr instanceof RelExpr.Let(var local, var value, var body)
                ? new RelExpr.Let(local, change.apply(value), eachPart(body, change))
                : change.apply(expr);
    }

    /** Puts what is bound and used once where it is used, and forgets what is not used. */
    static RelExpr inlineSingleUses(RelExpr chain) {
        List<RelExpr.Let> lets = new ArrayList<>();
        RelExpr body = chain;
        while (body instanceof RelExpr.Let let) {
            lets.add(let);
            body = let.body();
        }
        Map<Integer, Integer> uses = new TreeMap<>();
        count(body, uses);
        for (RelExpr.Let let : lets.reversed()) {
            if (uses.containsKey(let.local())) count(let.value(), uses);
        }
        Map<Integer, RelExpr> inlined = new TreeMap<>();
        List<RelExpr.Let> kept = new ArrayList<>();
        for (RelExpr.Let let : lets) {
            if (!uses.containsKey(let.local())) continue;
            RelExpr value = replace(let.value(), inlined);
            if (uses.get(let.local()) == 1) inlined.put(let.local(), value);
            else kept.add(new RelExpr.Let(let.local(), value, value));
        }
        RelExpr whole = replace(body, inlined);
        for (RelExpr.Let let : kept.reversed()) whole = new RelExpr.Let(let.local(), let.value(), whole);
        return whole;
    }

    private static void count(RelExpr expr, Map<Integer, Integer> uses) {
        if (expr instanceof RelExpr.LocalGet get) uses.merge(get.local(), 1, Integer::sum);
        for (RelExpr input : expr.inputs()) count(input, uses);
        // What is computed before a recursion is not to be computed again in it.
        if (expr instanceof RelExpr.Recursion) for (RelExpr input : expr.inputs()) count(input, uses);
    }

    private static RelExpr replace(RelExpr expr, Map<Integer, RelExpr> values) {
        if (expr instanceof RelExpr.LocalGet get) return values.getOrDefault(get.local(), get);
        return withInputs(expr, input -> replace(input, values));
    }
}
