package dev.coordtest.expr.scalar;

import static dev.coordtest.expr.scalar.Values.date;
import static dev.coordtest.expr.scalar.Values.floating;
import static dev.coordtest.expr.scalar.Values.int4;
import static dev.coordtest.expr.scalar.Values.interval;
import static dev.coordtest.expr.scalar.Values.micros;
import static dev.coordtest.expr.scalar.Values.text;
import static dev.coordtest.repr.type.ScalarType.BOOL;
import static dev.coordtest.repr.type.ScalarType.DATE;
import static dev.coordtest.repr.type.ScalarType.FLOAT8;
import static dev.coordtest.repr.type.ScalarType.INT4;
import static dev.coordtest.repr.type.ScalarType.INTERVAL;
import static dev.coordtest.repr.type.ScalarType.NUMERIC;
import static dev.coordtest.repr.type.ScalarType.TEXT;
import static dev.coordtest.repr.type.ScalarType.TIME;
import static dev.coordtest.repr.type.ScalarType.TIMESTAMP;
import static dev.coordtest.repr.type.ScalarType.TIMESTAMPTZ;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;

/** Operators and functions on dates, times and intervals, in the order of PostgreSQL's tables 9.32 and 9.33. */
final class DateTimeFunctions {
    private DateTimeFunctions() {}

    static List<Func> all() {
        List<Func> all = new ArrayList<>();
        all.addAll(dateOperators());
        all.addAll(timeOperators());
        all.addAll(intervalOperators());
        for (ScalarType type : List.of(TIMESTAMP, TIMESTAMPTZ)) all.addAll(timestamps(type));
        all.addAll(parts());
        all.addAll(zones());
        all.addAll(inNamedZones());
        all.addAll(unbuiltFormats());
        all.addAll(Making.all());
        return all;
    }

    private static List<Func> dateOperators() {
        return List.of(
                Func.of("+", DATE, a -> DateTimes.addDays(date(a[0]), int4(a[1])), DATE, INT4),
                Func.of("+", DATE, a -> DateTimes.addDays(date(a[1]), int4(a[0])), INT4, DATE),
                Func.of("+", TIMESTAMP, a -> moved(a[0], interval(a[1]), TIMESTAMP), DATE, INTERVAL),
                Func.of("+", TIMESTAMP, a -> moved(a[1], interval(a[0]), TIMESTAMP), INTERVAL, DATE),
                Func.of("+", TIMESTAMP, a -> moved(a[0], ofTime(a[1]), TIMESTAMP), DATE, TIME),
                Func.of("+", TIMESTAMP, a -> moved(a[1], ofTime(a[0]), TIMESTAMP), TIME, DATE),
                Func.of("-", INT4, a -> Datum.of(DateTimes.daysBetween(date(a[0]), date(a[1]))), DATE, DATE),
                Func.of("-", DATE, a -> daysBefore(date(a[0]), int4(a[1])), DATE, INT4),
                Func.of("-", TIMESTAMP, a -> moved(a[0], Intervals.negate(interval(a[1])), TIMESTAMP), DATE, INTERVAL),
                Func.of("isfinite", BOOL, a -> Datum.of(!DateTimes.isInfinite(date(a[0]))), DATE));
    }

    private static Datum daysBefore(Datum.Date date, int days) {
        return DateTimes.addDays(
                days == Integer.MIN_VALUE ? DateTimes.addDays(date, 1) : date,
                days == Integer.MIN_VALUE ? Integer.MAX_VALUE : -days);
    }

    private static List<Func> timeOperators() {
        return List.of(
                Func.of("+", TIME, a -> DateTimes.add((Datum.Time) a[0], interval(a[1])), TIME, INTERVAL),
                Func.of("+", TIME, a -> DateTimes.add((Datum.Time) a[1], interval(a[0])), INTERVAL, TIME),
                Func.of("-", TIME, a -> DateTimes.subtract((Datum.Time) a[0], interval(a[1])), TIME, INTERVAL),
                Func.of("-", INTERVAL, a -> new Datum.Interval(0, 0, micros(a[0]) - micros(a[1])), TIME, TIME));
    }

    private static List<Func> intervalOperators() {
        return List.of(
                Func.of("+", INTERVAL, a -> Intervals.add(interval(a[0]), interval(a[1])), INTERVAL, INTERVAL),
                Func.of("-", INTERVAL, a -> Intervals.subtract(interval(a[0]), interval(a[1])), INTERVAL, INTERVAL),
                Func.of("-", INTERVAL, a -> Intervals.negate(interval(a[0])), INTERVAL),
                Func.of("*", INTERVAL, a -> Intervals.multiply(interval(a[0]), floating(a[1])), INTERVAL, FLOAT8),
                Func.of("*", INTERVAL, a -> Intervals.multiply(interval(a[1]), floating(a[0])), FLOAT8, INTERVAL),
                Func.of("/", INTERVAL, a -> Intervals.divide(interval(a[0]), floating(a[1])), INTERVAL, FLOAT8),
                Func.of("isfinite", BOOL, a -> Datum.of(!interval(a[0]).isInfinite()), INTERVAL),
                Func.of("justify_days", INTERVAL, a -> Intervals.justifyDays(interval(a[0])), INTERVAL),
                Func.of("justify_hours", INTERVAL, a -> Intervals.justifyHours(interval(a[0])), INTERVAL),
                Func.of("justify_interval", INTERVAL, a -> Intervals.justify(interval(a[0])), INTERVAL),
                Func.of("date_trunc", INTERVAL, a -> Truncation.interval(text(a[0]), interval(a[1])), TEXT, INTERVAL));
    }

