package dev.coordtest.expr.scalar;

import static dev.coordtest.expr.scalar.Calendar.DAYS_PER_MONTH;
import static dev.coordtest.expr.scalar.Calendar.MICROS_PER_DAY;
import static dev.coordtest.expr.scalar.Calendar.MICROS_PER_HOUR;
import static dev.coordtest.expr.scalar.Calendar.MICROS_PER_MINUTE;
import static dev.coordtest.expr.scalar.Calendar.MICROS_PER_SECOND;
import static dev.coordtest.expr.scalar.Calendar.MONTHS_PER_YEAR;

import dev.coordtest.repr.Datum;

/**
 * Adds up the parts of an interval. Fractions spill downwards: of years into months, of months and weeks into days, of
 * days into time. Throws {@link ArithmeticException} where a field cannot hold its part.
 */
final class IntervalSum {
    private int years;
    private int months;
    private int days;
    private long micros;

    /** Adds {@code whole + fraction} of a unit; both have the same sign. */
    void add(IntervalUnit unit, long whole, double fraction) {
        switch (unit) {
            case MICROSECOND -> addMicros(whole, fraction, 1);
            case MILLISECOND -> addMicros(whole, fraction, 1000);
            case SECOND -> addMicros(whole, fraction, MICROS_PER_SECOND);
            case MINUTE -> addMicros(whole, fraction, MICROS_PER_MINUTE);
            case HOUR -> addMicros(whole, fraction, MICROS_PER_HOUR);
            case DAY -> {
                addDays(whole, 1);
                addMicros(0, fraction, MICROS_PER_DAY);
            }
            case WEEK -> {
                addDays(whole, 7);
                addFractionOfDays(fraction, 7);
            }
            case MONTH -> {
                months = Math.addExact(months, Math.toIntExact(whole));
                addFractionOfDays(fraction, DAYS_PER_MONTH);
            }
            case YEAR -> addYears(whole, fraction, 1);
            case DECADE -> addYears(whole, fraction, 10);
            case CENTURY -> addYears(whole, fraction, 100);
            case MILLENNIUM -> addYears(whole, fraction, 1000);
            case QUARTER,
                    TIMEZONE,
                    TIMEZONE_HOUR,
                    TIMEZONE_MINUTE,
                    EPOCH,
                    JULIAN,
                    ISO_YEAR,
                    DAY_OF_WEEK,
                    ISO_DAY_OF_WEEK,
                    DAY_OF_YEAR -> throw new IllegalStateException("no unit of an interval: " + unit);
        }
    }

    /** Whether an interval can be so many of the unit. */
    static boolean isAddable(IntervalUnit unit) {
        return unit.compareTo(IntervalUnit.MILLENNIUM) <= 0 && unit != IntervalUnit.QUARTER;
    }

    private void addMicros(long whole, double fraction, long each) {
        micros = Math.addExact(micros, Math.multiplyExact(whole, each));
        double exact = fraction * each;
        long truncated = (long) exact;
        double rest = exact - truncated;
        long rounded = rest > 0.5 ? truncated + 1 : rest < -0.5 ? truncated - 1 : truncated;
        micros = Math.addExact(micros, rounded);
    }

    private void addDays(long whole, int each) {
        days = Math.addExact(days, Math.toIntExact(Math.multiplyExact(whole, each)));
    }

    private void addFractionOfDays(double fraction, int each) {
        double exact = fraction * each;
        days = Math.addExact(days, (int) exact);
        addMicros(0, exact - (int) exact, MICROS_PER_DAY);
    }

    private void addYears(long whole, double fraction, int each) {
        years = Math.addExact(years, Math.toIntExact(Math.multiplyExact(whole, each)));
        months = Math.addExact(months, (int) StrictMath.rint(fraction * each * MONTHS_PER_YEAR));
    }

    void negate() {
        years = Math.negateExact(years);
        months = Math.negateExact(months);
        days = Math.negateExact(days);
        micros = Math.negateExact(micros);
    }

    /** The interval. Throws SQL's error, not {@link ArithmeticException}, if the years are too many months. */
    Datum.Interval interval() {
        long total = (long) years * MONTHS_PER_YEAR + months;
        if (total != (int) total) throw Errors.dateTimeOutOfRange("interval");
        return new Datum.Interval((int) total, days, micros);
    }
}
