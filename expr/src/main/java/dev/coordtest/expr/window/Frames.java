package dev.coordtest.expr.window;

import dev.coordtest.expr.window.WindowFrame.Bound;
import dev.coordtest.expr.window.WindowFrame.Edge;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.DatumOrder;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import java.math.BigDecimal;
import java.util.stream.IntStream;

/** Finds the frame of each row. */
final class Frames {
    private final Partition partition;
    private final WindowFrame frame;

    Frames(Partition partition, WindowFrame frame) {
        this.partition = partition;
        this.frame = frame;
    }

    /** The rows of the frame, in order. */
    int[] rows(int row) {
        int start = Math.max(0, start(row));
        int end = Math.min(partition.size(), end(row));
        return IntStream.range(start, end)
                .filter(other -> !isExcluded(row, other))
                .toArray();
    }

    private boolean isExcluded(int row, int other) {
        boolean peer = partition.group(row) == partition.group(other);
        return switch (frame.exclusion()) {
            case NO_OTHERS -> false;
            case CURRENT_ROW -> other == row;
            case GROUP -> peer;
            case TIES -> peer && other != row;
        };
    }

    /** The first row of the frame; may lie outside the partition. */
    private int start(int row) {
        Bound bound = frame.start();
        return switch (bound.edge()) {
            case UNBOUNDED_PRECEDING -> 0;
            case CURRENT_ROW -> frame.unit() == WindowFrame.Unit.ROWS ? row : partition.firstPeer(row);
            case UNBOUNDED_FOLLOWING -> partition.size();
            case PRECEDING, FOLLOWING -> {
                Datum offset = offset(bound, row, "starting");
                yield switch (frame.unit()) {
                    case ROWS -> moved(row, offset, bound.edge());
                    case GROUPS -> firstOfGroup(moved(partition.group(row), offset, bound.edge()));
                    case RANGE -> firstWithin(row, bound);
                };
            }
        };
    }

    /** The row after the last of the frame; may lie outside the partition. */
    private int end(int row) {
        Bound bound = frame.end();
        return switch (bound.edge()) {
            case UNBOUNDED_PRECEDING -> 0;
            case CURRENT_ROW -> frame.unit() == WindowFrame.Unit.ROWS ? row + 1 : partition.afterPeers(row);
            case UNBOUNDED_FOLLOWING -> partition.size();
            case PRECEDING, FOLLOWING -> {
                Datum offset = offset(bound, row, "ending");
                yield switch (frame.unit()) {
                    case ROWS -> moved(row, offset, bound.edge()) + 1;
                    case GROUPS -> firstOfGroup(moved(partition.group(row), offset, bound.edge()) + 1);
                    case RANGE -> afterWithin(row, bound);
                };
            }
        };
    }

    private Datum offset(Bound bound, int row, String which) {
        Datum offset = partition.datum(row, bound.offset());
        if (offset.isNull()) {
            throw new SqlException(SqlState.NULL_VALUE_NOT_ALLOWED, "frame " + which + " offset must not be null");
        }
        if (!isNegative(offset)) return offset;
        String message = frame.unit() == WindowFrame.Unit.RANGE
                ? "invalid preceding or following size in window function"
                : "frame " + which + " offset must not be negative";
        throw new SqlException(SqlState.INVALID_PRECEDING_OR_FOLLOWING_SIZE, message);
    }

    private static boolean isNegative(Datum offset) {
        Datum zero = switch (offset) {
            case Datum.Int16 ignored -> new Datum.Int16((short) 0);
            case Datum.Int32 ignored -> new Datum.Int32(0);
            case Datum.Int64 ignored -> new Datum.Int64(0);
            case Datum.Float32 ignored -> new Datum.Float32(0);
            case Datum.Float64 ignored -> new Datum.Float64(0);
            case Datum.Numeric ignored -> new Datum.Numeric(BigDecimal.ZERO);
            case Datum.Interval ignored -> new Datum.Interval(0, 0, 0);
            default -> throw new IllegalStateException("no offset: " + offset);
        };
        return DatumOrder.ORDER.compare(offset, zero) < 0;
    }

    /** So far away that it is outside whatever the partition, if the offset is. */
    private static int moved(int from, Datum offset, Edge edge) {
        long by = Math.min(((Datum.Int64) offset).value(), Integer.MAX_VALUE / 2);
        return (int) (edge == Edge.PRECEDING ? from - by : from + by);
    }

    private int firstOfGroup(int group) {
        int row = 0;
        while (row < partition.size() && partition.group(row) < group) row++;
        return row;
    }

    private int firstWithin(int row, Bound bound) {
        Datum limit = partition.datum(row, bound.limit());
        int other = 0;
        while (other < partition.size() && compare(other, bound, limit) < 0) other++;
        return other;
    }

    private int afterWithin(int row, Bound bound) {
        Datum limit = partition.datum(row, bound.limit());
        int other = 0;
        while (other < partition.size() && compare(other, bound, limit) <= 0) other++;
        return other;
    }

    private int compare(int row, Bound bound, Datum limit) {
        return Partition.compare(partition.datum(row, bound.key()), limit, partition.key());
    }
}
