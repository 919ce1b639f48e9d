package dev.coordtest.sql.plan;

import dev.coordtest.expr.ColumnOrder;
import dev.coordtest.expr.RecursionLimit;
import dev.coordtest.expr.window.WindowCall;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.type.ColumnType;
import java.util.List;
import java.util.OptionalLong;

/**
 * A bound query: names resolved, types known, casts explicit, and otherwise as it was written. Subqueries stand in
 * place inside scalars. This is what SQL means, before anything is made of it: {@code reference} evaluates it as it is,
 * lowering turns it into a {@link dev.coordtest.expr.RelExpr}.
 *
 * <p>An expression is evaluated in a scope of outer rows, innermost last; {@link BoundScalar.Column} says how many scopes
 * out it looks. The right side of a lateral join and every subquery open a scope; so depth 0 is always the row of the expression's own input.
 *
 * <p>An operator evaluates its inputs whole, and every scalar on every row, whether or not anyone looks at the outcome; an error anywhere is an
 * error of the query. A predicate (of {@link Filter}, and {@code on} of {@link Join}) is the exception: its {@linkplain BoundScalar#conjuncts
 * conjuncts} without subqueries are all looked at and one that is not true drops the row even if another fails; then come
 * those with subqueries, from the left, up to the first that is not true or fails. The value of a {@link With} is
 * evaluated if it {@linkplain With#isNamed is named} at all.
 */
public sealed interface BoundRel {
    /** Rows of scalars, which may refer to outer scopes only. */
    record Values(List<List<BoundScalar>> rows, List<ColumnType> types) implements BoundRel {}

    /** A table, source or view. */
    record Get(GlobalId id, List<ColumnType> types) implements BoundRel {}

    /** A common table expression, by its number; see {@link With}. */
    record CteGet(int cte, List<ColumnType> types) implements BoundRel {}

    /** {@code body}, in which {@code CteGet(cte)} stands for {@code value}. Numbers are unique within a query. */
    record With(int cte, BoundRel value, BoundRel body) implements BoundRel {
        /** Whether the body names it, other than in common table expressions that nobody names in turn. */
        public boolean isNamed() {
            boolean[] named = new boolean[1];
            new BoundWalk(0) {
                @Override
                public void rel(BoundRel rel) {
                    if (rel instanceof With with && !with.isNamed()) {
                        rel(with.body());
                    } else {
                        named[0] |= rel instanceof CteGet get && get.cte() == cte;
                        super.rel(rel);
                    }
                }
            }.rel(body);
            return named[0];
        }
    }

    /**
     * One of several relations that are defined by each other, as {@link dev.coordtest.expr.RelExpr.Recursion} says; {@code CteGet(ctes.get(i))} stands for
     * relation {@code i}, in the values only.
     */
    record Recursion(List<Integer> ctes, List<BoundRel> values, RecursionLimit limit, int result) implements BoundRel {}

    /** The given columns of the input. */
    record Project(BoundRel input, List<Integer> columns) implements BoundRel {}

    /** Appends a column per scalar. Each sees the input's columns only, not the others appended here. */
    record Map(BoundRel input, List<BoundScalar> scalars) implements BoundRel {}

    /**
     * Each row of the input with the rows that the sets have for it; see {@link dev.coordtest.expr.RelExpr.FlatMap}. The sets see the input's columns.
     */
    record FlatMap(BoundRel input, List<BoundScalar> sets, boolean ordinality) implements BoundRel {}

    /** Keeps rows for which the predicate is true. */
    record Filter(BoundRel input, BoundScalar predicate) implements BoundRel {}

    /** How rows without a partner fare. */
    enum JoinKind {
        INNER,
        LEFT,
        RIGHT,
        FULL
    }

    /**
     * Pairs for which {@code on} is true; {@code on} sees the columns of both sides. If {@code lateral}, the right side is evaluated once per left
     * row, which is one scope out for it; only for INNER and LEFT.
     */
    record Join(JoinKind kind, BoundRel left, BoundRel right, boolean lateral, BoundScalar on) implements BoundRel {}

    /**
     * GROUP BY: the key, then the aggregates. With an empty key there is exactly one row. Equality of keys is SQL's (see {@link
     * dev.coordtest.repr.DatumOrder}); each column of the key shows the value that is least in packed form among those of the group.
     */
    record Reduce(BoundRel input, List<BoundScalar> groupKey, List<BoundAggregate> aggregates) implements BoundRel {}

    /** DISTINCT: each row once; of rows that are equal in SQL's sense each column shows the value that is least in packed form. */
    record Distinct(BoundRel input) implements BoundRel {}

    /** The first rows per group of {@code orderBy} (then {@link dev.coordtest.repr.ShownOrder}); without group columns, of all. DISTINCT ON and LIMIT. */
    record TopK(BoundRel input, List<Integer> groupKey, List<ColumnOrder> orderBy, OptionalLong limit, long offset)
            implements BoundRel {}

    /** Window functions: appends what the calls give each row in its partition. Rows that {@code orderBy} leaves equal are in the order of {@link
     * dev.coordtest.repr.ShownOrder}; columns of the partition are equal in SQL's sense. */
    record Window(BoundRel input, List<Integer> partition, List<ColumnOrder> orderBy, List<WindowCall> calls)
            implements BoundRel {}

    /** Which set operation. */
    enum SetKind {
        UNION,
        INTERSECT,
        EXCEPT
    }

    /** Both sides have the same column types. Rows are equal in SQL's sense. {@code all} counts multiplicities. A row of
     * INTERSECT or EXCEPT, however many there are of it, is shown as {@link Distinct} shows it on the left. */
    record SetOperation(SetKind kind, boolean all, BoundRel left, BoundRel right) implements BoundRel {}

    /** The types of the columns. */
    default List<ColumnType> types() {
        return BoundTypes.of(this);
    }

    default int arity() {
        return types().size();
    }
}
