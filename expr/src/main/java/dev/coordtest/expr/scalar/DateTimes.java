package dev.coordtest.expr.scalar;

import static dev.coordtest.expr.scalar.DateTimeText.MICROS_PER_DAY;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.ScalarType;
import java.time.LocalDate;

/** Dates, times and intervals: conversions and arithmetic. */
final class DateTimes {
    private DateTimes() {}

    static Datum convert(Datum datum, ScalarType.Simple to) {
        return switch (datum) {
            case Datum.Date(var days) -> {
                long micros = days == Datum.Date.POSITIVE_INFINITY
                        ? Long.MAX_VALUE
                        : days == Datum.Date.NEGATIVE_INFINITY ? Long.MIN_VALUE : checked(days, MICROS_PER_DAY);
                yield fromMicros(micros, to);
            }
            case Datum.Timestamp(var micros) -> fromMicros(micros, to);
            case Datum.TimestampTz(var micros) -> fromMicros(micros, to);
            case Datum.Time(var micros) -> new Datum.Interval(0, 0, micros);
            case Datum.Interval interval -> new Datum.Time(Math.floorMod(interval.micros(), MICROS_PER_DAY));
            default -> throw new IllegalStateException("no date or time: " + datum);
        };
    }

    private static Datum fromMicros(long micros, ScalarType.Simple to) {
        boolean infinite = micros == Long.MAX_VALUE || micros == Long.MIN_VALUE;
        return switch (to) {
            case TIMESTAMP -> new Datum.Timestamp(micros);
            case TIMESTAMPTZ -> new Datum.TimestampTz(micros);
            case DATE ->
                new Datum.Date(
                        infinite
                                ? micros > 0 ? Datum.Date.POSITIVE_INFINITY : Datum.Date.NEGATIVE_INFINITY
                                : (int) Math.floorDiv(micros, MICROS_PER_DAY));
            case TIME -> infinite ? Datum.NULL : new Datum.Time(Math.floorMod(micros, MICROS_PER_DAY));
            default -> throw new IllegalStateException("no date or time type: " + to);
        };
    }

    private static long checked(long count, long each) {
        try {
            return Math.multiplyExact(count, each);
        } catch (ArithmeticException e) {
            throw outOfRange("timestamp");
        }
    }

    static SqlException outOfRange(String what) {
        return new SqlException(SqlState.DATETIME_FIELD_OVERFLOW, what + " out of range");
    }

    /** A timestamp and an interval: months first, the day clamped to the month's end, then days, then the rest. */
    static long add(long micros, Datum.Interval interval) {
        if (micros == Long.MAX_VALUE || micros == Long.MIN_VALUE) return micros;
        try {
            long day = Math.floorDiv(micros, MICROS_PER_DAY);
            long time = Math.floorMod(micros, MICROS_PER_DAY);
            if (interval.months() != 0)
                day = LocalDate.ofEpochDay(day).plusMonths(interval.months()).toEpochDay();
            day = Math.addExact(day, interval.days());
            long moved = Math.addExact(Math.multiplyExact(day, MICROS_PER_DAY), time);
            return Math.addExact(moved, interval.micros());
        } catch (ArithmeticException | java.time.DateTimeException e) {
            throw outOfRange("timestamp");
        }
    }

    static Datum.Interval negate(Datum.Interval interval) {
        try {
            return new Datum.Interval(
                    Math.negateExact(interval.months()),
                    Math.negateExact(interval.days()),
                    Math.negateExact(interval.micros()));
        } catch (ArithmeticException e) {
            throw outOfRange("interval");
        }
    }

    static Datum.Interval add(Datum.Interval a, Datum.Interval b) {
        try {
            return new Datum.Interval(
                    Math.addExact(a.months(), b.months()),
                    Math.addExact(a.days(), b.days()),
                    Math.addExact(a.micros(), b.micros()));
        } catch (ArithmeticException e) {
            throw outOfRange("interval");
        }
    }

    /** The time between two timestamps, in days and less. */
    static Datum.Interval between(long later, long earlier) {
        if (later == Long.MAX_VALUE
                || later == Long.MIN_VALUE
                || earlier == Long.MAX_VALUE
                || earlier == Long.MIN_VALUE) {
            throw new SqlException(SqlState.DATETIME_FIELD_OVERFLOW, "cannot subtract infinite timestamps");
        }
        long micros = Math.subtractExact(later, earlier);
        return new Datum.Interval(0, (int) (micros / MICROS_PER_DAY), micros % MICROS_PER_DAY);
    }
}
