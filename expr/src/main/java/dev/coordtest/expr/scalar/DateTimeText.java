package dev.coordtest.expr.scalar;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.ScalarType;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates and times as text and back: ISO style, years in the proleptic Gregorian calendar, zone UTC. */
final class DateTimeText {
    static final long MICROS_PER_SECOND = 1_000_000L;
    static final long MICROS_PER_DAY = 86_400L * MICROS_PER_SECOND;

    private static final Pattern DATE = Pattern.compile("(\\d{1,7})-(\\d{1,2})-(\\d{1,2})");
    private static final Pattern TIME = Pattern.compile("(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:\\.(\\d*))?)?");
    private static final Pattern TIMESTAMP = Pattern.compile(
            "([0-9-]+)(?:[ tT]+([0-9:.]+))?\\s*(?:(z|utc|gmt)|([+-])(\\d{1,2})(?::?(\\d{2}))?)?(\\s+bc)?",
            Pattern.CASE_INSENSITIVE);

    private DateTimeText() {}

    static Datum date(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        if (word.equals("infinity")) return new Datum.Date(Datum.Date.POSITIVE_INFINITY);
        if (word.equals("-infinity")) return new Datum.Date(Datum.Date.NEGATIVE_INFINITY);
        if (word.equals("epoch")) return new Datum.Date(0);
        long micros = micros(word, text, ScalarType.DATE, false);
        return new Datum.Date((int) Math.floorDiv(micros, MICROS_PER_DAY));
    }

    static Datum time(String text) {
        return new Datum.Time(timeOfDay(text.strip(), text, ScalarType.TIME));
    }

    static Datum timestamp(String text, boolean withZone) {
        ScalarType type = withZone ? ScalarType.TIMESTAMPTZ : ScalarType.TIMESTAMP;
        String word = text.strip().toLowerCase(Locale.ROOT);
        long micros = switch (word) {
            case "infinity" -> Long.MAX_VALUE;
            case "-infinity" -> Long.MIN_VALUE;
            case "epoch" -> 0;
            default -> micros(word, text, type, withZone);
        };
        return withZone ? new Datum.TimestampTz(micros) : new Datum.Timestamp(micros);
    }

    /** Microseconds since 1970 of a date with or without time; the zone counts only for a type that has one. */
    private static long micros(String word, String original, ScalarType type, boolean withZone) {
        Matcher matcher = TIMESTAMP.matcher(word);
        if (!matcher.matches()) throw invalid(type, original);
        long day = day(matcher.group(1), matcher.group(7) != null, original, type);
        long micros = day * MICROS_PER_DAY;
        if (matcher.group(2) != null) micros += timeOfDay(matcher.group(2), original, type);
        if (withZone && matcher.group(5) != null) {
            long minutes = 60L * Integer.parseInt(matcher.group(5))
                    + (matcher.group(6) == null ? 0 : Integer.parseInt(matcher.group(6)));
            micros -= (matcher.group(4).equals("-") ? -minutes : minutes) * 60 * MICROS_PER_SECOND;
        }
        return micros;
    }

    private static long day(String text, boolean bc, String original, ScalarType type) {
        Matcher matcher = DATE.matcher(text);
        if (!matcher.matches()) throw invalid(type, original);
        int year = Integer.parseInt(matcher.group(1));
        try {
            if (year == 0) throw outOfRange(original);
            return LocalDate.of(
                            bc ? 1 - year : year,
                            Integer.parseInt(matcher.group(2)),
                            Integer.parseInt(matcher.group(3)))
                    .toEpochDay();
        } catch (DateTimeException e) {
            throw outOfRange(original);
        }
    }

    private static long timeOfDay(String text, String original, ScalarType type) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) throw invalid(type, original);
        int hour = Integer.parseInt(matcher.group(1));
        int minute = Integer.parseInt(matcher.group(2));
        int second = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
        long fraction = fraction(matcher.group(4));
        long micros = ((hour * 60L + minute) * 60 + second) * MICROS_PER_SECOND + fraction;
        if (minute > 59 || second > 60 || micros > MICROS_PER_DAY) throw outOfRange(original);
        return micros;
    }

    /** Digits after the point as microseconds, rounded. */
    static long fraction(@org.jspecify.annotations.Nullable String digits) {
        if (digits == null || digits.isEmpty()) return 0;
        return new java.math.BigDecimal("0." + digits)
                .movePointRight(6)
                .setScale(0, java.math.RoundingMode.HALF_EVEN)
                .longValueExact();
    }

    private static SqlException invalid(ScalarType type, String text) {
        return new SqlException(
                SqlState.INVALID_DATETIME_FORMAT,
                "invalid input syntax for type " + type.sqlName() + ": \"" + text + "\"");
    }

    private static SqlException outOfRange(String text) {
        return new SqlException(
                SqlState.DATETIME_FIELD_OVERFLOW, "date/time field value out of range: \"" + text + "\"");
    }

    static String print(Datum.Date date) {
        int days = date.epochDays();
        if (days == Datum.Date.POSITIVE_INFINITY) return "infinity";
        if (days == Datum.Date.NEGATIVE_INFINITY) return "-infinity";
        return era(LocalDate.ofEpochDay(days), "");
    }

    static String print(Datum.Time time) {
        return timeText(time.micros());
    }

    static String print(Datum.Timestamp timestamp) {
        return timestamp(timestamp.micros(), "");
    }

    static String print(Datum.TimestampTz timestamp) {
        return timestamp(timestamp.micros(), "+00");
    }

    private static String timestamp(long micros, String zone) {
        if (micros == Long.MAX_VALUE) return "infinity";
        if (micros == Long.MIN_VALUE) return "-infinity";
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(micros, MICROS_PER_DAY));
        return era(day, " " + timeText(Math.floorMod(micros, MICROS_PER_DAY)) + zone);
    }

    private static String era(LocalDate day, String rest) {
        int year = day.getYear() > 0 ? day.getYear() : 1 - day.getYear();
        return String.format(Locale.ROOT, "%04d-%02d-%02d", year, day.getMonthValue(), day.getDayOfMonth())
                + rest
                + (day.getYear() > 0 ? "" : " BC");
    }

    static String timeText(long micros) {
        long seconds = micros / MICROS_PER_SECOND;
        return String.format(Locale.ROOT, "%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60)
                + fractionText(micros % MICROS_PER_SECOND);
    }

    static String fractionText(long micros) {
        if (micros == 0) return "";
        return ("." + String.format(Locale.ROOT, "%06d", micros)).replaceAll("0+$", "");
    }
}
