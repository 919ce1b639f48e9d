package dev.coordtest.compute.operator;

import dev.coordtest.repr.RowPacker;
import dev.coordtest.repr.RowReader;

/** How many values there are. */
record Count() implements Accumulator {
    @Override
    public int width() {
        return 1;
    }

    @Override
    public void add(int group, RowReader row, int column, long diff, long[] sums, int at) {
        if (column == ANY_COLUMN || !row.isNull(column)) sums[at] = Math.addExact(sums[at], diff);
    }

    @Override
    public void push(int group, long[] sums, int at, RowPacker out) {
        out.push(sums[at]);
    }
}
