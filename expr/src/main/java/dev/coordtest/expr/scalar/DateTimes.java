package dev.coordtest.expr.scalar;

import static dev.coordtest.expr.scalar.Calendar.MICROS_PER_DAY;
import static dev.coordtest.expr.scalar.Calendar.MICROS_PER_SECOND;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;

/**
 * Arithmetic of dates and timestamps, both counted from 1970.
 *
 * <p>PostgreSQL's timestamps end with the year 294276, ours in January 294247, because 64 bits of microseconds reach no further from 1970.
 */
final class DateTimes {
    static final long POSITIVE_INFINITY = Datum.Timestamp.POSITIVE_INFINITY;
    static final long NEGATIVE_INFINITY = Datum.Timestamp.NEGATIVE_INFINITY;
    private static final long SECONDS_1970_TO_2000 = 946_684_800;
    private static final long FIRST_TIMESTAMP = Calendar.FIRST_DAY * MICROS_PER_DAY;

    private DateTimes() {}

    /** Whether a count of days is a finite date. */
    static boolean isDate(long epochDay) {
        return epochDay >= Calendar.FIRST_DAY && epochDay < Calendar.DATE_END;
    }

    /** Whether a count of microseconds is a finite timestamp. */
    static boolean isTimestamp(long micros) {
        return micros >= FIRST_TIMESTAMP && micros < POSITIVE_INFINITY;
    }

    static boolean isInfinite(long micros) {
        return micros == POSITIVE_INFINITY || micros == NEGATIVE_INFINITY;
    }

    static boolean isInfinite(Datum.Date date) {
        return date.epochDays() == Datum.Date.POSITIVE_INFINITY || date.epochDays() == Datum.Date.NEGATIVE_INFINITY;
    }

    /** The microseconds of a date's midnight. */
    static long midnight(Datum.Date date) {
        if (date.epochDays() == Datum.Date.POSITIVE_INFINITY) return POSITIVE_INFINITY;
        if (date.epochDays() == Datum.Date.NEGATIVE_INFINITY) return NEGATIVE_INFINITY;
        long micros = date.epochDays() * MICROS_PER_DAY; // 2^31 days may not fit in 64 bits.
        if (micros / MICROS_PER_DAY != date.epochDays() || !isTimestamp(micros)) {
            throw new SqlException(SqlState.DATETIME_FIELD_OVERFLOW, "date out of range for timestamp");
        }
        return micros;
    }

    /** Compares dates and timestamps. The dates that have no timestamp are later than all that have one. */
    static int compare(Datum a, Datum b) {
        if (a instanceof Datum.Date x && isBeyondTimestamps(x)) return beyond(b, 1);
        if (b instanceof Datum.Date y && isBeyondTimestamps(y)) return beyond(a, -1);
        return Long.compare(
                a instanceof Datum.Date x ? midnight(x) : Values.micros(a),
                b instanceof Datum.Date y ? midnight(y) : Values.micros(b));
    }

    private static boolean isBeyondTimestamps(Datum.Date date) {
        return !isInfinite(date) && date.epochDays() > Long.MAX_VALUE / MICROS_PER_DAY;
    }

    private static int beyond(Datum timestamp, int sign) {
        return Values.micros(timestamp) == POSITIVE_INFINITY ? -sign : sign;
    }

    /** The date on which a timestamp lies. */
    static Datum.Date date(long micros) {
        if (micros == POSITIVE_INFINITY) return new Datum.Date(Datum.Date.POSITIVE_INFINITY);
        if (micros == NEGATIVE_INFINITY) return new Datum.Date(Datum.Date.NEGATIVE_INFINITY);
        return new Datum.Date((int) Math.floorDiv(micros, MICROS_PER_DAY));
    }

    static Datum.Date addDays(Datum.Date date, int days) {
        if (isInfinite(date)) return date;
        long moved = (long) date.epochDays() + days;
        if (!isDate(moved)) throw Errors.dateTimeOutOfRange("date");
        return new Datum.Date((int) moved);
    }

    static int daysBetween(Datum.Date later, Datum.Date earlier) {
        if (isInfinite(later) || isInfinite(earlier)) {
            throw new SqlException(SqlState.DATETIME_FIELD_OVERFLOW, "cannot subtract infinite dates");
        }
        return later.epochDays() - earlier.epochDays();
    }

    /** A timestamp and an interval: months first, the day clamped to the month's end, then days, then the rest. */
    static long add(long micros, Datum.Interval interval) {
        if (interval.isInfinite()) {
            long moved = Intervals.sign(interval) > 0 ? POSITIVE_INFINITY : NEGATIVE_INFINITY;
            if (isInfinite(micros) && micros != moved) throw Errors.dateTimeOutOfRange("timestamp");
            return moved;
        }
        if (isInfinite(micros)) return micros;
        try {
            // Each step has to arrive at a timestamp.
            long moved = interval.months() == 0 ? micros : addMonths(micros, interval.months());
            if (isTimestamp(moved)) moved = Math.addExact(moved, Math.multiplyExact(interval.days(), MICROS_PER_DAY));
            if (isTimestamp(moved)) moved = Math.addExact(moved, interval.micros());
            if (isTimestamp(moved)) return moved;
        } catch (ArithmeticException e) {
            // Reported below, like any other that is beyond the range.
        }
        throw Errors.dateTimeOutOfRange("timestamp");
    }

