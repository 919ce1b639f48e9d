package dev.coordtest.expr.scalar;

import dev.coordtest.repr.type.ColumnType;

/**
 * One aggregate of a {@code Reduce}: {@code func} over the values of {@code argument} in the group's rows, NULLs
 * left out; each distinct value once if {@code distinct} (distinct as bytes: see {@code RelExpr} on keys).
 */
public record AggregateExpr(AggregateFunc func, ScalarExpr argument, boolean distinct) {
    /** {@code count(*)} is {@code count(true)}. */
    public ColumnType type() {
        return new ColumnType(func.result(), func.kind() != AggregateFunc.Kind.COUNT);
    }
}
