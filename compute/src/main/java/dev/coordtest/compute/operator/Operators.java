package dev.coordtest.compute.operator;

import dev.coordtest.expr.MapFilterProject;
import dev.coordtest.expr.RelExpr;
import dev.coordtest.expr.scalar.AggregateExpr;
import dev.coordtest.expr.scalar.ScalarExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Makes the operators of expressions. */
public final class Operators {
    private Operators() {}

    public static Operator negate() {
        return Linear.negate();
    }

    public static Operator union() {
        return Linear.union();
    }

    public static Operator threshold(int arity) {
        return new GroupOperator(arity, Groups.threshold());
    }

    public static Operator join(RelExpr.Join join) {
        return new JoinOperator(
                join.leftKeys(),
                join.left().arity(),
                join.rightKeys(),
                join.right().arity());
    }

    /** Computes key and arguments first, where a failing scalar has its row; then groups. */
    public static Operator reduce(RelExpr.Reduce reduce) {
        int arity = reduce.input().arity();
        List<ScalarExpr> scalars = new ArrayList<>(reduce.groupKey());
        for (AggregateExpr aggregate : reduce.aggregates()) scalars.add(aggregate.argument());
        List<Integer> projection =
                IntStream.range(arity, arity + scalars.size()).boxed().toList();
        Operator prepare = new MfpOperator(new MapFilterProject(scalars, List.of(), projection), arity);
        int key = reduce.groupKey().size();
        Operator group = new GroupOperator(key, Groups.aggregates(key, reduce.aggregates()));
        return chain(prepare, group);
    }

    public static Operator topK(RelExpr.TopK topK) {
        int arity = topK.input().arity();
        int key = topK.groupKey().size();
        List<Integer> projection = new ArrayList<>(topK.groupKey());
        for (int i = 0; i < arity; i++) projection.add(i);
        Operator prepare = new MfpOperator(new MapFilterProject(List.of(), List.of(), projection), arity);
        Operator group = new GroupOperator(key, Groups.topK(key, topK.orderBy(), topK.limit(), topK.offset()));
        return chain(prepare, group);
    }

    private static Operator chain(Operator first, Operator second) {
        return (lower, upper, inputs) -> second.retire(lower, upper, List.of(first.retire(lower, upper, inputs)));
    }
}
