package dev.coordtest.compute.operator;

import dev.coordtest.expr.scalar.AggregateFunc;
import dev.coordtest.expr.scalar.IntervalTotal;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.RowPacker;
import dev.coordtest.repr.RowReader;

/**
 * The sum or average of intervals: the number of finite values, then their months, days and microseconds, each in 128 bits, then the numbers of
 * infinite values of either sign.
 */
record IntervalSums(AggregateFunc func) implements Accumulator {
    private static final int MONTHS = 1;
    private static final int DAYS = 3;
    private static final int MICROS = 5;
    private static final int POSITIVE = 7;
    private static final int NEGATIVE = 8;

    @Override
    public int width() {
        return 9;
    }

    @Override
    public void add(int group, RowReader row, int column, long diff, long[] sums, int at) {
        if (!(row.datum(column) instanceof Datum.Interval value)) return;
        if (value.isInfinite()) {
            int infinite = at + (value.months() > 0 ? POSITIVE : NEGATIVE);
            sums[infinite] = Math.addExact(sums[infinite], diff);
            return;
        }
        sums[at] = Math.addExact(sums[at], diff);
        Sum128.add(sums, at + MONTHS, value.months(), diff);
        Sum128.add(sums, at + DAYS, value.days(), diff);
        Sum128.add(sums, at + MICROS, value.micros(), diff);
    }

    @Override
    public void push(int group, long[] sums, int at, RowPacker out) {
        IntervalTotal total = new IntervalTotal();
        total.addFinite(
                sums[at], Sum128.get(sums, at + MONTHS), Sum128.get(sums, at + DAYS), Sum128.get(sums, at + MICROS));
        total.addInfinite(sums[at + POSITIVE], 1);
        total.addInfinite(sums[at + NEGATIVE], -1);
        out.push(total.value(func));
    }
}
