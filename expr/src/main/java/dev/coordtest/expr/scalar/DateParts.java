package dev.coordtest.expr.scalar;

import static dev.coordtest.expr.scalar.Calendar.MICROS_PER_DAY;
import static dev.coordtest.expr.scalar.Calendar.MICROS_PER_HOUR;
import static dev.coordtest.expr.scalar.Calendar.MICROS_PER_MINUTE;
import static dev.coordtest.expr.scalar.Calendar.MICROS_PER_SECOND;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.ScalarType;
import java.math.BigDecimal;

/**
 * The parts of dates, times and intervals: {@code extract}, which gives numerics, and {@code date_part}, which gives floats of the
 * same value.
 */
final class DateParts {
    private static final long SECONDS_PER_DAY = 86_400;
    /** Of an interval. */
    private static final double DAYS_PER_YEAR = 365.25;

    private static final long QUARTER_DAYS_PER_YEAR = 1461;

    private DateParts() {}

    /** The part of a timestamp; NULL if it is infinite and the part is one that comes round again. */
    static Datum ofTimestamp(String name, long micros, ScalarType type) {
        IntervalUnit unit = unit(name, type);
        boolean zoned = type == ScalarType.TIMESTAMPTZ;
        if (DateTimes.isInfinite(micros)) return ofInfinite(unit, micros > 0);
        long epochDay = Math.floorDiv(micros, MICROS_PER_DAY);
        long time = Math.floorMod(micros, MICROS_PER_DAY);
        return switch (unit) {
            case MICROSECOND, MILLISECOND, SECOND, MINUTE, HOUR -> ofTime(unit, time);
            case EPOCH -> decimal(micros, 6);
            case JULIAN ->
                Numerics.add(
                        integer(epochDay + Calendar.EPOCH_JULIAN_DAY),
                        Numerics.divide(integer(time), integer(MICROS_PER_DAY)));
            case TIMEZONE, TIMEZONE_HOUR, TIMEZONE_MINUTE -> {
                if (zoned) yield integer(0);
                throw notSupported(name, type);
            }
            default -> integer(ofDay(unit, epochDay));
        };
    }

    static Datum ofDate(String name, Datum.Date date) {
        IntervalUnit unit = unit(name, ScalarType.DATE);
        switch (unit) {
            case MICROSECOND, MILLISECOND, SECOND, MINUTE, HOUR, TIMEZONE, TIMEZONE_HOUR, TIMEZONE_MINUTE ->
                throw notSupported(name, ScalarType.DATE);
            default -> {}
        }
        if (DateTimes.isInfinite(date)) return ofInfinite(unit, date.epochDays() > 0);
        if (unit == IntervalUnit.EPOCH) return integer(date.epochDays() * SECONDS_PER_DAY);
        if (unit == IntervalUnit.JULIAN) return integer((long) date.epochDays() + Calendar.EPOCH_JULIAN_DAY);
        return integer(ofDay(unit, date.epochDays()));
    }

    static Datum ofTime(String name, long micros) {
        IntervalUnit unit = unit(name, ScalarType.TIME);
        return switch (unit) {
            case MICROSECOND, MILLISECOND, SECOND, MINUTE, HOUR -> ofTime(unit, micros);
            case EPOCH -> decimal(micros, 6);
            default -> throw notSupported(name, ScalarType.TIME);
        };
    }

    static Datum ofInterval(String name, Datum.Interval interval) {
        IntervalUnit unit = unit(name, ScalarType.INTERVAL);
        if (interval.isInfinite()) return ofInfinite(name, unit, interval);
        int years = interval.months() / Calendar.MONTHS_PER_YEAR;
        int months = interval.months() % Calendar.MONTHS_PER_YEAR;
        return switch (unit) {
            case MICROSECOND, MILLISECOND, SECOND, MINUTE -> ofTime(unit, interval.micros());
            case HOUR -> integer(interval.micros() / MICROS_PER_HOUR);
            case DAY -> integer(interval.days());
            case WEEK -> integer(interval.days() / 7);
            case MONTH -> integer(months);
            case QUARTER -> integer(months / 3 + (interval.months() < 0 ? -1 : 1));
            case YEAR -> integer(years);
            case DECADE -> integer(years / 10);
            case CENTURY -> integer(years / 100);
            case MILLENNIUM -> integer(years / 1000);
            case EPOCH -> epoch(interval, years, months);
            default -> throw notSupported(name, ScalarType.INTERVAL);
        };
    }

