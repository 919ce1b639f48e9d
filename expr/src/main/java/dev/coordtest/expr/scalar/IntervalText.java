package dev.coordtest.expr.scalar;

import dev.coordtest.repr.Datum;

/** Intervals as text: out in PostgreSQL's own style, {@code 1 year 2 mons -3 days +04:05:06.7}; in, whatever {@link IntervalParser} reads. */
final class IntervalText {
    private final StringBuilder text = new StringBuilder();
    /** A part after a negative one says that it is positive. */
    private boolean afterNegative;

    private IntervalText() {}

    static Datum parse(String text) {
        return IntervalParser.parse(text);
    }

    static String print(Datum.Interval interval) {
        if (interval.isInfinite()) return Intervals.sign(interval) > 0 ? "infinity" : "-infinity";
        IntervalText printer = new IntervalText();
        printer.part(interval.months() / Calendar.MONTHS_PER_YEAR, "year");
        printer.part(interval.months() % Calendar.MONTHS_PER_YEAR, "mon");
        printer.part(interval.days(), "day");
        if (interval.micros() != 0 || printer.text.isEmpty()) printer.time(interval.micros());
        return printer.text.toString();
    }

    private void part(int count, String unit) {
        if (count == 0) return;
        if (!text.isEmpty()) text.append(' ');
        if (afterNegative && count > 0) text.append('+');
        text.append(count).append(' ').append(unit).append(count == 1 ? "" : "s");
        afterNegative = count < 0;
    }

    private void time(long micros) {
        if (!text.isEmpty()) text.append(' ');
        text.append(micros < 0 ? "-" : afterNegative ? "+" : "");
        long seconds = Math.abs(micros / Calendar.MICROS_PER_SECOND);
        long hours = seconds / 3600;
        // The shortest long has no positive twin, so the fraction goes its own way.
        DateTimeText.pad(text, hours, 2);
        text.append(':');
        DateTimeText.pad(text, seconds / 60 % 60, 2).append(':');
        DateTimeText.pad(text, seconds % 60, 2);
        DateTimeText.appendFraction(text, Math.abs(micros % Calendar.MICROS_PER_SECOND));
    }
}
