package dev.coordtest.sql.plan;

import dev.coordtest.expr.scalar.AggregateFunc;
import dev.coordtest.expr.scalar.SortKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate in a bound query.
 *
 * @param arguments the values aggregated, at least one; {@code true} for {@code count(*)}
 * @param order the order in which a function that gathers takes its values; see {@link dev.coordtest.expr.scalar.Gathered}
 * @param distinct each value once, in SQL's sense of equal
 * @param filter if not null, rows for which it is not true are left out
 */
public record BoundAggregate(
        AggregateFunc func,
        List<BoundScalar> arguments,
        List<SortKey<BoundScalar>> order,
        boolean distinct,
        @Nullable BoundScalar filter) {
    public BoundAggregate {
        arguments = List.copyOf(arguments);
        order = List.copyOf(order);
    }

    /** An aggregate of one argument, in no order. */
    public BoundAggregate(AggregateFunc func, BoundScalar argument, boolean distinct, @Nullable BoundScalar filter) {
        this(func, List.of(argument), List.of(), distinct, filter);
    }

    /** All that is computed of a row: the arguments, the keys of the order, the filter if there is one. */
    public List<BoundScalar> scalars() {
        List<BoundScalar> scalars = new ArrayList<>(arguments);
        for (SortKey<BoundScalar> key : order) scalars.add(key.expr());
        if (filter != null) scalars.add(filter);
        return scalars;
    }
}
