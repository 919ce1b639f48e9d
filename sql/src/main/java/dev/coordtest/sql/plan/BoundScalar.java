package dev.coordtest.sql.plan;

import dev.coordtest.expr.scalar.Casts;
import dev.coordtest.expr.scalar.Func;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.type.ColumnType;
import dev.coordtest.repr.type.ScalarType;
import java.util.List;

/**
 * A bound scalar expression, subqueries in place. Evaluation is that of {@link dev.coordtest.expr.scalar.ScalarExpr}; the
 * subqueries have SQL's meaning.
 *
 * <p>Which operands are evaluated matters where one of them fails. A subquery is evaluated only for rows that reach it: the
 * branches of {@link If} and the operands of {@link Coalesce} that are not needed are not reached. {@link And} looks at its operands
 * without subqueries first, all of them, and false wins over an error and an error over NULL; then at those with
 * subqueries, from the left, up to the first that is false or fails. {@link Or} is its dual.
 */
public sealed interface BoundScalar {
    ColumnType type();

    /** Whether a subquery stands somewhere in this expression. */
    default boolean hasSubquery() {
        boolean[] found = new boolean[1];
        new BoundWalk(0) {
            @Override
            public void rel(BoundRel rel) {
                found[0] = true;
            }
        }.scalar(this);
        return found[0];
    }

    /** The operands of nested conjunctions, in order; just this expression if it is none. */
    default List<BoundScalar> conjuncts() {
        return this instanceof And(var operands)
                ? operands.stream()
                        .flatMap(operand -> operand.conjuncts().stream())
                        .toList()
                : List.of(this);
    }

    /** Column {@code index} of the row {@code depth} scopes out; 0 is the own input. */
    record Column(int depth, int index, ColumnType type) implements BoundScalar {}

    record Literal(Datum datum, ScalarType scalarType) implements BoundScalar {
        @Override
        public ColumnType type() {
            return new ColumnType(scalarType, datum.isNull());
        }
    }

    record Call(Func func, List<BoundScalar> arguments) implements BoundScalar {
        @Override
        public ColumnType type() {
            boolean nullable =
                    arguments.stream().anyMatch(argument -> argument.type().nullable());
            return new ColumnType(func.result(), func.mayBeNull(nullable));
        }
    }

    /** PostgreSQL's explicit cast between types that have one. */
    record Cast(BoundScalar input, ScalarType to) implements BoundScalar {
        @Override
        public ColumnType type() {
            ColumnType from = input.type();
            return new ColumnType(to, from.nullable() || Casts.mayBeNull(from.type(), to));
        }
    }

    record And(List<BoundScalar> operands) implements BoundScalar {
        @Override
        public ColumnType type() {
            return new ColumnType(ScalarType.BOOL, true);
        }
    }

    record Or(List<BoundScalar> operands) implements BoundScalar {
        @Override
        public ColumnType type() {
            return new ColumnType(ScalarType.BOOL, true);
        }
    }

    record Not(BoundScalar operand) implements BoundScalar {
        @Override
        public ColumnType type() {
            return operand.type();
        }
    }

    record IsNull(BoundScalar operand) implements BoundScalar {
        @Override
        public ColumnType type() {
            return new ColumnType(ScalarType.BOOL, false);
        }
    }

    /** CASE, one WHEN at a time. */
    record If(BoundScalar condition, BoundScalar then, BoundScalar otherwise) implements BoundScalar {
        @Override
        public ColumnType type() {
            return otherwise.type().nullable() ? then.type().asNullable() : then.type();
        }
    }

    record Coalesce(List<BoundScalar> operands) implements BoundScalar {
        @Override
        public ColumnType type() {
            return new ColumnType(
                    operands.get(0).type().type(),
                    operands.stream().allMatch(o -> o.type().nullable()));
        }
    }

    /** {@code mz_logical_timestamp()}: the time at which the query is evaluated. */
    record LogicalTime() implements BoundScalar {
        @Override
        public ColumnType type() {
            return new ColumnType(ScalarType.NUMERIC, false);
        }
    }

    /** The one column of the one row, NULL of no row; more rows are an error (21000). */
    record Scalar(BoundRel query) implements BoundScalar {
        @Override
        public ColumnType type() {
            return query.types().get(0).asNullable();
        }
    }

    /** Whether there is a row. */
    record Exists(BoundRel query) implements BoundScalar {
        @Override
        public ColumnType type() {
            return new ColumnType(ScalarType.BOOL, false);
        }
    }

    /**
     * {@code left op ANY (query)}: true if true for some row, else NULL if NULL for some row, else false; with {@code all} the dual.
     * {@code comparison} is evaluated in a scope opened for the query's row: depth 0 is that row, and {@code left} stands in it one scope out as it
     * was written. IN is {@code = ANY}, NOT IN is {@code <> ALL}.
     */
    record Quantified(boolean all, BoundScalar comparison, BoundRel query) implements BoundScalar {
        @Override
        public ColumnType type() {
            return new ColumnType(ScalarType.BOOL, true);
        }
    }
}
