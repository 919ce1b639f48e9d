package dev.coordtest.expr.scalar;

import static dev.coordtest.repr.type.ScalarType.INT4;
import static dev.coordtest.repr.type.ScalarType.INT8;
import static dev.coordtest.repr.type.ScalarType.INTERVAL;
import static dev.coordtest.repr.type.ScalarType.NUMERIC;
import static dev.coordtest.repr.type.ScalarType.TIMESTAMP;
import static dev.coordtest.repr.type.ScalarType.TIMESTAMPTZ;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.ScalarType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** {@code generate_series} (PostgreSQL's manual, section 9.26), its limits included: a series ends where the next value would leave the type. */
final class GenerateSeries {
    private static final String NAME = "generate_series";
    /** A series is made at once for each row, so one that would fill the memory is refused. */
    private static final int ROWS_MAX = 1 << 21;

    private GenerateSeries() {}

    static List<Func> all() {
        ScalarType ints = RowSets.of(INT4);
        ScalarType longs = RowSets.of(INT8);
        ScalarType numerics = RowSets.of(NUMERIC);
        return List.of(
                Func.of(NAME, ints, a -> ofInts(a[0], a[1], 1), INT4, INT4),
                Func.of(NAME, ints, a -> ofInts(a[0], a[1], integer(a[2])), INT4, INT4, INT4),
                Func.of(NAME, longs, a -> ofLongs(a[0], a[1], 1), INT8, INT8),
                Func.of(NAME, longs, a -> ofLongs(a[0], a[1], integer(a[2])), INT8, INT8, INT8),
                Func.of(NAME, numerics, a -> ofNumerics(a[0], a[1], Datum.of(BigDecimal.ONE)), NUMERIC, NUMERIC),
                Func.of(NAME, numerics, a -> ofNumerics(a[0], a[1], a[2]), NUMERIC, NUMERIC, NUMERIC),
                Func.of(
                        NAME,
                        RowSets.of(TIMESTAMP),
                        a -> ofTimes(
                                ((Datum.Timestamp) a[0]).micros(),
                                ((Datum.Timestamp) a[1]).micros(),
                                (Datum.Interval) a[2],
                                Datum.Timestamp::new),
                        TIMESTAMP,
                        TIMESTAMP,
                        INTERVAL),
                Func.of(
                        NAME,
                        RowSets.of(TIMESTAMPTZ),
                        a -> ofTimes(
                                ((Datum.TimestampTz) a[0]).micros(),
                                ((Datum.TimestampTz) a[1]).micros(),
                                (Datum.Interval) a[2],
                                Datum.TimestampTz::new),
                        TIMESTAMPTZ,
                        TIMESTAMPTZ,
                        INTERVAL));
    }

    private static long integer(Datum datum) {
        return datum instanceof Datum.Int32(var value) ? value : ((Datum.Int64) datum).value();
    }

    private static Datum ofInts(Datum start, Datum stop, long step) {
        return integers(integer(start), integer(stop), step, value -> Datum.of((int) value));
    }

    private static Datum ofLongs(Datum start, Datum stop, long step) {
        return integers(integer(start), integer(stop), step, Datum::of);
    }

    private static Datum integers(long start, long stop, long step, LongFunction<Datum> datum) {
        if (step == 0) throw zeroStep();
        List<Datum> rows = new ArrayList<>();
        long value = start;
        while (step > 0 ? value <= stop : value >= stop) {
            add(rows, datum.apply(value));
            long next = value + step;
            boolean overflows = ((value ^ next) & (step ^ next)) < 0;
            if (overflows) break;
            value = next;
        }
        return new Datum.ListValue(rows);
    }

    private static Datum ofNumerics(Datum start, Datum stop, Datum step) {
        BigDecimal value = finite(start, "start value");
        BigDecimal last = finite(stop, "stop value");
        BigDecimal by = finite(step, "step size");
        if (by.signum() == 0) throw zeroStep();
        List<Datum> rows = new ArrayList<>();
        for (; Integer.signum(value.compareTo(last)) * by.signum() <= 0; value = value.add(by))
            add(rows, Datum.of(value));
        return new Datum.ListValue(rows);
    }

    private static BigDecimal finite(Datum datum, String what) {
        if (datum instanceof Datum.Numeric(var value)) return value;
        String shown = datum.equals(Datum.NumericSpecial.NAN) ? "NaN" : "infinity";
        throw new SqlException(SqlState.INVALID_PARAMETER_VALUE, what + " cannot be " + shown);
    }

    private static Datum ofTimes(long start, long stop, Datum.Interval step, LongFunction<Datum> datum) {
        int sign = Intervals.sign(step);
        if (sign == 0) throw zeroStep();
        List<Datum> rows = new ArrayList<>();
        for (long time = start; sign > 0 ? time <= stop : time >= stop; time = DateTimes.add(time, step))
            add(rows, datum.apply(time));
        return new Datum.ListValue(rows);
    }

    private static void add(List<Datum> rows, Datum row) {
        if (rows.size() == ROWS_MAX) {
            throw new SqlException(
                    SqlState.PROGRAM_LIMIT_EXCEEDED, "a series of more than " + ROWS_MAX + " rows is not supported");
        }
        rows.add(row);
    }

    private static SqlException zeroStep() {
        return new SqlException(SqlState.INVALID_PARAMETER_VALUE, "step size cannot equal zero");
    }
}