    private static long addMonths(long micros, int months) {
        Calendar.Day day = Calendar.day(Math.floorDiv(micros, MICROS_PER_DAY));
        long total = 12L * day.year() + day.month() - 1 + months;
        long year = Math.floorDiv(total, 12L);
        int month = (int) Math.floorMod(total, 12L) + 1;
        long moved = Calendar.epochDay(year, month, Math.min(day.day(), Calendar.daysInMonth(year, month)));
        return Math.addExact(Math.multiplyExact(moved, MICROS_PER_DAY), Math.floorMod(micros, MICROS_PER_DAY));
    }

    /** The time between two timestamps, in days and less. */
    static Datum.Interval between(long later, long earlier) {
        if (isInfinite(later) || isInfinite(earlier)) return infinitelyFar(later, earlier);
        long micros;
        try {
            micros = Math.subtractExact(later, earlier);
        } catch (ArithmeticException e) {
            throw Errors.dateTimeOutOfRange("interval");
        }
        return new Datum.Interval(0, (int) (micros / MICROS_PER_DAY), micros % MICROS_PER_DAY);
    }

    private static Datum.Interval infinitelyFar(long later, long earlier) {
        if (later == earlier) throw Errors.dateTimeOutOfRange("interval");
        return Intervals.infinity(later > earlier ? 1 : -1);
    }

    /** The time between two timestamps in years, months, days and less, as one counts on a calendar. */
    static Datum.Interval age(long later, long earlier) {
        if (isInfinite(later) || isInfinite(earlier)) return infinitelyFar(later, earlier);
        boolean negative = later < earlier;
        long from = negative ? later : earlier;
        long to = negative ? earlier : later;
        Calendar.Day start = Calendar.day(Math.floorDiv(from, MICROS_PER_DAY));
        Calendar.Day end = Calendar.day(Math.floorDiv(to, MICROS_PER_DAY));
        long micros = Math.floorMod(to, MICROS_PER_DAY) - Math.floorMod(from, MICROS_PER_DAY);
        int days = end.day() - start.day();
        int months = 12 * (end.year() - start.year()) + end.month() - start.month();
        if (micros < 0) {
            micros += MICROS_PER_DAY;
            days--;
        }
        if (days < 0) {
            // The month that is borrowed is the one in which the counting begins.
            days += Calendar.daysInMonth(start.year(), start.month());
            months--;
        }
        return negative ? new Datum.Interval(-months, -days, -micros) : new Datum.Interval(months, days, micros);
    }

    /** A time of day moved by an interval, whose months and days do not matter; it wraps around at midnight. */
    static Datum.Time add(Datum.Time time, Datum.Interval interval) {
        if (interval.isInfinite()) throw infinite("cannot add infinite interval to time");
        long moved = time.micros() + interval.micros() % MICROS_PER_DAY;
        return new Datum.Time(Math.floorMod(moved, MICROS_PER_DAY));
    }

    static Datum.Time subtract(Datum.Time time, Datum.Interval interval) {
        if (interval.isInfinite()) throw infinite("cannot subtract infinite interval from time");
        long moved = time.micros() - interval.micros() % MICROS_PER_DAY;
        return new Datum.Time(Math.floorMod(moved, MICROS_PER_DAY));
    }

    static SqlException infinite(String message) {
        return new SqlException(SqlState.DATETIME_FIELD_OVERFLOW, message);
    }

    /** The start of the interval of length {@code stride} that a timestamp lies in, if one of them starts at {@code origin}. */
    static long bin(Datum.Interval stride, long micros, long origin) {
        if (isInfinite(micros)) return micros;
        if (isInfinite(origin)) throw infinite("origin out of range");
        if (stride.isInfinite()) throw infinite("timestamps cannot be binned into infinite intervals");
        if (stride.months() != 0) {
            throw new SqlException(
                    SqlState.FEATURE_NOT_SUPPORTED,
                    "timestamps cannot be binned into intervals containing months or years");
        }
        try {
            long length = Math.addExact(Math.multiplyExact(stride.days(), MICROS_PER_DAY), stride.micros());
            if (length <= 0) {
                throw new SqlException(SqlState.DATETIME_FIELD_OVERFLOW, "stride must be greater than zero");
            }
            long distance = Math.subtractExact(micros, origin);
            long start = Math.addExact(origin, Math.multiplyExact(Math.floorDiv(distance, length), length));
            if (isTimestamp(start)) return start;
        } catch (ArithmeticException e) {
            throw Errors.dateTimeOutOfRange("interval");
        }
        throw Errors.dateTimeOutOfRange("timestamp");
    }

    /** Seconds since 1970 as a timestamp. */
    static long fromEpoch(double seconds) {
        if (Double.isNaN(seconds)) throw new SqlException(SqlState.DATETIME_FIELD_OVERFLOW, "timestamp cannot be NaN");
        if (Double.isInfinite(seconds)) return seconds > 0 ? POSITIVE_INFINITY : NEGATIVE_INFINITY;
        // PostgreSQL counts from 2000, which shows in how it rounds.
        double micros = StrictMath.rint((seconds - SECONDS_1970_TO_2000) * MICROS_PER_SECOND);
        double moved = SECONDS_1970_TO_2000 * (double) MICROS_PER_SECOND;
        if (micros < FIRST_TIMESTAMP - moved || micros >= Long.MAX_VALUE - moved) {
            throw new SqlException(
                    SqlState.DATETIME_FIELD_OVERFLOW, "timestamp out of range: \"" + FloatText.print(seconds) + "\"");
        }
        return (long) micros + SECONDS_1970_TO_2000 * MICROS_PER_SECOND;
    }
}
