package dev.coordtest.expr.scalar;

import static dev.coordtest.expr.scalar.Calendar.DAYS_PER_MONTH;
import static dev.coordtest.expr.scalar.Calendar.MICROS_PER_DAY;
import static dev.coordtest.expr.scalar.Calendar.MICROS_PER_SECOND;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.DatumOrder;
import dev.coordtest.repr.SqlException;

/**
 * Arithmetic of intervals, field by field; where fields meet a month has 30 days and a day 24 hours. The infinite ones follow the rules of infinite
 * numbers, but that there is no interval for what would not be a number.
 */
final class Intervals {
    private static final double SECONDS_PER_DAY = 86_400;
    private static final Datum.Interval NONE = new Datum.Interval(0, 0, 0);

    private Intervals() {}

    static Datum.Interval negate(Datum.Interval a) {
        if (a.isInfinite()) return infinity(-sign(a));
        try {
            return finite(new Datum.Interval(
                    Math.negateExact(a.months()), Math.negateExact(a.days()), Math.negateExact(a.micros())));
        } catch (ArithmeticException e) {
            throw outOfRange();
        }
    }

    static Datum.Interval add(Datum.Interval a, Datum.Interval b) {
        if (a.isInfinite() || b.isInfinite()) {
            if (a.isInfinite() && b.isInfinite() && !a.equals(b)) throw outOfRange();
            return a.isInfinite() ? a : b;
        }
        try {
            return finite(new Datum.Interval(
                    Math.addExact(a.months(), b.months()),
                    Math.addExact(a.days(), b.days()),
                    Math.addExact(a.micros(), b.micros())));
        } catch (ArithmeticException e) {
            throw outOfRange();
        }
    }

    static Datum.Interval subtract(Datum.Interval a, Datum.Interval b) {
        if (a.isInfinite() || b.isInfinite()) return add(a, b.isInfinite() ? negate(b) : b);
        try {
            return finite(new Datum.Interval(
                    Math.subtractExact(a.months(), b.months()),
                    Math.subtractExact(a.days(), b.days()),
                    Math.subtractExact(a.micros(), b.micros())));
        } catch (ArithmeticException e) {
            throw outOfRange();
        }
    }

    /** Fractions of months become days, fractions of days time; nothing is carried upwards. */
    static Datum.Interval multiply(Datum.Interval a, double factor) {
        if (Double.isNaN(factor)) throw outOfRange();
        if (a.isInfinite() || Double.isInfinite(factor)) {
            if (factor == 0 || sign(a) == 0) throw outOfRange();
            return infinity(factor > 0 ? sign(a) : -sign(a));
        }
        return scaled(a.months() * factor, a.days() * factor, a.micros() * factor);
    }

    static Datum.Interval divide(Datum.Interval a, double divisor) {
        if (divisor == 0) throw Errors.divisionByZero();
        if (Double.isNaN(divisor)) throw outOfRange();
        if (a.isInfinite()) {
            if (Double.isInfinite(divisor)) throw outOfRange();
            return divisor < 0 ? negate(a) : a;
        }
        return scaled(a.months() / divisor, a.days() / divisor, a.micros() / divisor);
    }

    /** Whether the interval is longer than none: 1, 0 or −1. */
    static int sign(Datum.Interval a) {
        return Integer.signum(DatumOrder.ORDER.compare(a, NONE));
    }

    static Datum.Interval infinity(int sign) {
        return sign > 0 ? Datum.Interval.POSITIVE_INFINITY : Datum.Interval.NEGATIVE_INFINITY;
    }

    /** What was computed of finite intervals, which may not come to look like an infinite one. */
    static Datum.Interval finite(Datum.Interval interval) {
        if (interval.isInfinite()) throw outOfRange();
        return interval;
    }

