package dev.coordtest.compute.operator;

import dev.coordtest.repr.RowPacker;
import dev.coordtest.repr.RowReader;

/** AND or OR over the values: how many are what decides it, how many not. */
record Connective(boolean winner) implements Accumulator {
    @Override
    public int width() {
        return 2;
    }

    @Override
    public void add(int group, RowReader row, int column, long diff, long[] sums, int at) {
        if (row.isNull(column)) return;
        int place = row.isTrue(column) == winner ? at : at + 1;
        sums[place] = Math.addExact(sums[place], diff);
    }

    @Override
    public void push(int group, long[] sums, int at, RowPacker out) {
        if (sums[at] != 0) out.push(winner);
        else if (sums[at + 1] != 0) out.push(!winner);
        else out.pushNull();
    }
}
