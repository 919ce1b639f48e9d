package dev.coordtest.expr.scalar;

import static dev.coordtest.repr.type.ScalarType.DATE;
import static dev.coordtest.repr.type.ScalarType.INT4;
import static dev.coordtest.repr.type.ScalarType.INTERVAL;
import static dev.coordtest.repr.type.ScalarType.TIME;
import static dev.coordtest.repr.type.ScalarType.TIMESTAMP;
import static dev.coordtest.repr.type.ScalarType.TIMESTAMPTZ;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.type.ScalarType;
import java.util.Arrays;
import java.util.List;

/** Arithmetic on dates and times. */
final class DateTimeFunctions {
    private DateTimeFunctions() {}

    static List<Func> all() {
        return List.of(
                func("+", DATE, a -> days(a[0], ((Datum.Int32) a[1]).value()), DATE, INT4),
                func("+", DATE, a -> days(a[1], ((Datum.Int32) a[0]).value()), INT4, DATE),
                func("-", DATE, a -> days(a[0], -((Datum.Int32) a[1]).value()), DATE, INT4),
                func(
                        "-",
                        INT4,
                        a -> Datum.of(((Datum.Date) a[0]).epochDays() - ((Datum.Date) a[1]).epochDays()),
                        DATE,
                        DATE),
                func(
                        "+",
                        TIMESTAMP,
                        a -> stamp(DateTimes.convert(a[0], ScalarType.Simple.TIMESTAMP), interval(a[1])),
                        DATE,
                        INTERVAL),
                func(
                        "-",
                        TIMESTAMP,
                        a -> stamp(DateTimes.convert(a[0], ScalarType.Simple.TIMESTAMP), minus(a[1])),
                        DATE,
                        INTERVAL),
                func("+", TIMESTAMP, a -> stamp(a[0], interval(a[1])), TIMESTAMP, INTERVAL),
                func("+", TIMESTAMP, a -> stamp(a[1], interval(a[0])), INTERVAL, TIMESTAMP),
                func("-", TIMESTAMP, a -> stamp(a[0], minus(a[1])), TIMESTAMP, INTERVAL),
                func("+", TIMESTAMPTZ, a -> stamp(a[0], interval(a[1])), TIMESTAMPTZ, INTERVAL),
                func("+", TIMESTAMPTZ, a -> stamp(a[1], interval(a[0])), INTERVAL, TIMESTAMPTZ),
                func("-", TIMESTAMPTZ, a -> stamp(a[0], minus(a[1])), TIMESTAMPTZ, INTERVAL),
                func("-", INTERVAL, a -> DateTimes.between(micros(a[0]), micros(a[1])), TIMESTAMP, TIMESTAMP),
                func("-", INTERVAL, a -> DateTimes.between(micros(a[0]), micros(a[1])), TIMESTAMPTZ, TIMESTAMPTZ),
                func("+", TIME, a -> clock(a[0], interval(a[1])), TIME, INTERVAL),
                func("-", TIME, a -> clock(a[0], minus(a[1])), TIME, INTERVAL),
                func("-", INTERVAL, a -> new Datum.Interval(0, 0, micros(a[0]) - micros(a[1])), TIME, TIME),
                func("+", INTERVAL, a -> DateTimes.add(interval(a[0]), interval(a[1])), INTERVAL, INTERVAL),
                func("-", INTERVAL, a -> DateTimes.add(interval(a[0]), minus(a[1])), INTERVAL, INTERVAL),
                func("-", INTERVAL, a -> minus(a[0]), INTERVAL));
    }

    private static Func func(String name, ScalarType result, Func.Impl impl, ScalarType... parameters) {
        return new Func(name, Arrays.asList(parameters), result, true, true, impl);
    }

    private static Datum days(Datum date, int days) {
        int from = ((Datum.Date) date).epochDays();
        if (from == Datum.Date.POSITIVE_INFINITY || from == Datum.Date.NEGATIVE_INFINITY) return date;
        try {
            return new Datum.Date(Math.addExact(from, days));
        } catch (ArithmeticException e) {
            throw DateTimes.outOfRange("date");
        }
    }

    private static Datum.Interval interval(Datum datum) {
        return (Datum.Interval) datum;
    }

    private static Datum.Interval minus(Datum datum) {
        return DateTimes.negate(interval(datum));
    }

    private static long micros(Datum datum) {
        return switch (datum) {
            case Datum.Timestamp(var micros) -> micros;
            case Datum.TimestampTz(var micros) -> micros;
            case Datum.Time(var micros) -> micros;
            default -> throw new IllegalStateException("no time: " + datum);
        };
    }

    private static Datum stamp(Datum at, Datum.Interval interval) {
        long micros = DateTimes.add(micros(at), interval);
        return at instanceof Datum.TimestampTz ? new Datum.TimestampTz(micros) : new Datum.Timestamp(micros);
    }

    private static Datum clock(Datum time, Datum.Interval interval) {
        return new Datum.Time(Math.floorMod(
                micros(time) + interval.micros() % DateTimeText.MICROS_PER_DAY, DateTimeText.MICROS_PER_DAY));
    }
}