    private static Datum.Interval scaled(double months, double days, double micros) {
        int wholeMonths = integer(months);
        int wholeDays = integer(days);
        double restDays = roundedToMicros((months - wholeMonths) * DAYS_PER_MONTH);
        double restSeconds = roundedToMicros((days - wholeDays + restDays - (int) restDays) * SECONDS_PER_DAY);
        if (Math.abs(restSeconds) >= SECONDS_PER_DAY) {
            int moreDays = (int) (restSeconds / SECONDS_PER_DAY);
            wholeDays = integer((double) wholeDays + moreDays);
            restSeconds -= moreDays * SECONDS_PER_DAY;
        }
        double total = StrictMath.rint(micros + restSeconds * MICROS_PER_SECOND);
        if (Double.isNaN(total) || total < -0x1p63 || total >= 0x1p63) throw Errors.dateTimeOutOfRange("interval");
        try {
            return finite(new Datum.Interval(wholeMonths, Math.addExact(wholeDays, (int) restDays), (long) total));
        } catch (ArithmeticException e) {
            throw outOfRange();
        }
    }

    private static int integer(double value) {
        if (Double.isNaN(value) || value < -0x1p31 || value >= 0x1p31) {
            throw Errors.dateTimeOutOfRange("interval");
        }
        return (int) value;
    }

    private static double roundedToMicros(double value) {
        return StrictMath.rint(value * MICROS_PER_SECOND) / MICROS_PER_SECOND;
    }

    /** Whole days of the time become days. */
    static Datum.Interval justifyHours(Datum.Interval a) {
        if (a.isInfinite()) return a;
        try {
            int days = Math.addExact(a.days(), Math.toIntExact(a.micros() / MICROS_PER_DAY));
            long micros = a.micros() % MICROS_PER_DAY;
            if (days > 0 && micros < 0) return new Datum.Interval(a.months(), days - 1, micros + MICROS_PER_DAY);
            if (days < 0 && micros > 0) return new Datum.Interval(a.months(), days + 1, micros - MICROS_PER_DAY);
            return new Datum.Interval(a.months(), days, micros);
        } catch (ArithmeticException e) {
            throw outOfRange();
        }
    }

    /** Thirty days become a month. */
    static Datum.Interval justifyDays(Datum.Interval a) {
        if (a.isInfinite()) return a;
        try {
            int months = Math.addExact(a.months(), a.days() / DAYS_PER_MONTH);
            int days = a.days() % DAYS_PER_MONTH;
            if (months > 0 && days < 0) return new Datum.Interval(months - 1, days + DAYS_PER_MONTH, a.micros());
            if (months < 0 && days > 0) return new Datum.Interval(months + 1, days - DAYS_PER_MONTH, a.micros());
            return new Datum.Interval(months, days, a.micros());
        } catch (ArithmeticException e) {
            throw outOfRange();
        }
    }

    /** Both, and one sign for all fields. */
    static Datum.Interval justify(Datum.Interval a) {
        if (a.isInfinite()) return a;
        try {
            int months = a.months();
            int days = a.days();
            long micros = a.micros();
            // Before the rest, so that days and time that cancel do not overflow on their way.
            if (days > 0 && micros > 0 || days < 0 && micros < 0) {
                months = Math.addExact(months, days / DAYS_PER_MONTH);
                days %= DAYS_PER_MONTH;
            }
            days = Math.addExact(days, Math.toIntExact(micros / MICROS_PER_DAY));
            micros %= MICROS_PER_DAY;
            months = Math.addExact(months, days / DAYS_PER_MONTH);
            days %= DAYS_PER_MONTH;
            if (months > 0 && (days < 0 || days == 0 && micros < 0)) {
                days += DAYS_PER_MONTH;
                months--;
            } else if (months < 0 && (days > 0 || days == 0 && micros > 0)) {
                days -= DAYS_PER_MONTH;
                months++;
            }
            if (days > 0 && micros < 0) {
                micros += MICROS_PER_DAY;
                days--;
            } else if (days < 0 && micros > 0) {
                micros -= MICROS_PER_DAY;
                days++;
            }
            return new Datum.Interval(months, days, micros);
        } catch (ArithmeticException e) {
            throw outOfRange();
        }
    }

    private static SqlException outOfRange() {
        return Errors.dateTimeOutOfRange("interval");
    }
}
