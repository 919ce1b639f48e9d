package dev.coordtest.expr;

import dev.coordtest.expr.scalar.ScalarExpr;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Row-by-row work done in one pass: append {@code scalars}, keep the rows for which all {@code predicates} are true,
 * keep {@code projection}. Predicates and projection may refer to appended columns.
 */
public record MapFilterProject(List<ScalarExpr> scalars, List<ScalarExpr> predicates, List<Integer> projection) {
    public MapFilterProject {
        scalars = List.copyOf(scalars);
        predicates = List.copyOf(predicates);
        projection = List.copyOf(projection);
    }

    public static MapFilterProject identity(int arity) {
        return new MapFilterProject(
                List.of(), List.of(), IntStream.range(0, arity).boxed().toList());
    }
}
