package dev.coordtest.compute.operator;

import dev.coordtest.expr.scalar.Aggregates;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.RowPacker;
import dev.coordtest.repr.RowReader;

/** The sum of intervals: the number of values, then months, days and microseconds, each in 128 bits. */
record IntervalTotal() implements Accumulator {
    private static final int MONTHS = 1;
    private static final int DAYS = 3;
    private static final int MICROS = 5;

    @Override
    public int width() {
        return 7;
    }

    @Override
    public void add(int group, RowReader row, int column, long diff, long[] sums, int at) {
        if (!(row.datum(column) instanceof Datum.Interval value)) return;
        sums[at] = Math.addExact(sums[at], diff);
        Sum128.add(sums, at + MONTHS, value.months(), diff);
        Sum128.add(sums, at + DAYS, value.days(), diff);
        Sum128.add(sums, at + MICROS, value.micros(), diff);
    }

    @Override
    public void push(int group, long[] sums, int at, RowPacker out) {
        if (sums[at] == 0) out.pushNull();
        else {
            out.push(Aggregates.interval(
                    Sum128.get(sums, at + MONTHS), Sum128.get(sums, at + DAYS), Sum128.get(sums, at + MICROS)));
        }
    }
}
