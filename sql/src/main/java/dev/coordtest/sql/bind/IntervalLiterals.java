package dev.coordtest.sql.bind;

import dev.coordtest.repr.Datum;
import java.util.List;

/**
 * {@code INTERVAL '…' DAY TO SECOND} (PostgreSQL's manual, section 8.5.4): a number without a unit is one of the last field, and what is smaller than the
 * last field is cut off. Fields greater than the first stay.
 */
final class IntervalLiterals {
    private static final List<String> FIELDS = List.of("year", "month", "day", "hour", "minute", "second");
    private static final long HOUR_MICROS = 3_600_000_000L;
    private static final long MINUTE_MICROS = 60_000_000L;

    private IntervalLiterals() {}

    /** The text with the units that its fields imply. */
    static String spelled(String text, String fields) {
        String value = text.strip();
        String first = fields.substring(0, (fields + " ").indexOf(' '));
        String last = fields.substring(fields.lastIndexOf(' ') + 1);
        if (value.matches("[+-]?[0-9]*\\.?[0-9]+")) return value + " " + last;
        if (first.equals("minute") && value.matches("[+-]?[0-9]+:[0-9]+(\\.[0-9]+)?")) {
            boolean signed = value.startsWith("-") || value.startsWith("+");
            return (signed ? value.substring(0, 1) : "") + "0:" + value.substring(signed ? 1 : 0);
        }
        if (first.equals("day") && value.matches("[+-]?[0-9]+ +[0-9:.]+")) {
            int blank = value.indexOf(' ');
            String rest = value.substring(blank).strip();
            return value.substring(0, blank) + " day " + (rest.contains(":") ? rest : rest + " " + last);
        }
        return value;
    }

    /** The interval without what is smaller than the last of the fields. */
    static Datum.Interval cut(Datum.Interval interval, String fields) {
        if (interval.isInfinite()) return interval;
        String last = fields.substring(fields.lastIndexOf(' ') + 1);
        int months = interval.months();
        int days = interval.days();
        long micros = interval.micros();
        return switch (FIELDS.indexOf(last)) {
            case 0 -> new Datum.Interval(months / 12 * 12, 0, 0);
            case 1 -> new Datum.Interval(months, 0, 0);
            case 2 -> new Datum.Interval(months, days, 0);
            case 3 -> new Datum.Interval(months, days, micros / HOUR_MICROS * HOUR_MICROS);
            case 4 -> new Datum.Interval(months, days, micros / MINUTE_MICROS * MINUTE_MICROS);
            default -> interval;
        };
    }
}
