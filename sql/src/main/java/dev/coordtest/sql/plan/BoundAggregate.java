package dev.coordtest.sql.plan;

import dev.coordtest.expr.scalar.AggregateFunc;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate in a bound query.
 *
 * @param argument the value aggregated; {@code true} for {@code count(*)}
 * @param distinct each value once, in SQL's sense of equal
 * @param filter if not null, rows for which it is not true are left out
 */
public record BoundAggregate(
        AggregateFunc func,
        BoundScalar argument,
        boolean distinct,
        @Nullable BoundScalar filter) {}
