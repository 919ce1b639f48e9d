package dev.coordtest.expr.window;

import dev.coordtest.expr.scalar.AggregateFunc;
import dev.coordtest.expr.scalar.Aggregates;
import dev.coordtest.expr.scalar.Gathered;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Computes one call for all rows of a partition, each function by its definition. */
final class Evaluator {
    private final Partition partition;
    private final WindowCall call;
    private final Frames frames;
    private final int size;

    Evaluator(Partition partition, WindowCall call) {
        this.partition = partition;
        this.call = call;
        this.frames = new Frames(partition, call.frame());
        this.size = partition.size();
    }

    List<Datum> values() {
        AggregateFunc aggregate = call.func().aggregate();
        if (aggregate != null) return aggregates(aggregate);
        if (call.func().kind() == WindowFunc.Kind.NTILE) return ntiles();
        List<Datum> values = new ArrayList<>();
        for (int row = 0; row < size; row++) values.add(value(row));
        return values;
    }

    private Datum value(int row) {
        return switch (call.func().kind()) {
            case ROW_NUMBER -> Datum.of(row + 1L);
            case RANK -> Datum.of(partition.firstPeer(row) + 1L);
            case DENSE_RANK -> Datum.of(partition.group(row) + 1L);
            case PERCENT_RANK -> Datum.of(size == 1 ? 0d : (double) partition.firstPeer(row) / (size - 1));
            case CUME_DIST -> Datum.of((double) partition.afterPeers(row) / size);
            case LAG -> neighbour(row, -1);
            case LEAD -> neighbour(row, 1);
            case FIRST_VALUE -> nth(frames.rows(row), 0);
            case LAST_VALUE -> {
                int[] frame = frames.rows(row);
                yield nth(frame, frame.length - 1);
            }
            case NTH_VALUE -> {
                Datum n = argument(row, 1);
                if (n.isNull()) yield Datum.NULL;
                int index = ((Datum.Int32) n).value();
                if (index <= 0) {
                    throw new SqlException(
                            SqlState.INVALID_ARGUMENT_FOR_NTH_VALUE, "argument of nth_value must be greater than zero");
                }
                yield nth(frames.rows(row), index - 1);
            }
            case NTILE, AGGREGATE -> throw new IllegalStateException("not of one row: " + call);
        };
    }

    private Datum argument(int row, int index) {
        return partition.datum(row, call.arguments().get(index));
    }

    private Datum neighbour(int row, int direction) {
        Datum offset = argument(row, 1);
        if (offset.isNull()) return Datum.NULL;
        long at = row + (long) direction * ((Datum.Int32) offset).value();
        return at < 0 || at >= size ? argument(row, 2) : argument((int) at, 0);
    }

    private Datum nth(int[] frame, int index) {
        return index < 0 || index >= frame.length ? Datum.NULL : argument(frame[index], 0);
    }

    /** Buckets of sizes as equal as can be, the larger ones first; the number of them is that of the first row where it is not NULL. */
    private List<Datum> ntiles() {
        List<Datum> values = new ArrayList<>();
        int begin = -1;
        long buckets = 0;
        for (int row = 0; row < size; row++) {
            if (begin < 0 && argument(row, 0) instanceof Datum.Int32(var count)) {
                if (count <= 0) {
                    throw new SqlException(
                            SqlState.INVALID_ARGUMENT_FOR_NTILE, "argument of ntile must be greater than zero");
                }
                begin = row;
                buckets = count;
            }
            values.add(begin < 0 ? Datum.NULL : new Datum.Int32(bucket(row - begin, buckets)));
        }
        return values;
    }

    private int bucket(long row, long buckets) {
        long small = size / buckets;
        long larger = size % buckets;
        long inLarger = larger * (small + 1);
        return (int) (row < inLarger ? row / (small + 1) : larger + (row - inLarger) / small) + 1;
    }

    /** A frame that is the same as that of the row before has the same value. */
    private List<Datum> aggregates(AggregateFunc func) {
        List<Datum> values = new ArrayList<>();
        int[] last = {-1};
        for (int row = 0; row < size; row++) {
            int[] frame = frames.rows(row);
            values.add(row > 0 && Arrays.equals(frame, last) ? values.getLast() : aggregate(func, frame));
            last = frame;
        }
        return values;
    }

    private Datum aggregate(AggregateFunc func, int[] frame) {
        List<List<Datum>> taken = new ArrayList<>();
        for (int row : frame) {
            if (call.filter() >= 0 && !partition.datum(row, call.filter()).equals(Datum.TRUE)) continue;
            List<Datum> arguments = new ArrayList<>();
            for (int i = 0; i < call.arguments().size(); i++) arguments.add(argument(row, i));
            if (arguments.getFirst().isNull() && !func.kind().keepsNulls()) continue;
            taken.add(arguments);
        }
        if (func.kind().gathers()) return Gathered.of(func, taken);
        return Aggregates.evaluate(
                func,
                taken.stream()
                        .map(arguments -> new Aggregates.Counted(arguments.getFirst(), 1))
                        .toList());
    }
}
