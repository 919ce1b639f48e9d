package dev.coordtest.compute.operator;

import dev.coordtest.expr.scalar.AggregateFunc;
import dev.coordtest.expr.scalar.Aggregates;
import dev.coordtest.expr.scalar.Variances;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.RowPacker;
import dev.coordtest.repr.RowReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sum, average or variance of numerics or floats, exact. In the sums of a group stands 1 + the place of its {@link DecimalSum}, or 0. */
final class ExactSum implements Accumulator {
    private final AggregateFunc func;
    private final boolean squared;
    private final List<@Nullable DecimalSum> sumsByPlace = new ArrayList<>();
    private final List<Integer> free = new ArrayList<>();

    ExactSum(AggregateFunc func) {
        this.func = func;
        this.squared = Variances.isVariance(func.kind());
    }

    @Override
    public int width() {
        return 1;
    }

    @Override
    public void add(int group, RowReader row, int column, long diff, long[] sums, int at) {
        if (row.isNull(column)) return;
        if (sums[at] == 0) sums[at] = 1L + open();
        int place = (int) sums[at] - 1;
        DecimalSum sum = sum(place);
        sum.add(Aggregates.exact(row.datum(column)), diff);
        if (!sum.isEmpty()) return;
        sumsByPlace.set(place, null);
        free.add(place);
        sums[at] = 0;
    }

    private int open() {
        if (free.isEmpty()) {
            sumsByPlace.add(new DecimalSum(squared));
            return sumsByPlace.size() - 1;
        }
        int place = free.removeLast();
        sumsByPlace.set(place, new DecimalSum(squared));
        return place;
    }

    private DecimalSum sum(int place) {
        DecimalSum sum = sumsByPlace.get(place);
        if (sum == null) throw new IllegalStateException("no sum at " + place + " of " + sumsByPlace.size());
        return sum;
    }

    @Override
    public void push(int group, long[] sums, int at, RowPacker out) {
        if (sums[at] == 0) {
            out.push(Datum.NULL);
            return;
        }
        DecimalSum sum = sum((int) sums[at] - 1);
        out.push(
                squared
                        ? Variances.of(func, sum.total(), sum.squares(), sum.count())
                        : Aggregates.ofExactSum(func, sum.total(), sum.count()));
    }
}