    /** Infinite if the part grows without end, NULL if it comes round again. */
    private static Datum ofInfinite(String name, IntervalUnit unit, Datum.Interval interval) {
        return switch (unit) {
            case HOUR, DAY, YEAR, DECADE, CENTURY, MILLENNIUM, EPOCH -> Numerics.infinity(Intervals.sign(interval));
            case MICROSECOND, MILLISECOND, SECOND, MINUTE, WEEK, MONTH, QUARTER -> Datum.NULL;
            default -> throw notSupported(name, ScalarType.INTERVAL);
        };
    }

    private static Datum epoch(Datum.Interval interval, int years, int months) {
        long quarterDays = QUARTER_DAYS_PER_YEAR * years + 4L * Calendar.DAYS_PER_MONTH * months + 4L * interval.days();
        BigDecimal seconds = BigDecimal.valueOf(quarterDays * (SECONDS_PER_DAY / 4));
        return new Datum.Numeric(seconds.add(BigDecimal.valueOf(interval.micros(), 6)));
    }

    static Datum asFloat(Datum part) {
        return part.isNull() ? part : new Datum.Float64(NumberCasts.toDouble(part));
    }

    /** The part of a time as a float; seconds in the float arithmetic that PostgreSQL does them in. */
    static Datum ofTimeAsFloat(String name, long micros) {
        Datum part = ofTime(name, micros);
        return isSecond(unit(name, ScalarType.TIME)) ? seconds(name, micros) : asFloat(part);
    }

    private static boolean isSecond(IntervalUnit unit) {
        return unit == IntervalUnit.SECOND || unit == IntervalUnit.MILLISECOND;
    }

    private static Datum seconds(String name, long micros) {
        long whole = micros % MICROS_PER_MINUTE / MICROS_PER_SECOND;
        long rest = micros % MICROS_PER_SECOND;
        boolean millis = IntervalUnit.find(name) == IntervalUnit.MILLISECOND;
        return new Datum.Float64(millis ? whole * 1000.0 + rest / 1000.0 : whole + rest / 1_000_000.0);
    }

    /** The part as a float; the Julian day in the float arithmetic that PostgreSQL does it in. */
    static Datum ofTimestampAsFloat(String name, long micros, ScalarType type) {
        IntervalUnit unit = unit(name, type);
        if (DateTimes.isInfinite(micros)) return asFloat(ofTimestamp(name, micros, type));
        if (isSecond(unit)) return seconds(name, Math.floorMod(micros, MICROS_PER_DAY));
        if (unit != IntervalUnit.JULIAN) return asFloat(ofTimestamp(name, micros, type));
        long day = Math.floorDiv(micros, MICROS_PER_DAY) + Calendar.EPOCH_JULIAN_DAY;
        long time = Math.floorMod(micros, MICROS_PER_DAY);
        long whole = time / MICROS_PER_SECOND;
        double seconds = whole + time % MICROS_PER_SECOND / 1_000_000.0;
        return new Datum.Float64(day + seconds / SECONDS_PER_DAY);
    }

