package dev.coordtest.expr.scalar;

import java.util.function.Function;
import java.util.function.LongBinaryOperator;
import java.util.function.Predicate;

/** How a function runs faster than through its datums, for the few that rows spend their time in. */
sealed interface Kernel {
    /** Integers in and out. The operation throws {@link dev.coordtest.repr.SqlException} if the result does not fit its type. */
    record OfLongs(LongBinaryOperator operation) implements Kernel {}

    /** A comparison of two values of one type. */
    record Compares(Comparison comparison) implements Kernel {}

    /** A test of a text against a pattern, its second argument, that is worth preparing once if it is always the same. */
    record Matches(Function<String, Predicate<String>> prepare) implements Kernel {}
}