    private static List<Func> timestamps(ScalarType type) {
        return List.of(
                Func.of("+", type, a -> moved(a[0], interval(a[1]), type), type, INTERVAL),
                Func.of("+", type, a -> moved(a[1], interval(a[0]), type), INTERVAL, type),
                Func.of("-", type, a -> moved(a[0], Intervals.negate(interval(a[1])), type), type, INTERVAL),
                Func.of("-", INTERVAL, a -> DateTimes.between(micros(a[0]), micros(a[1])), type, type),
                Func.of("age", INTERVAL, a -> DateTimes.age(micros(a[0]), micros(a[1])), type, type),
                Func.of(
                        "date_bin",
                        type,
                        a -> timestamp(DateTimes.bin(interval(a[0]), micros(a[1]), micros(a[2])), type),
                        INTERVAL,
                        type,
                        type),
                Func.of(
                        "date_trunc",
                        type,
                        a -> timestamp(Truncation.timestamp(text(a[0]), micros(a[1]), type), type),
                        TEXT,
                        type),
                Func.of("isfinite", BOOL, a -> Datum.of(!DateTimes.isInfinite(micros(a[0]))), type),
                Func.partial(
                        "to_char",
                        TEXT,
                        a -> formatted(micros(a[0]), text(a[1]), type == TIMESTAMPTZ ? "UTC" : ""),
                        type,
                        TEXT),
                Func.partial(
                        "extract", NUMERIC, a -> DateParts.ofTimestamp(text(a[0]), micros(a[1]), type), TEXT, type),
                Func.partial(
                        "date_part",
                        FLOAT8,
                        a -> DateParts.ofTimestampAsFloat(text(a[0]), micros(a[1]), type),
                        TEXT,
                        type));
    }

    /** NULL where there is nothing to show: no template, or a moment that never comes. */
    private static Datum formatted(long micros, String template, String zone) {
        if (DateTimes.isInfinite(micros) || template.isEmpty()) return Datum.NULL;
        return Datum.of(DateTimeTemplate.of(template).format(micros, zone));
    }

    /** {@code to_char} of what is no moment, so that its calls are not taken for others. */
    private static List<Func> unbuiltFormats() {
        List<Func> all = new ArrayList<>();
        for (ScalarType type : List.of(INTERVAL, INT4, ScalarType.INT8, NUMERIC, ScalarType.FLOAT4, FLOAT8)) {
            Func.Impl unbuilt = a -> {
                throw Errors.notSupported("to_char of " + type.sqlName());
            };
            all.add(Func.of("to_char", TEXT, unbuilt, type, TEXT));
        }
        return all;
    }

    private static List<Func> parts() {
        return List.of(
                Func.partial("extract", NUMERIC, a -> DateParts.ofDate(text(a[0]), date(a[1])), TEXT, DATE),
                Func.of("extract", NUMERIC, a -> DateParts.ofTime(text(a[0]), micros(a[1])), TEXT, TIME),
                Func.partial("extract", NUMERIC, a -> DateParts.ofInterval(text(a[0]), interval(a[1])), TEXT, INTERVAL),
                Func.partial(
                        "date_part",
                        FLOAT8,
                        a -> DateParts.ofTimestampAsFloat(text(a[0]), DateTimes.midnight(date(a[1])), TIMESTAMP),
                        TEXT,
                        DATE),
                Func.of("date_part", FLOAT8, a -> DateParts.ofTimeAsFloat(text(a[0]), micros(a[1])), TEXT, TIME),
                Func.partial(
                        "date_part",
                        FLOAT8,
                        a -> DateParts.ofIntervalAsFloat(text(a[0]), interval(a[1])),
                        TEXT,
                        INTERVAL));
    }

    /** Functions of moments by the clocks of a zone that is named. */
    private static List<Func> inNamedZones() {
        return List.of(
                Func.of(
                        "date_trunc",
                        TIMESTAMPTZ,
                        a -> inNamedZone(
                                a[1],
                                TimeZones.named(text(a[2])),
                                at -> Truncation.timestamp(text(a[0]), at, TIMESTAMPTZ)),
                        TEXT,
                        TIMESTAMPTZ,
                        TEXT),
                Func.of("date_add", TIMESTAMPTZ, a -> moved(a[0], interval(a[1]), TIMESTAMPTZ), TIMESTAMPTZ, INTERVAL),
                Func.of(
                        "date_add",
                        TIMESTAMPTZ,
                        a -> movedInZone(a[0], interval(a[1]), TimeZones.named(text(a[2]))),
                        TIMESTAMPTZ,
                        INTERVAL,
                        TEXT),
                Func.of(
                        "date_subtract",
                        TIMESTAMPTZ,
                        a -> moved(a[0], Intervals.negate(interval(a[1])), TIMESTAMPTZ),
                        TIMESTAMPTZ,
                        INTERVAL),
                Func.of(
                        "date_subtract",
                        TIMESTAMPTZ,
                        DateTimeFunctions::subtractedInZone,
                        TIMESTAMPTZ,
                        INTERVAL,
                        TEXT));
    }

