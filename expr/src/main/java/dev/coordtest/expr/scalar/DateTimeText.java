package dev.coordtest.expr.scalar;

import static dev.coordtest.expr.scalar.Calendar.MICROS_PER_DAY;
import static dev.coordtest.expr.scalar.Calendar.MICROS_PER_SECOND;

import dev.coordtest.expr.scalar.DateTimeParser.Parsed;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;

/** Dates and times as text: out in ISO style, in zone UTC; in, whatever {@link DateTimeParser} reads. */
final class DateTimeText {
    private DateTimeText() {}

    static Datum parseDate(String text) {
        Parsed parsed = DateTimeParser.dateTime(text, "date");
        return switch (parsed.special()) {
            case EPOCH -> new Datum.Date(0);
            case INFINITY -> new Datum.Date(Datum.Date.POSITIVE_INFINITY);
            case NEGATIVE_INFINITY -> new Datum.Date(Datum.Date.NEGATIVE_INFINITY);
            case NONE -> {
                if (!DateTimes.isDate(parsed.epochDay())) throw outOfRange("date", text);
                yield new Datum.Date((int) parsed.epochDay());
            }
        };
    }

    static Datum parseTime(String text) {
        return new Datum.Time(DateTimeParser.time(text).micros());
    }

    static Datum parseTimestamp(String text) {
        return new Datum.Timestamp(timestamp(text, "timestamp", false));
    }

    static Datum parseTimestampTz(String text) {
        return new Datum.TimestampTz(timestamp(text, "timestamp with time zone", true));
    }

    private static long timestamp(String text, String typeName, boolean zoned) {
        Parsed parsed = DateTimeParser.dateTime(text, typeName);
        return switch (parsed.special()) {
            case EPOCH -> 0;
            case INFINITY -> Datum.Timestamp.POSITIVE_INFINITY;
            case NEGATIVE_INFINITY -> Datum.Timestamp.NEGATIVE_INFINITY;
            case NONE -> {
                try {
                    long local = Math.addExact(Math.multiplyExact(parsed.epochDay(), MICROS_PER_DAY), parsed.micros());
                    long offset = zoned ? parsed.zone().offsetAtLocal(local) * MICROS_PER_SECOND : 0;
                    long micros = Math.subtractExact(local, offset);
                    if (DateTimes.isTimestamp(micros)) yield micros;
                } catch (ArithmeticException e) {
                    // Reported below, like any other that is beyond the range.
                }
                throw outOfRange("timestamp", text);
            }
        };
    }

    private static SqlException outOfRange(String what, String text) {
        return new SqlException(SqlState.DATETIME_FIELD_OVERFLOW, what + " out of range: \"" + text + "\"");
    }

    static String print(Datum.Date date) {
        if (date.epochDays() == Datum.Date.POSITIVE_INFINITY) return "infinity";
        if (date.epochDays() == Datum.Date.NEGATIVE_INFINITY) return "-infinity";
        Calendar.Day day = Calendar.day(date.epochDays());
        StringBuilder text = new StringBuilder();
        appendDay(text, day);
        return text.append(era(day)).toString();
    }

    static String print(Datum.Time time) {
        StringBuilder text = new StringBuilder();
        appendTime(text, time.micros());
        return text.toString();
    }

    static String print(Datum.Timestamp timestamp) {
        return timestamp(timestamp.micros(), "");
    }

    static String print(Datum.TimestampTz timestamp) {
        return timestamp(timestamp.micros(), "+00");
    }

    private static String timestamp(long micros, String zone) {
        if (micros == Datum.Timestamp.POSITIVE_INFINITY) return "infinity";
        if (micros == Datum.Timestamp.NEGATIVE_INFINITY) return "-infinity";
        Calendar.Day day = Calendar.day(Math.floorDiv(micros, MICROS_PER_DAY));
        StringBuilder text = new StringBuilder();
        appendDay(text, day);
        appendTime(text.append(' '), Math.floorMod(micros, MICROS_PER_DAY));
        return text.append(zone).append(era(day)).toString();
    }

    private static void appendDay(StringBuilder text, Calendar.Day day) {
        int year = day.year() > 0 ? day.year() : 1 - day.year();
        pad(text, year, 4).append('-');
        pad(text, day.month(), 2).append('-');
        pad(text, day.day(), 2);
    }

    private static String era(Calendar.Day day) {
        return day.year() > 0 ? "" : " BC";
    }

    /** {@code hh:mm:ss} and a fraction. */
    static void appendTime(StringBuilder text, long micros) {
        pad(text, micros / Calendar.MICROS_PER_HOUR, 2).append(':');
        pad(text, micros / Calendar.MICROS_PER_MINUTE % 60, 2).append(':');
        pad(text, micros / MICROS_PER_SECOND % 60, 2);
        appendFraction(text, micros % MICROS_PER_SECOND);
    }

    /** A point and microseconds, without trailing zeros; nothing for none. */
    static void appendFraction(StringBuilder text, long micros) {
        if (micros == 0) return;
        pad(text.append('.'), micros, 6);
        while (text.charAt(text.length() - 1) == '0') text.setLength(text.length() - 1);
    }

    static StringBuilder pad(StringBuilder text, long value, int width) {
        String digits = Long.toString(value);
        return text.append("0".repeat(Math.max(0, width - digits.length()))).append(digits);
    }
}
