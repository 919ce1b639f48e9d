package dev.coordtest.coordtest.report;

import dev.coordtest.repr.Datum;
import java.time.LocalDate;
import java.util.Locale;

/** Dates and times as Rust's chrono writes them; it has no infinities, nor midnight at the end of a day. */
final class DateTimes {
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;

    private DateTimes() {}

    static String of(Datum.Date date) {
        return switch (date.epochDays()) {
            case Datum.Date.NEGATIVE_INFINITY -> "-infinity";
            case Datum.Date.POSITIVE_INFINITY -> "infinity";
            default -> date(date.epochDays());
        };
    }

    static String of(Datum.Time time) {
        return time(time.micros());
    }

    static String timestamp(long micros, String zone) {
        if (micros == Datum.Timestamp.NEGATIVE_INFINITY) return "-infinity";
        if (micros == Datum.Timestamp.POSITIVE_INFINITY) return "infinity";
        return date(Math.floorDiv(micros, MICROS_PER_DAY)) + "T" + time(Math.floorMod(micros, MICROS_PER_DAY)) + zone;
    }

    /** The year has four digits at least, and a sign if they are not enough for it. */
    private static String date(long epochDays) {
        var date = LocalDate.ofEpochDay(epochDays);
        String year = String.format(
                Locale.ROOT, date.getYear() >= 0 && date.getYear() <= 9999 ? "%04d" : "%+05d", date.getYear());
        return String.format(Locale.ROOT, "%s-%02d-%02d", year, date.getMonthValue(), date.getDayOfMonth());
    }

    /** The fraction has three or six digits, whichever suffice, or none. */
    private static String time(long micros) {
        long seconds = micros / MICROS_PER_SECOND;
        long fraction = micros % MICROS_PER_SECOND;
        String clock = String.format(Locale.ROOT, "%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
        if (fraction == 0) return clock;
        return fraction % 1000 == 0
                ? String.format(Locale.ROOT, "%s.%03d", clock, fraction / 1000)
                : String.format(Locale.ROOT, "%s.%06d", clock, fraction);
    }
}
