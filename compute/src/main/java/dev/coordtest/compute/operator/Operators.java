package dev.coordtest.compute.operator;

import dev.coordtest.expr.MapFilterProject;
import dev.coordtest.expr.RelExpr;
import dev.coordtest.expr.TemporalFilter;
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

    public static Operator threshold() {
        return new ThresholdOperator();
    }

    /**
     * Pairs the rows of {@code left}, of {@code leftArity} columns, with those of {@code right} that have the same key.
     *
     * @param projection the columns to keep of the left's and then the right's
     */
    public static Operator join(JoinSide left, JoinSide right, int leftArity, List<Integer> projection) {
        return new JoinOperator(left, right, leftArity, projection);
    }

    /** Where key and arguments are no columns they are computed first, so that a scalar that fails does so on its row. */
    public static Operator reduce(RelExpr.Reduce reduce) {
        int key = reduce.groupKey().size();
        List<AggregateExpr> aggregates = reduce.aggregates();
        List<Accumulator> accumulators =
                aggregates.stream().map(Accumulator::of).toList();
        return GroupInput.inPlace(reduce)
                .<Operator>map(input -> new AccumulateOperator(input, accumulators))
                .orElseGet(() -> chain(
                        prepare(reduce), new AccumulateOperator(GroupInput.prepared(key, aggregates), accumulators)));
    }

    private static Operator prepare(RelExpr.Reduce reduce) {
        int arity = reduce.input().arity();
        List<ScalarExpr> scalars = new ArrayList<>(reduce.groupKey());
        for (AggregateExpr aggregate : reduce.aggregates()) scalars.addAll(aggregate.scalars());
        List<Integer> projection =
                IntStream.range(arity, arity + scalars.size()).boxed().toList();
        return new MfpOperator(new MapFilterProject(scalars, List.of(), projection), arity);
    }

    public static Operator flatMap(RelExpr.FlatMap map) {
        return new FlatMapOperator(map);
    }

    public static Operator temporalFilter(TemporalFilter filter) {
        return new TemporalFilterOperator(filter);
    }

    public static Operator topK(RelExpr.TopK topK) {
        return new TopKOperator(topK);
    }

    public static Operator window(RelExpr.Window window) {
        return new WindowOperator(window);
    }

    private static Operator chain(Operator first, Operator second) {
        return (lower, upper, inputs) -> second.retire(lower, upper, List.of(first.retire(lower, upper, inputs)));
    }
}
