package dev.coordtest.sql.transform;

import static dev.coordtest.sql.transform.Algebra.FALSE;
import static dev.coordtest.sql.transform.Algebra.TRUE;
import static dev.coordtest.sql.transform.Algebra.UNIT;
import static dev.coordtest.sql.transform.Algebra.UNKNOWN;
import static dev.coordtest.sql.transform.Algebra.columns;
import static dev.coordtest.sql.transform.Algebra.concat;
import static dev.coordtest.sql.transform.Algebra.distinct;
import static dev.coordtest.sql.transform.Algebra.filter;
import static dev.coordtest.sql.transform.Algebra.isFalse;
import static dev.coordtest.sql.transform.Algebra.isTrue;
import static dev.coordtest.sql.transform.Algebra.map;
import static dev.coordtest.sql.transform.Algebra.mapNulls;
import static dev.coordtest.sql.transform.Algebra.minus;
import static dev.coordtest.sql.transform.Algebra.product;
import static dev.coordtest.sql.transform.Algebra.project;
import static dev.coordtest.sql.transform.Algebra.range;
import static dev.coordtest.sql.transform.Algebra.union;

import dev.coordtest.expr.RelExpr;
import dev.coordtest.expr.scalar.AggregateExpr;
import dev.coordtest.expr.scalar.AggregateFunc;
import dev.coordtest.expr.scalar.Functions;
import dev.coordtest.expr.scalar.ScalarExpr;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.ColumnType;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.sql.plan.BoundRel;
import dev.coordtest.sql.plan.BoundScalar;
import dev.coordtest.sql.transform.Scope.OuterColumn;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Puts a subquery to the rows of a relation: once to each distinct combination of the columns that it looks at, its keys.
 * There is exactly one answer for each, so that joining the answers back changes no count.
 */
final class Branch {
    private static final AggregateFunc ANY_TRUE =
            new AggregateFunc(AggregateFunc.Kind.BOOL_OR, ScalarType.BOOL, ScalarType.BOOL);
    private static final AggregateFunc COUNT =
            new AggregateFunc(AggregateFunc.Kind.COUNT, ScalarType.BOOL, ScalarType.INT8);
    private static final SqlError TOO_MANY_ROWS = SqlError.of(
            SqlState.CARDINALITY_VIOLATION, "more than one row returned by a subquery used as an expression");

    private final Lowering lowering;
    private final Scope scope;

    /** For subqueries that stand over rows of {@code scope}. */
    Branch(Lowering lowering, Scope scope) {
        this.lowering = lowering;
        this.scope = scope;
    }

    /** {@code rel} and one more column, what {@code subquery} answers where {@code guard} is true; anything elsewhere. */
    RelExpr answer(RelExpr rel, BoundScalar subquery, @Nullable ScalarExpr guard) {
        Put put = put(rel, queryOf(subquery), subquery, guard);
        RelExpr answers = switch (subquery) {
            case BoundScalar.Scalar(var query) -> scalar(put, query);
            case BoundScalar.Exists(var query) -> exists(put, query);
            case BoundScalar.Quantified quantified -> quantified(put, quantified);
            default -> throw new IllegalStateException("not a subquery: " + subquery);
        };
        if (put.lazy() && guard != null) {
            RelExpr all = lowering.locals.share(distinct(project(put.rel(), put.positions())));
            ColumnType answer = answers.types().getLast();
            answers = union(answers, mapNulls(minus(all, put.keys()), List.of(answer)));
        }
        RelExpr joined = Keys.joinOnSame(put.rel(), put.positions(), answers, range(0, put.arity()));
        return project(joined, concat(range(0, rel.arity()), List.of(joined.arity() - 1)));
    }

    /** The rows of {@code rel} for which {@code query} has a row, or has none if {@code not}. */
    RelExpr keepWhereExists(RelExpr rel, BoundRel query, boolean not) {
        Put put = put(rel, query, new BoundScalar.Exists(query), null);
        RelExpr having = distinct(project(body(put, query), range(0, put.arity())));
        RelExpr kept = not ? minus(put.keys(), having) : having;
        RelExpr joined = Keys.joinOnSame(put.rel(), put.positions(), kept, range(0, put.arity()));
        return project(joined, range(0, rel.arity()));
    }

    /**
     * What a subquery is put to.
     *
     * @param rel the relation it stands over, shared
     * @param positions the columns of {@code rel} that it looks at
     * @param keys those columns, each combination once: the outer relation of {@code scope}
     * @param lazy whether the keys depend on the rows; a query that looks at nothing and cannot fail is asked once
     */
    private record Put(RelExpr rel, List<Integer> positions, RelExpr keys, Scope scope, boolean lazy) {
        int arity() {
            return positions.size();
        }
    }

