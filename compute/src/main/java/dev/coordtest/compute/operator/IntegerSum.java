package dev.coordtest.compute.operator;

import dev.coordtest.expr.scalar.AggregateFunc;
import dev.coordtest.expr.scalar.AggregateFunc.Kind;
import dev.coordtest.expr.scalar.Aggregates;
import dev.coordtest.repr.RowPacker;
import dev.coordtest.repr.RowReader;
import dev.coordtest.repr.type.ScalarType;

/** The sum or average of integers: the number of values, then their sum in 128 bits. */
record IntegerSum(AggregateFunc func) implements Accumulator {
    @Override
    public int width() {
        return 3;
    }

    @Override
    public void add(int group, RowReader row, int column, long diff, long[] sums, int at) {
        if (row.isNull(column)) return;
        sums[at] = Math.addExact(sums[at], diff);
        Sum128.add(sums, at + 1, row.wholeNumber(column), diff);
    }

    @Override
    public void push(int group, long[] sums, int at, RowPacker out) {
        if (sums[at] == 0) {
            out.pushNull();
            return;
        }
        if (func.kind() == Kind.AVG) {
            out.push(Aggregates.average(Sum128.get(sums, at + 1), sums[at]));
            return;
        }
        boolean fits = Sum128.isLong(sums, at + 1);
        if (func.result() != ScalarType.INT8) {
            if (fits) out.pushNumeric(sums[at + 1]);
            else out.push(Aggregates.numeric(Sum128.get(sums, at + 1)));
        } else if (fits) {
            out.push(sums[at + 1]);
        } else {
            throw Aggregates.outOfRange("bigint");
        }
    }
}
