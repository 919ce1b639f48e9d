package dev.coordtest.compute.operator;

import dev.coordtest.expr.scalar.AggregateExpr;
import dev.coordtest.expr.scalar.AggregateFunc;
import dev.coordtest.expr.scalar.AggregateFunc.Kind;
import dev.coordtest.repr.RowPacker;
import dev.coordtest.repr.RowReader;
import dev.coordtest.repr.type.ScalarType;

/**
 * An aggregate as it is kept up to date: what a row adds when it comes it takes away when it goes, in any order. A few longs of each group
 * are in an array that belongs to someone else; an accumulator that needs more keeps that by the group's number.
 */
sealed interface Accumulator permits Count, IntegerSum, Connective, ExactSum, IntervalSums, Extreme, Distinct, Gather {
    /** How many longs it needs. Zeros mean no values. */
    int width();

    /**
     * Adds {@code diff} times the value in a column to the sums of a group, which are those from {@code at} on. What else is computed of a row for the
     * aggregate stands in the columns after it.
     */
    void add(int group, RowReader row, int column, long diff, long[] sums, int at);

    /** All changes of one time have been added. Until then values may be pushed as they were before them. */
    default void settle() {}

    /** Pushes the aggregate's value. Throws {@link dev.coordtest.repr.SqlException} if it has none. */
    void push(int group, long[] sums, int at, RowPacker out);

    /** Stands for the argument of an aggregate that only counts rows. */
    int ANY_COLUMN = -1;

    static boolean countsRows(AggregateExpr aggregate) {
        return aggregate.func().kind() == Kind.COUNT && !aggregate.distinct();
    }

    /** The accumulator that means the same as the aggregate. */
    static Accumulator of(AggregateExpr aggregate) {
        AggregateFunc func = aggregate.func();
        return switch (func.kind()) {
            case COUNT -> distinct(aggregate, new Count());
            case SUM, AVG -> distinct(aggregate, sum(func));
            case VAR_SAMP, VAR_POP, STDDEV_SAMP, STDDEV_POP -> distinct(aggregate, new ExactSum(func));
            // Of these it does not matter how often a value is there.
            case BOOL_AND, BOOL_OR -> new Connective(func.kind() == Kind.BOOL_OR);
            case MIN, MAX, ANY -> new Extreme(func.kind());
            case STRING_AGG, ARRAY_AGG, LIST_AGG, JSON_AGG, JSON_OBJECT_AGG -> new Gather(aggregate);
        };
    }

    private static Accumulator sum(AggregateFunc func) {
        if (isInteger(func.input())) return new IntegerSum(func);
        return func.result() == ScalarType.INTERVAL ? new IntervalSums(func) : new ExactSum(func);
    }

    private static Accumulator distinct(AggregateExpr aggregate, Accumulator each) {
        return aggregate.distinct() ? new Distinct(each) : each;
    }

    private static boolean isInteger(ScalarType type) {
        return type == ScalarType.INT2 || type == ScalarType.INT4 || type == ScalarType.INT8;
    }
}