    private Put put(RelExpr rel, BoundRel query, BoundScalar subquery, @Nullable ScalarExpr guard) {
        BoundScalar comparison = subquery instanceof BoundScalar.Quantified q ? q.comparison() : null;
        SortedSet<OuterColumn> needed = OuterColumns.of(query, comparison, scope.level() + 1, lowering.ctes);
        List<Integer> positions = scope.positions(needed);
        boolean lazy = !needed.isEmpty() || Failing.mayFail(subquery);
        if (!lazy) return new Put(rel, positions, UNIT, scope.inner(needed), false);
        RelExpr shared = lowering.locals.share(rel);
        RelExpr reached = guard == null ? shared : filter(shared, guard);
        RelExpr keys = lowering.locals.share(distinct(project(reached, positions)));
        return new Put(shared, positions, keys, scope.inner(needed), true);
    }

    /** The rows of {@code query} for each of the keys. */
    private RelExpr body(Put put, BoundRel query) {
        boolean alone = put.lazy() && put.arity() == 0 && !Failing.mayFail(query);
        if (alone) return product(put.keys(), lowering.rel(query, UNIT, put.scope()));
        return lowering.rel(query, put.keys(), put.scope());
    }

    private RelExpr scalar(Put put, BoundRel query) {
        RelExpr rows = body(put, query);
        if (Failing.hasOneRow(query)) return rows;
        rows = lowering.locals.share(rows);
        List<Integer> key = range(0, put.arity());
        ColumnType type = rows.types().getLast();
        RelExpr having = distinct(project(rows, key));
        RelExpr answers = union(rows, mapNulls(minus(put.keys(), having), List.of(type)));
        if (Failing.hasAtMostOneRow(query)) return answers;
        RelExpr counted = new RelExpr.Reduce(rows, columns(key), List.of(new AggregateExpr(COUNT, TRUE, false)));
        ScalarExpr one = ScalarExpr.literal(Datum.of(1L), ScalarType.INT8);
        ScalarExpr isOne =
                new ScalarExpr.Call(Functions.equal(ScalarType.INT8), List.of(ScalarExpr.column(put.arity()), one));
        RelExpr tooMany = filter(counted, new ScalarExpr.Not(isOne));
        RelExpr failures = project(
                map(tooMany, new ScalarExpr.Failure(TOO_MANY_ROWS, type.type())),
                concat(key, List.of(put.arity() + 1)));
        return union(answers, failures);
    }

    private RelExpr exists(Put put, BoundRel query) {
        RelExpr having = lowering.locals.share(distinct(project(body(put, query), range(0, put.arity()))));
        return union(map(having, TRUE), map(minus(put.keys(), having), FALSE));
    }

    /** ANY: true if a comparison is true, else NULL if one is NULL, else false. ALL is its dual. */
    private RelExpr quantified(Put put, BoundScalar.Quantified quantified) {
        RelExpr rows = body(put, quantified.query());
        ScalarLowering scalars = new ScalarLowering(lowering, rows, put.scope());
        ScalarExpr compared = scalars.lower(quantified.comparison());
        RelExpr outcomes = map(scalars.rel(), compared);
        ScalarExpr outcome = ScalarExpr.column(outcomes.arity() - 1);
        ScalarExpr decisive = quantified.all() ? isFalse(outcome) : isTrue(outcome);
        List<Integer> key = range(0, put.arity());
        RelExpr summed = lowering.locals.share(new RelExpr.Reduce(
                outcomes,
                columns(key),
                List.of(
                        new AggregateExpr(ANY_TRUE, decisive, false),
                        new AggregateExpr(ANY_TRUE, new ScalarExpr.IsNull(outcome), false))));
        ScalarExpr decided = ScalarExpr.column(put.arity());
        ScalarExpr unknown = ScalarExpr.column(put.arity() + 1);
        ScalarExpr ifDecided = quantified.all() ? FALSE : TRUE;
        ScalarExpr ifNot = quantified.all() ? TRUE : FALSE;
        RelExpr answers =
                map(summed, new ScalarExpr.If(decided, ifDecided, new ScalarExpr.If(unknown, UNKNOWN, ifNot)));
        return union(
                project(answers, concat(key, List.of(put.arity() + 2))),
                map(minus(put.keys(), project(summed, key)), ifNot));
    }

    private static BoundRel queryOf(BoundScalar subquery) {
        return switch (subquery) {
            case BoundScalar.Scalar(var query) -> query;
            case BoundScalar.Exists(var query) -> query;
            case BoundScalar.Quantified quantified -> quantified.query();
            default -> throw new IllegalStateException("not a subquery: " + subquery);
        };
    }
}