    private static Datum inNamedZone(Datum timestamp, Zone zone, LongUnaryOperator change) {
        long micros = micros(timestamp);
        if (DateTimes.isInfinite(micros)) return timestamp(change.applyAsLong(micros), TIMESTAMPTZ);
        long local = change.applyAsLong(micros + zone.offsetAt(micros) * Calendar.MICROS_PER_SECOND);
        if (DateTimes.isInfinite(local)) return timestamp(local, TIMESTAMPTZ);
        long moved = local - zone.offsetAtLocal(local) * Calendar.MICROS_PER_SECOND;
        if (!DateTimes.isTimestamp(moved)) throw Errors.dateTimeOutOfRange("timestamp");
        return timestamp(moved, TIMESTAMPTZ);
    }

    private static Datum subtractedInZone(Datum[] a) {
        Zone zone = TimeZones.named(text(a[2]));
        return movedInZone(a[0], Intervals.negate(interval(a[1])), zone);
    }

    /** Months and days are counted by the zone's clocks, and hours as they pass. */
    private static Datum movedInZone(Datum timestamp, Datum.Interval interval, Zone zone) {
        if (interval.isInfinite()) return moved(timestamp, interval, TIMESTAMPTZ);
        Datum.Interval days = new Datum.Interval(interval.months(), interval.days(), 0);
        boolean none = interval.months() == 0 && interval.days() == 0;
        Datum day = none ? timestamp : inNamedZone(timestamp, zone, at -> DateTimes.add(at, days));
        return moved(day, new Datum.Interval(0, 0, interval.micros()), TIMESTAMPTZ);
    }

    /** {@code AT TIME ZONE}, which takes a zone away or gives one. */
    private static List<Func> zones() {
        return List.of(
                Func.of(
                        "timezone",
                        TIMESTAMP,
                        a -> inZone(() -> TimeZones.named(text(a[0])), a[1], TIMESTAMP),
                        TEXT,
                        TIMESTAMPTZ),
                Func.of(
                        "timezone",
                        TIMESTAMPTZ,
                        a -> inZone(() -> TimeZones.named(text(a[0])), a[1], TIMESTAMPTZ),
                        TEXT,
                        TIMESTAMP),
                Func.of(
                        "timezone",
                        TIMESTAMP,
                        a -> inZone(() -> zone(interval(a[0])), a[1], TIMESTAMP),
                        INTERVAL,
                        TIMESTAMPTZ),
                Func.of(
                        "timezone",
                        TIMESTAMPTZ,
                        a -> inZone(() -> zone(interval(a[0])), a[1], TIMESTAMPTZ),
                        INTERVAL,
                        TIMESTAMP));
    }

    private static Zone zone(Datum.Interval interval) {
        if (interval.isInfinite()) {
            throw Errors.parameter("interval time zone \"" + IntervalText.print(interval) + "\" must be finite");
        }
        if (interval.months() != 0 || interval.days() != 0) {
            throw Errors.parameter(
                    "interval time zone \"" + IntervalText.print(interval) + "\" must not include months or days");
        }
        return new Zone.Fixed((int) (interval.micros() / Calendar.MICROS_PER_SECOND));
    }

    /** What the clocks of a zone show at a moment, or the moment at which they show this. An infinite one stays as it is, whatever the zone is. */
    private static Datum inZone(Supplier<Zone> zone, Datum timestamp, ScalarType result) {
        long micros = micros(timestamp);
        if (DateTimes.isInfinite(micros)) return timestamp(micros, result);
        long offset = result == TIMESTAMP
                ? zone.get().offsetAt(micros)
                : -(long) zone.get().offsetAtLocal(micros);
        long moved = micros + offset * Calendar.MICROS_PER_SECOND;
        if (!DateTimes.isTimestamp(moved)) throw Errors.dateTimeOutOfRange("timestamp");
        return timestamp(moved, result);
    }

    /** A date or timestamp, moved. */
    private static Datum moved(Datum at, Datum.Interval interval, ScalarType type) {
        long micros = at instanceof Datum.Date date ? DateTimes.midnight(date) : micros(at);
        return timestamp(DateTimes.add(micros, interval), type);
    }

    private static Datum.Interval ofTime(Datum time) {
        return new Datum.Interval(0, 0, micros(time));
    }

    static Datum timestamp(long micros, ScalarType type) {
        return type == TIMESTAMPTZ ? new Datum.TimestampTz(micros) : new Datum.Timestamp(micros);
    }
}
