package dev.coordtest.expr;

import dev.coordtest.expr.scalar.ScalarExpr;
import java.util.ArrayList;
import java.util.List;

/**
 * An expression split into the row-by-row work at its top and what that work is done on.
 *
 * @param mfp maps, filters and projections from the top of the expression, in one
 * @param base what is below them: no Map, Filter or Project
 */
public record Fused(MapFilterProject mfp, RelExpr base) {
    public static Fused of(RelExpr expr) {
        return switch (expr) {
            case RelExpr.Project(var input, var columns) -> {
                Fused below = of(input);
                List<Integer> projection = below.mfp.projection();
                yield below.with(
                        below.mfp.scalars(),
                        below.mfp.predicates(),
                        columns.stream().map(projection::get).toList());
            }
            case RelExpr.Filter(var input, var predicates)
            when !TemporalFilter.looksAtTime(predicates) -> {
                Fused below = of(input);
                ScalarExpr condition = predicates.size() == 1 ? predicates.get(0) : new ScalarExpr.And(predicates);
                List<MapFilterProject.Predicate> all = new ArrayList<>(below.mfp.predicates());
                all.add(new MapFilterProject.Predicate(
                        below.mfp.scalars().size(), renumber(condition, below.mfp.projection())));
                yield below.with(below.mfp.scalars(), all, below.mfp.projection());
            }
            case RelExpr.Map(var input, var scalars) -> {
                Fused below = of(input);
                int next = below.base.arity() + below.mfp.scalars().size();
                List<ScalarExpr> all = new ArrayList<>(below.mfp.scalars());
                List<Integer> projection = new ArrayList<>(below.mfp.projection());
                for (ScalarExpr scalar : scalars) {
                    all.add(renumber(scalar, projection));
                    projection.add(next++);
                }
                yield below.with(all, below.mfp.predicates(), projection);
            }
            default -> new Fused(MapFilterProject.identity(expr.arity()), expr);
        };
    }

    private Fused with(
            List<ScalarExpr> scalars, List<MapFilterProject.Predicate> predicates, List<Integer> projection) {
        return new Fused(new MapFilterProject(scalars, predicates, projection), base);
    }

    private static ScalarExpr renumber(ScalarExpr scalar, List<Integer> projection) {
        List<Integer> fixed = List.copyOf(projection);
        return RelRewrite.bottomUp(
                scalar, s -> s instanceof ScalarExpr.Column(var index) ? new ScalarExpr.Column(fixed.get(index)) : s);
    }
}
