package dev.coordtest.expr.scalar;

import static dev.coordtest.expr.scalar.Calendar.MICROS_PER_DAY;
import static dev.coordtest.expr.scalar.Calendar.MICROS_PER_HOUR;
import static dev.coordtest.expr.scalar.Calendar.MICROS_PER_MINUTE;
import static dev.coordtest.expr.scalar.Calendar.MICROS_PER_SECOND;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.type.ScalarType;

/** {@code date_trunc}: forgets what is smaller than a unit. */
final class Truncation {
    private Truncation() {}

    static long timestamp(String name, long micros, ScalarType type) {
        IntervalUnit unit = DateParts.unit(name, type);
        if (DateTimes.isInfinite(micros) && unit.compareTo(IntervalUnit.MILLENNIUM) <= 0) return micros;
        long epochDay = Math.floorDiv(micros, MICROS_PER_DAY);
        Calendar.Day day = Calendar.day(epochDay);
        int year = day.year();
        long truncated = switch (unit) {
            case MICROSECOND -> micros;
            case MILLISECOND -> floor(micros, 1000);
            case SECOND -> floor(micros, MICROS_PER_SECOND);
            case MINUTE -> floor(micros, MICROS_PER_MINUTE);
            case HOUR -> floor(micros, MICROS_PER_HOUR);
            case DAY -> epochDay * MICROS_PER_DAY;
            case WEEK -> (epochDay - Math.floorMod(epochDay + 3, 7L)) * MICROS_PER_DAY;
            case MONTH -> midnight(year, day.month());
            case QUARTER -> midnight(year, (day.month() - 1) / 3 * 3 + 1);
            case YEAR -> midnight(year, 1);
            case DECADE -> midnight(Math.floorDiv(year, 10) * 10, 1);
            case CENTURY -> midnight(eraStart(year, 100), 1);
            case MILLENNIUM -> midnight(eraStart(year, 1000), 1);
            case TIMEZONE, TIMEZONE_HOUR, TIMEZONE_MINUTE -> throw DateParts.notSupported(name, type);
            case EPOCH, JULIAN, ISO_YEAR, DAY_OF_WEEK, ISO_DAY_OF_WEEK, DAY_OF_YEAR ->
                throw DateParts.notRecognized(name, type);
        };
        if (!DateTimes.isTimestamp(truncated)) throw Errors.dateTimeOutOfRange("timestamp");
        return truncated;
    }

    private static long floor(long micros, long unit) {
        return micros - Math.floorMod(micros, unit);
    }

    private static long midnight(int year, int month) {
        return Calendar.epochDay(year, month, 1) * MICROS_PER_DAY;
    }

    private static int eraStart(int year, int length) {
        int era = DateParts.era(year, length);
        return era > 0 ? era * length - length + 1 : era * length + 1;
    }

    /** Fields are truncated towards zero. */
    static Datum.Interval interval(String name, Datum.Interval interval) {
        IntervalUnit unit = DateParts.unit(name, ScalarType.INTERVAL);
        int months = interval.months();
        boolean truncatable = unit.compareTo(IntervalUnit.MILLENNIUM) <= 0 && unit != IntervalUnit.WEEK;
        if (interval.isInfinite() && truncatable) return interval;
        return switch (unit) {
            case MICROSECOND -> interval;
            case MILLISECOND -> withTime(interval, 1000);
            case SECOND -> withTime(interval, MICROS_PER_SECOND);
            case MINUTE -> withTime(interval, MICROS_PER_MINUTE);
            case HOUR -> withTime(interval, MICROS_PER_HOUR);
            case DAY -> new Datum.Interval(months, interval.days(), 0);
            case MONTH -> new Datum.Interval(months, 0, 0);
            case QUARTER -> multipleOf(months, 3);
            case YEAR -> multipleOf(months, 12);
            case DECADE -> multipleOf(months, 120);
            case CENTURY -> multipleOf(months, 1200);
            case MILLENNIUM -> multipleOf(months, 12000);
            case WEEK -> throw weeks(name);
            case TIMEZONE, TIMEZONE_HOUR, TIMEZONE_MINUTE -> throw DateParts.notSupported(name, ScalarType.INTERVAL);
            case EPOCH, JULIAN, ISO_YEAR, DAY_OF_WEEK, ISO_DAY_OF_WEEK, DAY_OF_YEAR ->
                throw DateParts.notRecognized(name, ScalarType.INTERVAL);
        };
    }

    private static Datum.Interval withTime(Datum.Interval interval, long unit) {
        return new Datum.Interval(interval.months(), interval.days(), interval.micros() / unit * unit);
    }

    private static Datum.Interval multipleOf(int months, int each) {
        return new Datum.Interval(months / each * each, 0, 0);
    }

    private static SqlException weeks(String name) {
        return new SqlException(DateParts.notSupported(name, ScalarType.INTERVAL)
                .error()
                .withDetail("Months usually have fractional weeks."));
    }
}
