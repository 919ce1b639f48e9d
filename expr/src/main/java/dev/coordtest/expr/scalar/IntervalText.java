package dev.coordtest.expr.scalar;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.ScalarType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Intervals as text and back, in PostgreSQL's own style: {@code 1 year 2 mons 3 days 04:05:06.7}. */
final class IntervalText {
    private static final Pattern PART = Pattern.compile(
            "\\G\\s*(?:([+-]?)(\\d+):(\\d{1,2})(?::(\\d{1,2})(?:\\.(\\d*))?)?|([+-]?\\d*\\.?\\d+)\\s*([a-zA-Z]+)|([+-]?)(\\d+)-(\\d+))");

    private IntervalText() {}

    static Datum parse(String text) {
        String word = text.strip();
        boolean ago = word.toLowerCase(Locale.ROOT).endsWith(" ago");
        if (ago) word = word.substring(0, word.length() - 4);
        Sum sum = new Sum(text);
        Matcher matcher = PART.matcher(word);
        int end = 0;
        while (matcher.find()) {
            end = matcher.end();
            if (matcher.group(2) != null) sum.clock(matcher);
            else if (matcher.group(6) != null) sum.unit(new BigDecimal(matcher.group(6)), matcher.group(7));
            else sum.yearMonth(matcher.group(8), matcher.group(9), matcher.group(10));
        }
        if (end == 0 || !word.substring(end).isBlank()) {
            if (!word.matches("[+-]?\\d*\\.?\\d+")) throw invalid(text);
            sum.unit(new BigDecimal(word), "second"); // A bare number counts seconds.
        }
        return sum.interval(ago ? -1 : 1);
    }

    private static SqlException invalid(String text) {
        return new SqlException(
                SqlState.INVALID_DATETIME_FORMAT,
                "invalid input syntax for type " + ScalarType.INTERVAL.sqlName() + ": \"" + text + "\"");
    }

    /** Adds up the parts; fractions of a unit spill into the smaller fields, a month having 30 days. */
    private static final class Sum {
        private final String text;
        private BigDecimal months = BigDecimal.ZERO;
        private BigDecimal days = BigDecimal.ZERO;
        private BigDecimal micros = BigDecimal.ZERO;

        Sum(String text) {
            this.text = text;
        }

        void clock(Matcher m) {
            long seconds = Long.parseLong(m.group(2)) * 3600
                    + Long.parseLong(m.group(3)) * 60
                    + (m.group(4) == null ? 0 : Long.parseLong(m.group(4)));
            BigDecimal value =
                    BigDecimal.valueOf(seconds * DateTimeText.MICROS_PER_SECOND + DateTimeText.fraction(m.group(5)));
            micros = micros.add(m.group(1).equals("-") ? value.negate() : value);
        }

        void yearMonth(String sign, String years, String monthsText) {
            BigDecimal value =
                    new BigDecimal(years).multiply(BigDecimal.valueOf(12)).add(new BigDecimal(monthsText));
            months = months.add(sign.equals("-") ? value.negate() : value);
        }

        void unit(BigDecimal count, String unit) {
            switch (unit.toLowerCase(Locale.ROOT)) {
                case "millennium", "millennia", "mil", "mils" -> addMonths(count, 12000);
                case "century", "centuries", "c", "cent" -> addMonths(count, 1200);
                case "decade", "decades", "dec", "decs" -> addMonths(count, 120);
                case "year", "years", "y", "yr", "yrs" -> addMonths(count, 12);
                case "month", "months", "mon", "mons" -> addMonths(count, 1);
                case "week", "weeks", "w" -> addDays(count.multiply(BigDecimal.valueOf(7)));
                case "day", "days", "d" -> addDays(count);
                case "hour", "hours", "h", "hr", "hrs" -> addMicros(count, 3_600_000_000L);
                case "minute", "minutes", "m", "min", "mins" -> addMicros(count, 60_000_000L);
                case "second", "seconds", "s", "sec", "secs" -> addMicros(count, 1_000_000L);
                case "millisecond", "milliseconds", "ms", "msec", "msecs" -> addMicros(count, 1_000L);
                case "microsecond", "microseconds", "us", "usec", "usecs" -> addMicros(count, 1L);
                default -> throw invalid(text);
            }
        }

        private void addMonths(BigDecimal count, int monthsEach) {
            BigDecimal total = count.multiply(BigDecimal.valueOf(monthsEach));
            BigDecimal whole = total.setScale(0, RoundingMode.DOWN);
            months = months.add(whole);
            // A fraction of years is rounded to months; a fraction of months becomes days.
            if (monthsEach == 1) addDays(total.subtract(whole).multiply(BigDecimal.valueOf(30)));
            else months = months.add(total.subtract(whole).setScale(0, RoundingMode.HALF_EVEN));
        }

        private void addDays(BigDecimal count) {
            BigDecimal whole = count.setScale(0, RoundingMode.DOWN);
            days = days.add(whole);
            micros = micros.add(count.subtract(whole).multiply(BigDecimal.valueOf(DateTimeText.MICROS_PER_DAY)));
        }

        private void addMicros(BigDecimal count, long each) {
            micros = micros.add(count.multiply(BigDecimal.valueOf(each)));
        }

        Datum interval(int sign) {
            try {
                return new Datum.Interval(
                        sign * months.intValueExact(),
                        sign * days.intValueExact(),
                        sign * micros.setScale(0, RoundingMode.HALF_EVEN).longValueExact());
            } catch (ArithmeticException e) {
                throw new SqlException(
                        SqlState.DATETIME_FIELD_OVERFLOW, "interval field value out of range: \"" + text + "\"");
            }
        }
    }

    static String print(Datum.Interval interval) {
        StringBuilder text = new StringBuilder();
        int years = interval.months() / 12;
        int months = interval.months() % 12;
        part(text, years, "year");
        part(text, months, "mon");
        part(text, interval.days(), "day");
        long micros = interval.micros();
        if (micros != 0 || text.isEmpty()) {
            boolean afterNegative = interval.days() < 0 || interval.days() == 0 && interval.months() < 0;
            String sign = micros < 0 ? "-" : afterNegative ? "+" : "";
            text.append(text.isEmpty() ? "" : " ").append(sign).append(DateTimeText.timeText(Math.abs(micros)));
        }
        return text.toString();
    }

    private static void part(StringBuilder text, int count, String unit) {
        if (count == 0) return;
        boolean afterNegative = text.length() > 0 && text.charAt(0) == '-' && count > 0;
        text.append(text.isEmpty() ? "" : " ")
                .append(afterNegative ? "+" : "")
                .append(count)
                .append(' ')
                .append(unit);
        if (count != 1) text.append('s');
    }
}
