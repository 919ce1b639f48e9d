package dev.coordtest.sql.transform;

import static dev.coordtest.sql.transform.Algebra.FALSE;
import static dev.coordtest.sql.transform.Algebra.concat;
import static dev.coordtest.sql.transform.Algebra.isFalse;
import static dev.coordtest.sql.transform.Algebra.isTrue;
import static dev.coordtest.sql.transform.Algebra.map;
import static dev.coordtest.sql.transform.Algebra.project;
import static dev.coordtest.sql.transform.Algebra.range;

import dev.coordtest.expr.RelExpr;
import dev.coordtest.expr.scalar.ScalarExpr;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.sql.plan.BoundScalar;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lowers scalars over the rows of one relation. What subqueries answer, and conditions that decide whether one is asked
 * at all, become columns appended to the relation.
 *
 * <p>A guard is a column, true where the expression being lowered is reached; null if it is always reached. Only rows for
 * which the guard is true are put to the subqueries below it, so that one which would fail elsewhere does not.
 */
final class ScalarLowering {
    private final Lowering lowering;
    private final Scope scope;
    private RelExpr rel;

    /** Over the rows of {@code rel}: the outer columns of {@code scope}, then its own. */
    ScalarLowering(Lowering lowering, RelExpr rel, Scope scope) {
        this.lowering = lowering;
        this.rel = rel;
        this.scope = scope;
    }

    /** The relation with what has been appended to it. */
    RelExpr rel() {
        return rel;
    }

    /** The first {@code kept} columns, then these. */
    RelExpr append(int kept, List<BoundScalar> scalars) {
        List<ScalarExpr> exprs = scalars.stream().map(this::lower).toList();
        RelExpr mapped = map(rel, exprs);
        return project(mapped, concat(range(0, kept), range(rel.arity(), mapped.arity())));
    }

    ScalarExpr lower(BoundScalar scalar) {
        return lower(scalar, null);
    }

    private ScalarExpr lower(BoundScalar scalar, @Nullable ScalarExpr guard) {
        return switch (scalar) {
            case BoundScalar.Column(var depth, var index, var type) ->
                ScalarExpr.column(depth == 0 ? scope.arity() + index : scope.position(depth, index));
            case BoundScalar.Literal(var datum, var type) -> ScalarExpr.literal(datum, type);
            case BoundScalar.LogicalTime ignored -> new ScalarExpr.LogicalTime();
            case BoundScalar.Call(var func, var arguments) -> new ScalarExpr.Call(func, all(arguments, guard));
            case BoundScalar.Cast(var input, var to) ->
                new ScalarExpr.Cast(lower(input, guard), input.type().type(), to);
            case BoundScalar.Not(var operand) -> new ScalarExpr.Not(lower(operand, guard));
            case BoundScalar.IsNull(var operand) -> new ScalarExpr.IsNull(lower(operand, guard));
            case BoundScalar.And(var operands) -> connective(operands, true, guard);
            case BoundScalar.Or(var operands) -> connective(operands, false, guard);
            case BoundScalar.If choice -> choose(choice, guard);
            case BoundScalar.Coalesce(var operands) -> coalesce(operands, guard);
            case BoundScalar.Scalar subquery -> ask(subquery, guard);
            case BoundScalar.Exists subquery -> ask(subquery, guard);
            case BoundScalar.Quantified subquery -> ask(subquery, guard);
        };
    }

    private List<ScalarExpr> all(List<BoundScalar> scalars, @Nullable ScalarExpr guard) {
        return scalars.stream().map(scalar -> lower(scalar, guard)).toList();
    }

    private ScalarExpr ask(BoundScalar subquery, @Nullable ScalarExpr guard) {
        int column = rel.arity();
        rel = new Branch(lowering, scope).answer(rel, subquery, guard);
        return ScalarExpr.column(column);
    }

    /** Appends the value of {@code expr} where the guard is true, NULL elsewhere. */
    private ScalarExpr keep(ScalarExpr expr, ScalarType type, @Nullable ScalarExpr guard) {
        ScalarExpr.Column column = new ScalarExpr.Column(rel.arity());
        rel = map(rel, guard == null ? expr : new ScalarExpr.If(guard, expr, ScalarExpr.literal(Datum.NULL, type)));
        return column;
    }

    private ScalarExpr guardedBy(ScalarExpr condition, @Nullable ScalarExpr guard) {
        ScalarExpr both = guard == null ? condition : new ScalarExpr.If(guard, condition, FALSE);
        return keep(isTrue(both), ScalarType.BOOL, null);
    }

    private ScalarExpr choose(BoundScalar.If choice, @Nullable ScalarExpr guard) {
        ScalarExpr condition = lower(choice.condition(), guard);
        if (!choice.then().hasSubquery() && !choice.otherwise().hasSubquery()) {
            return new ScalarExpr.If(condition, lower(choice.then(), guard), lower(choice.otherwise(), guard));
        }
        ScalarExpr kept = keep(condition, ScalarType.BOOL, guard);
        ScalarExpr then = lower(choice.then(), guardedBy(kept, guard));
        ScalarExpr otherwise = lower(choice.otherwise(), guardedBy(new ScalarExpr.Not(isTrue(kept)), guard));
        return new ScalarExpr.If(kept, then, otherwise);
    }

    private ScalarExpr coalesce(List<BoundScalar> operands, @Nullable ScalarExpr guard) {
        if (operands.stream().noneMatch(BoundScalar::hasSubquery)) return new ScalarExpr.Coalesce(all(operands, guard));
        List<ScalarExpr> kept = new ArrayList<>();
        ScalarExpr reached = guard;
        for (BoundScalar operand : operands) {
            kept.add(keep(lower(operand, reached), operand.type().type(), reached));
            reached = guardedBy(new ScalarExpr.IsNull(kept.getLast()), reached);
        }
        return new ScalarExpr.Coalesce(kept);
    }

    /** A conjunction, or a disjunction: operands without subqueries together, then the others up to the first that decides. */
    private ScalarExpr connective(List<BoundScalar> operands, boolean and, @Nullable ScalarExpr guard) {
        List<BoundScalar> asking =
                operands.stream().filter(BoundScalar::hasSubquery).toList();
        List<ScalarExpr> plain = new ArrayList<>();
        for (BoundScalar operand : operands) {
            if (!operand.hasSubquery()) plain.add(lower(operand, guard));
        }
        if (asking.isEmpty()) return combine(plain, and);
        ScalarExpr so = plain.isEmpty() ? lower(asking.get(0), guard) : combine(plain, and);
        for (BoundScalar operand : asking.subList(plain.isEmpty() ? 1 : 0, asking.size())) {
            ScalarExpr before = keep(so, ScalarType.BOOL, guard);
            ScalarExpr undecided = new ScalarExpr.Not(and ? isFalse(before) : isTrue(before));
            ScalarExpr next = lower(operand, guardedBy(undecided, guard));
            so = new ScalarExpr.If(undecided, combine(List.of(before, next), and), before);
        }
        return so;
    }

    private static ScalarExpr combine(List<ScalarExpr> operands, boolean and) {
        if (operands.size() == 1) return operands.get(0);
        return and ? new ScalarExpr.And(operands) : new ScalarExpr.Or(operands);
    }
}
