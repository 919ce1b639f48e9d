package dev.coordtest.sql.transform;

import static dev.coordtest.sql.transform.Algebra.TRUE;
import static dev.coordtest.sql.transform.Algebra.project;
import static dev.coordtest.sql.transform.Algebra.range;

import dev.coordtest.expr.RelExpr;
import dev.coordtest.expr.scalar.ScalarExpr;
import dev.coordtest.sql.plan.BoundRel;
import dev.coordtest.sql.plan.BoundScalar;
import java.util.ArrayList;
import java.util.List;

/** Keeps the rows for which a condition is true: WHERE, HAVING and ON. */
final class Predicates {
    private Predicates() {}

    /** The rows of {@code input}, outer columns first, for which {@code predicate} is true. */
    static RelExpr filter(Lowering lowering, RelExpr input, BoundScalar predicate, Scope scope) {
        ScalarLowering scalars = new ScalarLowering(lowering, input, scope);
        List<ScalarExpr> plain = new ArrayList<>();
        for (BoundScalar conjunct : predicate.conjuncts()) {
            if (!conjunct.hasSubquery()) plain.add(scalars.lower(conjunct));
        }
        RelExpr kept = keep(input, plain);
        for (BoundScalar conjunct : predicate.conjuncts()) {
            if (conjunct.hasSubquery()) kept = keepWhereAsked(lowering, kept, conjunct, scope);
        }
        return kept;
    }

    /**
     * One that is not true drops the row whatever the others do; so those that cannot fail are tested first, and the rest
     * together.
     */
    private static RelExpr keep(RelExpr input, List<ScalarExpr> conjuncts) {
        List<ScalarExpr> safe = new ArrayList<>();
        List<ScalarExpr> failing = new ArrayList<>();
        for (ScalarExpr conjunct : conjuncts) {
            if (Failing.mayFail(conjunct)) failing.add(conjunct);
            else if (!conjunct.equals(TRUE)) safe.add(conjunct);
        }
        RelExpr kept = safe.isEmpty() ? input : new RelExpr.Filter(input, safe);
        if (failing.isEmpty()) return kept;
        if (failing.size() > 1) failing.replaceAll(Algebra::isTrue);
        return new RelExpr.Filter(kept, failing);
    }

    private static RelExpr keepWhereAsked(Lowering lowering, RelExpr input, BoundScalar conjunct, Scope scope) {
        return switch (conjunct) {
            case BoundScalar.Exists(var query) -> new Branch(lowering, scope).keepWhereExists(input, query, false);
            case BoundScalar.Not(BoundScalar.Exists(var query)) ->
                new Branch(lowering, scope).keepWhereExists(input, query, true);
            // Only where it is true matters here, and it is true where some comparison is.
            case BoundScalar.Quantified(var all, var comparison, var query)
            when !all && !comparison.hasSubquery() ->
                new Branch(lowering, scope).keepWhereExists(input, new BoundRel.Filter(query, comparison), false);
            default -> {
                ScalarLowering scalars = new ScalarLowering(lowering, input, scope);
                ScalarExpr condition = scalars.lower(conjunct);
                yield project(Algebra.filter(scalars.rel(), condition), range(0, input.arity()));
            }
        };
    }
}
