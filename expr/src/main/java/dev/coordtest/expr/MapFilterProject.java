package dev.coordtest.expr;

import dev.coordtest.expr.scalar.ScalarExpr;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Row-by-row work done in one pass: append {@code scalars}, test {@code predicates} in between, keep {@code projection}.
 *
 * @param scalars the columns to append, in order; each may refer to those before it
 * @param predicates in the order of {@link Predicate#after}; the first that is not true drops the row, and nothing after it is evaluated
 */
public record MapFilterProject(List<ScalarExpr> scalars, List<Predicate> predicates, List<Integer> projection) {
    /** A condition that is tested when the first {@code after} scalars have been appended, and before any other is evaluated. */
    public record Predicate(int after, ScalarExpr condition) {}

    public MapFilterProject {
        scalars = List.copyOf(scalars);
        predicates = List.copyOf(predicates);
        projection = List.copyOf(projection);
    }

    public static MapFilterProject identity(int arity) {
        return new MapFilterProject(
                List.of(), List.of(), IntStream.range(0, arity).boxed().toList());
    }

    /** Whether all it does is to choose columns. */
    public boolean isProjection() {
        return scalars.isEmpty() && predicates.isEmpty();
    }

    /** Whether every row comes out as it went in. */
    public boolean isIdentity(int arity) {
        return scalars.isEmpty() && predicates.isEmpty() && isIdentity(projection, arity);
    }

    /** Whether the projection is of all columns, each in its place. */
    static boolean isIdentity(List<Integer> projection, int arity) {
        if (projection.size() != arity) return false;
        for (int i = 0; i < arity; i++) if (projection.get(i) != i) return false;
        return true;
    }
}
