package dev.coordtest.compute.operator;

import dev.coordtest.expr.scalar.AggregateExpr;
import dev.coordtest.expr.scalar.AggregateFunc;
import dev.coordtest.expr.scalar.AggregateFunc.Kind;
import dev.coordtest.expr.scalar.Aggregates;
import dev.coordtest.repr.RowPacker;
import dev.coordtest.repr.RowReader;
import dev.coordtest.repr.type.ScalarType;
import java.math.BigInteger;
import java.util.Optional;

/**
 * An aggregate that can be kept as a few exact sums: what a row adds when it comes it takes away when it goes, in any order.
 * The sums are longs in an array that belongs to someone else.
 */
sealed interface Accumulator {
    /** How many longs it needs. Zeros mean no values. */
    int width();

    /** Adds {@code diff} times the value in a column to the sums from {@code at} on. */
    void add(RowReader row, int column, long diff, long[] sums, int at);

    /** Pushes the aggregate's value. Throws {@link dev.coordtest.repr.SqlException} if it has none. */
    void push(long[] sums, int at, RowPacker out);

    /** Stands for the argument of an aggregate that only counts rows. */
    int ANY_COLUMN = -1;

    static boolean countsRows(AggregateExpr aggregate) {
        return aggregate.func().kind() == Kind.COUNT && !aggregate.distinct();
    }

    /** The accumulator that means the same as the aggregate, if there is one. */
    static Optional<Accumulator> of(AggregateExpr aggregate) {
        AggregateFunc func = aggregate.func();
        if (aggregate.distinct()) return Optional.empty();
        return switch (func.kind()) {
            case COUNT -> Optional.of(new Count());
            case SUM -> isInteger(func.input()) ? Optional.of(new Sum(func.result())) : Optional.empty();
            case AVG -> isInteger(func.input()) ? Optional.of(new Average()) : Optional.empty();
            case BOOL_AND, BOOL_OR -> Optional.of(new Connective(func.kind() == Kind.BOOL_OR));
            case MIN, MAX, ANY -> Optional.empty();
        };
    }

    private static boolean isInteger(ScalarType type) {
        return type == ScalarType.INT2 || type == ScalarType.INT4 || type == ScalarType.INT8;
    }

    /** How many values there are. */
    record Count() implements Accumulator {
        @Override
        public int width() {
            return 1;
        }

        @Override
        public void add(RowReader row, int column, long diff, long[] sums, int at) {
            if (column == ANY_COLUMN || !row.isNull(column)) sums[at] = Math.addExact(sums[at], diff);
        }

        @Override
        public void push(long[] sums, int at, RowPacker out) {
            out.push(sums[at]);
        }
    }

    /** The sum of integers, in 128 bits: the number of values, the low half, the high half. */
    record Sum(ScalarType result) implements Accumulator {
        @Override
        public int width() {
            return 3;
        }

        @Override
        public void add(RowReader row, int column, long diff, long[] sums, int at) {
            addWhole(row, column, diff, sums, at);
        }

        @Override
        public void push(long[] sums, int at, RowPacker out) {
            if (sums[at] == 0) {
                out.pushNull();
                return;
            }
            long low = sums[at + 1];
            boolean fits = sums[at + 2] == low >> 63;
            if (result != ScalarType.INT8) {
                if (fits) out.pushNumeric(low);
                else out.push(Aggregates.numeric(wide(sums, at)));
            } else if (fits) {
                out.push(low);
            } else {
                throw Aggregates.outOfRange("bigint");
            }
        }
    }

    /** The average of integers, kept like their sum. */
    record Average() implements Accumulator {
        @Override
        public int width() {
            return 3;
        }

        @Override
        public void add(RowReader row, int column, long diff, long[] sums, int at) {
            addWhole(row, column, diff, sums, at);
        }

        @Override
        public void push(long[] sums, int at, RowPacker out) {
            out.push(Aggregates.average(wide(sums, at), sums[at]));
        }
    }

    private static void addWhole(RowReader row, int column, long diff, long[] sums, int at) {
        if (row.isNull(column)) return;
        long value = row.wholeNumber(column);
        long low = value * diff;
        long high = Math.multiplyHigh(value, diff);
        sums[at] = Math.addExact(sums[at], diff);
        sums[at + 1] += low;
        long carry = Long.compareUnsigned(sums[at + 1], low) < 0 ? 1 : 0;
        sums[at + 2] += high + carry;
    }

    private static BigInteger wide(long[] sums, int at) {
        BigInteger low = BigInteger.valueOf(sums[at + 1]);
        if (low.signum() < 0) low = low.add(BigInteger.ONE.shiftLeft(64));
        return BigInteger.valueOf(sums[at + 2]).shiftLeft(64).add(low);
    }

    /** AND and OR over the values: how many are true, how many false. */
    record Connective(boolean winner) implements Accumulator {
        @Override
        public int width() {
            return 2;
        }

        @Override
        public void add(RowReader row, int column, long diff, long[] sums, int at) {
            if (row.isNull(column)) return;
            int place = row.isTrue(column) == winner ? at : at + 1;
            sums[place] = Math.addExact(sums[place], diff);
        }

        @Override
        public void push(long[] sums, int at, RowPacker out) {
            if (sums[at] != 0) out.push(winner);
            else if (sums[at + 1] != 0) out.push(!winner);
            else out.pushNull();
        }
    }
}
