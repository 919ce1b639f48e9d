package dev.coordtest.sql.transform;

import static dev.coordtest.sql.transform.Algebra.UNIT;
import static dev.coordtest.sql.transform.Algebra.concat;
import static dev.coordtest.sql.transform.Algebra.distinct;
import static dev.coordtest.sql.transform.Algebra.mapNulls;
import static dev.coordtest.sql.transform.Algebra.minus;
import static dev.coordtest.sql.transform.Algebra.product;
import static dev.coordtest.sql.transform.Algebra.project;
import static dev.coordtest.sql.transform.Algebra.range;

import dev.coordtest.expr.RelExpr;
import dev.coordtest.repr.type.ColumnType;
import dev.coordtest.sql.plan.BoundRel;
import dev.coordtest.sql.plan.BoundRel.JoinKind;
import dev.coordtest.sql.plan.BoundScalar;
import dev.coordtest.sql.plan.BoundWalk;
import dev.coordtest.sql.transform.Scope.OuterColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Lowers joins. An outer join is the inner one and, with NULLs for the other side, the rows of a side less those among
 * them that are in some pair.
 */
final class Joins {
    private final Lowering lowering;
    private final RelExpr outer;
    private final Scope scope;

    Joins(Lowering lowering, RelExpr outer, Scope scope) {
        this.lowering = lowering;
        this.outer = outer;
        this.scope = scope;
    }

    RelExpr join(BoundRel.Join join) {
        boolean keepsLeft = join.kind() == JoinKind.LEFT || join.kind() == JoinKind.FULL;
        boolean keepsRight = join.kind() == JoinKind.RIGHT || join.kind() == JoinKind.FULL;
        int known = scope.arity();
        RelExpr left = lowering.rel(join.left(), outer, scope);
        if (keepsLeft || join.lateral()) left = lowering.locals.share(left);
        SortedSet<Integer> looked = new TreeSet<>(); // The columns of both sides that decide whether a pair is one.
        RelExpr right;
        RelExpr pairs;
        if (join.lateral()) {
            SortedSet<OuterColumn> needed = OuterColumns.of(join.right(), null, scope.level() + 1, lowering.ctes);
            for (OuterColumn column : needed) if (column.level() == scope.level()) looked.add(column.index());
            right = lateral(left, join.right(), needed);
            pairs = Keys.joinOnSame(left, scope.positions(needed), right, range(0, needed.size()));
            pairs = without(pairs, left.arity(), needed.size());
        } else if (!keepsRight && lowering.standsAlone(join.right(), outer, scope)) {
            right = lowering.rel(join.right(), UNIT, new Scope(scope.level(), new TreeMap<>()));
            pairs = product(left, right);
        } else {
            right = lowering.rel(join.right(), outer, scope);
            if (keepsRight) right = lowering.locals.share(right);
            pairs = without(Keys.joinOnSame(left, range(0, known), right, range(0, known)), left.arity(), known);
        }
        RelExpr matched = Predicates.filter(lowering, pairs, join.on(), scope);
        if (!keepsLeft && !keepsRight) return matched;
        addLooked(join.on(), looked);
        matched = lowering.locals.share(matched);
        int width = left.arity() - known;
        List<ColumnType> types = matched.types();
        List<RelExpr> parts = new ArrayList<>(List.of(matched));
        if (keepsLeft) {
            RelExpr lonely = unmatched(left, matched, known, looked.headSet(width), 0);
            parts.add(mapNulls(lonely, types.subList(left.arity(), types.size())));
        }
        if (keepsRight) {
            RelExpr lonely = unmatched(right, matched, known, looked.tailSet(width), width);
            RelExpr padded = mapNulls(lonely, types.subList(known, left.arity()));
            parts.add(project(
                    padded,
                    concat(
                            concat(range(0, known), range(right.arity(), padded.arity())),
                            range(known, right.arity()))));
        }
        return new RelExpr.Union(parts);
    }

    /** The right side for each distinct combination of the columns of {@code left} that it looks at: those, then its own. */
    private RelExpr lateral(RelExpr left, BoundRel right, SortedSet<OuterColumn> needed) {
        if (needed.isEmpty() && !Failing.mayFail(right)) return lowering.rel(right, UNIT, scope.inner(needed));
        RelExpr keys = lowering.locals.share(distinct(project(left, scope.positions(needed))));
        return lowering.rel(right, keys, scope.inner(needed));
    }

    /** {@code rel} less {@code count} columns from {@code start} on. */
    private static RelExpr without(RelExpr rel, int start, int count) {
        return project(rel, concat(range(0, start), range(start + count, rel.arity())));
    }

    /**
     * The rows of one side that are in no pair. Rows that agree in the outer columns and in those that are looked at share
     * their fate.
     *
     * @param looked the columns of the pairs' own that belong to this side and decide
     * @param shift where this side's own columns begin among the pairs' own
     */
    private RelExpr unmatched(RelExpr side, RelExpr pairs, int known, SortedSet<Integer> looked, int shift) {
        List<Integer> inPairs = new ArrayList<>(range(0, known));
        List<Integer> inSide = new ArrayList<>(range(0, known));
        for (int column : looked) {
            inPairs.add(known + column);
            inSide.add(known + column - shift);
        }
        RelExpr having = distinct(project(pairs, inPairs));
        RelExpr partnered = Keys.joinOnSame(side, inSide, having, range(0, inPairs.size()));
        return minus(side, project(partnered, range(0, side.arity())));
    }

    private void addLooked(BoundScalar on, SortedSet<Integer> looked) {
        new BoundWalk(0) {
            @Override
            public void scalar(BoundScalar scalar) {
                if (scalar instanceof BoundScalar.Column column && column.depth() == level())
                    looked.add(column.index());
                super.scalar(scalar);
            }
        }.scalar(on);
    }
}