    /** The part as a float; the epoch in the float arithmetic that PostgreSQL does it in. */
    static Datum ofIntervalAsFloat(String name, Datum.Interval interval) {
        IntervalUnit unit = unit(name, ScalarType.INTERVAL);
        if (!interval.isInfinite() && isSecond(unit)) return seconds(name, interval.micros());
        if (interval.isInfinite() || unit != IntervalUnit.EPOCH) return asFloat(ofInterval(name, interval));
        double seconds = interval.micros() / 1_000_000.0;
        long years = interval.months() / Calendar.MONTHS_PER_YEAR;
        seconds += DAYS_PER_YEAR * SECONDS_PER_DAY * years;
        seconds += (double) Calendar.DAYS_PER_MONTH * SECONDS_PER_DAY * (interval.months() % Calendar.MONTHS_PER_YEAR);
        seconds += (double) SECONDS_PER_DAY * interval.days();
        return new Datum.Float64(seconds);
    }

    static IntervalUnit unit(String name, ScalarType type) {
        IntervalUnit unit = IntervalUnit.find(name);
        if (unit == null) throw notRecognized(name, type);
        return unit;
    }

    static SqlException notRecognized(String name, ScalarType type) {
        return Errors.parameter("unit \"" + shown(name) + "\" not recognized for type " + type.sqlName());
    }

    static SqlException notSupported(String name, ScalarType type) {
        return new SqlException(
                SqlState.FEATURE_NOT_SUPPORTED,
                "unit \"" + shown(name) + "\" not supported for type " + type.sqlName());
    }

    private static String shown(String name) {
        return CharacterCase.lower(name);
    }

    private static Datum ofInfinite(IntervalUnit unit, boolean positive) {
        return switch (unit) {
            case YEAR, DECADE, CENTURY, MILLENNIUM, EPOCH, JULIAN, ISO_YEAR -> Numerics.infinity(positive ? 1 : -1);
            default -> Datum.NULL;
        };
    }

    private static Datum ofTime(IntervalUnit unit, long micros) {
        return switch (unit) {
            case MICROSECOND -> integer(micros % MICROS_PER_MINUTE);
            case MILLISECOND -> decimal(micros % MICROS_PER_MINUTE, 3);
            case SECOND -> decimal(micros % MICROS_PER_MINUTE, 6);
            case MINUTE -> integer(micros / MICROS_PER_MINUTE % 60);
            case HOUR -> integer(micros / MICROS_PER_HOUR);
            default -> throw new IllegalStateException("no part of a time: " + unit);
        };
    }

    private static long ofDay(IntervalUnit unit, long epochDay) {
        Calendar.Day day = Calendar.day(epochDay);
        int year = day.year();
        return switch (unit) {
            case DAY -> day.day();
            case MONTH -> day.month();
            case QUARTER -> (day.month() - 1) / 3 + 1;
            case WEEK -> Calendar.isoWeek(epochDay);
            case YEAR -> withoutZero(year);
            case ISO_YEAR -> withoutZero(Calendar.isoYear(epochDay));
            case DECADE -> Math.floorDiv(year, 10);
            case CENTURY -> era(year, 100);
            case MILLENNIUM -> era(year, 1000);
            case DAY_OF_WEEK -> Calendar.dayOfWeek(epochDay);
            case ISO_DAY_OF_WEEK -> Math.floorMod(Calendar.dayOfWeek(epochDay) - 1, 7) + 1;
            case DAY_OF_YEAR -> epochDay - Calendar.epochDay(year, 1, 1) + 1;
            default -> throw new IllegalStateException("no part of a day: " + unit);
        };
    }

    /** There was no year 0: 1 BC is −1. */
    private static int withoutZero(int year) {
        return year > 0 ? year : year - 1;
    }

    /** The number of the century or millennium: the first began with year 1, the one before it is −1. */
    static int era(int year, int length) {
        return year > 0 ? (year + length - 1) / length : -((length - year) / length);
    }

    private static Datum integer(long value) {
        return new Datum.Numeric(BigDecimal.valueOf(value));
    }

    /** Microseconds as some larger unit: milliseconds with three digits after the point, seconds with six. */
    private static Datum decimal(long micros, int scale) {
        return new Datum.Numeric(BigDecimal.valueOf(micros, scale));
    }
}
