package dev.coordtest.expr.scalar;

import java.util.function.Function;

/**
 * One key of an ORDER BY over expressions: those of a bound query or of a plan. {@code nullsLast} is about where NULLs stand in the result, whatever
 * the direction.
 */
public record SortKey<E>(E expr, boolean descending, boolean nullsLast) {
    /** The same key over what becomes of its expression. */
    public <T> SortKey<T> map(Function<? super E, ? extends T> change) {
        return new SortKey<>(change.apply(expr), descending, nullsLast);
    }
}
