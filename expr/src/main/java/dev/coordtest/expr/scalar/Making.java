package dev.coordtest.expr.scalar;

import static dev.coordtest.expr.scalar.Values.floating;
import static dev.coordtest.expr.scalar.Values.int4;
import static dev.coordtest.repr.type.ScalarType.DATE;
import static dev.coordtest.repr.type.ScalarType.FLOAT8;
import static dev.coordtest.repr.type.ScalarType.INT4;
import static dev.coordtest.repr.type.ScalarType.INTERVAL;
import static dev.coordtest.repr.type.ScalarType.TIME;
import static dev.coordtest.repr.type.ScalarType.TIMESTAMP;
import static dev.coordtest.repr.type.ScalarType.TIMESTAMPTZ;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.ScalarType;
import java.util.List;

/** Functions that make dates, times and intervals from numbers. */
final class Making {
    private Making() {}

    static List<Func> all() {
        return List.of(
                Func.of(
                        "make_date",
                        DATE,
                        a -> new Datum.Date(day(int4(a[0]), int4(a[1]), int4(a[2]))),
                        INT4,
                        INT4,
                        INT4),
                Func.of(
                        "make_time",
                        TIME,
                        a -> new Datum.Time(time(int4(a[0]), int4(a[1]), floating(a[2]))),
                        INT4,
                        INT4,
                        FLOAT8),
                Func.of(
                        "make_timestamp",
                        TIMESTAMP,
                        a -> new Datum.Timestamp(timestamp(a)),
                        INT4,
                        INT4,
                        INT4,
                        INT4,
                        INT4,
                        FLOAT8),
                Func.of(
                        "make_timestamptz",
                        TIMESTAMPTZ,
                        a -> new Datum.TimestampTz(timestamp(a)),
                        INT4,
                        INT4,
                        INT4,
                        INT4,
                        INT4,
                        FLOAT8),
                Func.of("make_interval", INTERVAL, Making::interval, INT4, INT4, INT4, INT4, INT4, INT4, FLOAT8),
                Func.of(
                        "to_timestamp",
                        TIMESTAMPTZ,
                        a -> new Datum.TimestampTz(DateTimes.fromEpoch(floating(a[0]))),
                        FLOAT8));
    }

    /** Years before Christ are negative. */
    private static int day(int year, int month, int day) {
        long astronomical = year < 0 ? year + 1L : year;
        boolean valid =
                year != 0 && month >= 1 && month <= 12 && day >= 1 && day <= Calendar.daysInMonth(astronomical, month);
        if (!valid) {
            StringBuilder text = new StringBuilder("date field value out of range: ")
                    .append(year)
                    .append('-');
            DateTimeText.pad(text, month, 2).append('-');
            throw overflow(DateTimeText.pad(text, day, 2).toString());
        }
        long epochDay = Calendar.epochDay(astronomical, month, day);
        if (!DateTimes.isDate(epochDay)) {
            throw overflow("date out of range: " + year + "-" + twoDigits(month) + "-" + twoDigits(day));
        }
        return (int) epochDay;
    }

    private static String twoDigits(int value) {
        return DateTimeText.pad(new StringBuilder(), value, 2).toString();
    }

    private static long time(int hour, int minute, double seconds) {
        long micros = Double.isNaN(seconds) ? -1 : (long) StrictMath.rint(seconds * Calendar.MICROS_PER_SECOND);
        boolean fits = hour >= 0 && minute >= 0 && minute <= 59 && micros >= 0 && micros <= Calendar.MICROS_PER_MINUTE;
        long total = fits ? hour * Calendar.MICROS_PER_HOUR + minute * Calendar.MICROS_PER_MINUTE + micros : 0;
        if (!fits || hour > 24 || total > Calendar.MICROS_PER_DAY) {
            throw overflow("time field value out of range: " + hour + ":" + twoDigits(minute) + ":" + seconds(seconds));
        }
        return total;
    }

    private static String seconds(double seconds) {
        String text = FloatText.print(seconds);
        return text.indexOf('.') == 1 || text.length() == 1 ? "0" + text : text;
    }

    private static long timestamp(Datum[] a) {
        int day = day(int4(a[0]), int4(a[1]), int4(a[2]));
        long time = time(int4(a[3]), int4(a[4]), floating(a[5]));
        long micros = day * Calendar.MICROS_PER_DAY;
        boolean wrapped = micros / Calendar.MICROS_PER_DAY != day;
        if (wrapped || !DateTimes.isTimestamp(micros + time)) {
            throw overflow(
                    "timestamp out of range: " + int4(a[0]) + "-" + twoDigits(int4(a[1])) + "-" + twoDigits(int4(a[2]))
                            + " " + int4(a[3]) + ":" + twoDigits(int4(a[4])) + ":" + seconds(floating(a[5])));
        }
        return micros + time;
    }

    private static Datum interval(Datum[] a) {
        double seconds = floating(a[6]);
        if (Double.isNaN(seconds) || Double.isInfinite(seconds)) throw Errors.dateTimeOutOfRange("interval");
        try {
            int months = Math.addExact(Math.multiplyExact(int4(a[0]), Calendar.MONTHS_PER_YEAR), int4(a[1]));
            int days = Math.addExact(Math.multiplyExact(int4(a[2]), 7), int4(a[3]));
            double micros = StrictMath.rint(FloatMath.multiply(seconds, Calendar.MICROS_PER_SECOND, ScalarType.FLOAT8));
            if (Math.abs(micros) >= 0x1p63) throw Errors.dateTimeOutOfRange("interval");
            long time = Math.addExact(
                    int4(a[4]) * Calendar.MICROS_PER_HOUR + int4(a[5]) * Calendar.MICROS_PER_MINUTE, (long) micros);
            return Intervals.finite(new Datum.Interval(months, days, time));
        } catch (ArithmeticException e) {
            throw Errors.dateTimeOutOfRange("interval");
        }
    }

    private static SqlException overflow(String message) {
        return new SqlException(SqlState.DATETIME_FIELD_OVERFLOW, message);
    }
}
