package dev.coordtest.expr.scalar;

import dev.coordtest.repr.type.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One aggregate of a {@code Reduce}: {@code func} over the values of its arguments in the group's rows. Rows whose first argument is NULL are left out,
 * unless the function {@linkplain AggregateFunc.Kind#keepsNulls keeps} them.
 *
 * @param arguments at least one; {@code count(*)} is {@code count(true)}
 * @param order the order in which a function that {@linkplain AggregateFunc.Kind#gathers gathers} takes its values, see {@link Gathered}; empty for others
 * @param distinct each value once: distinct as bytes (see {@code RelExpr} on keys), for functions that gather in SQL's sense
 * @param filter if not null, rows for which it is not true are left out; for functions that keep NULLs only, as for others the filter is in the argument
 */
public record AggregateExpr(
        AggregateFunc func,
        List<ScalarExpr> arguments,
        List<SortKey<ScalarExpr>> order,
        boolean distinct,
        @Nullable ScalarExpr filter) {
    public AggregateExpr {
        arguments = List.copyOf(arguments);
        order = List.copyOf(order);
        if (arguments.isEmpty()) throw new IllegalArgumentException(func + " of nothing");
    }

    /** An aggregate of one argument, in no order. */
    public AggregateExpr(AggregateFunc func, ScalarExpr argument, boolean distinct) {
        this(func, List.of(argument), List.of(), distinct, null);
    }

    public ColumnType type() {
        return new ColumnType(func.result(), func.kind() != AggregateFunc.Kind.COUNT);
    }

    /** The one argument of a function that takes no more. */
    public ScalarExpr argument() {
        if (arguments.size() != 1) throw new IllegalStateException(func + " of " + arguments);
        return arguments.getFirst();
    }

    /** All that is computed of a row: the arguments, the keys of the order, the filter if there is one. */
    public List<ScalarExpr> scalars() {
        List<ScalarExpr> scalars = new ArrayList<>(arguments);
        for (SortKey<ScalarExpr> key : order) scalars.add(key.expr());
        if (filter != null) scalars.add(filter);
        return scalars;
    }

    /** With each scalar replaced by a function of it. */
    public AggregateExpr map(UnaryOperator<ScalarExpr> change) {
        return new AggregateExpr(
                func,
                arguments.stream().map(change).toList(),
                order.stream().map(key -> key.<ScalarExpr>map(change)).toList(),
                distinct,
                filter == null ? null : change.apply(filter));
    }
}
