package dev.coordtest.expr.scalar;

import dev.coordtest.expr.scalar.DateTimeTemplate.Part.Literal;
import dev.coordtest.expr.scalar.DateTimeTemplate.Part.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The templates of {@code to_char} for dates and times: PostgreSQL's section 9.8, tables 9.29 and 9.30. What is no pattern stands for itself. {@code TM},
 * which asks for the language of the session, is read, and the language is English.
 */
final class DateTimeTemplate {
    /** The patterns; of two that fit, the one that comes first. Each can also be in lower case, and names with a capital. */
    private static final List<String> PATTERNS = List.of(
            ("A.D. A.M. AD AM B.C. BC CC DAY DDD DD DY D FF1 FF2 FF3 FF4 FF5 FF6 FX HH24 HH12 HH IDDD ID IW IYYY IYY IY I J MI MM "
                            + "MONTH MON MS OF P.M. PM Q RM SSSSS SSSS SS TZH TZM TZ US WW W Y,YYY YYYY YYY YY Y")
                    .split(" ", -1));

    private static final List<String> CAPITALIZED = List.of("Day", "Dy", "Month", "Mon");
    private static final List<String> MONTHS = List.of(
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December");
    private static final List<String> DAYS =
            List.of("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday");
    private static final List<String> ROMAN =
            List.of("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII");
    private static final int NAME_WIDTH = 9;
    private static final int ROMAN_WIDTH = 4;

    sealed interface Part {
        record Literal(String text) implements Part {}

        /**
         * A field of the moment.
         *
         * @param pattern as it is written
         * @param filled whether numbers are filled up with zeros and names with blanks
         * @param ordinal what a number ends with: {@code TH}, {@code th} or nothing
         */
        record Value(String pattern, boolean filled, String ordinal) implements Part {}
    }

    private final List<Part> parts;

    private DateTimeTemplate(List<Part> parts) {
        this.parts = parts;
    }

    static DateTimeTemplate of(String template) {
        List<Part> parts = new ArrayList<>();
        int at = 0;
        while (at < template.length()) {
            String modifier = anyAt(template, at, "FM", "fm", "TM", "tm");
            at += modifier.length();
            if (at == template.length()) break;
            String pattern = patternAt(template, at);
            if (!pattern.isEmpty()) {
                at += pattern.length();
                String suffix = anyAt(template, at, "TH", "th", "SP");
                at += suffix.length();
                parts.add(new Value(pattern, modifier.isEmpty(), suffix.equals("SP") ? "" : suffix));
            } else if (template.charAt(at) == '"') {
                at = quoted(template, at + 1, parts);
            } else {
                if (template.startsWith("\\\"", at)) at++;
                int end = template.offsetByCodePoints(at, 1);
                parts.add(new Literal(template.substring(at, end)));
                at = end;
            }
        }
        return new DateTimeTemplate(parts);
    }

    private static String anyAt(String template, int at, String... words) {
        for (String word : words) if (template.startsWith(word, at)) return word;
        return "";
    }

    private static String patternAt(String template, int at) {
        for (String name : CAPITALIZED) if (template.startsWith(name, at)) return name;
        for (String pattern : PATTERNS) {
            String lower = pattern.toLowerCase(Locale.ROOT);
            if (template.startsWith(pattern, at)) return pattern;
            if (template.startsWith(lower, at)) return lower;
        }
        return "";
    }

    /** A backslash takes away the meaning of the character after it. Returns where the template goes on. */
    private static int quoted(String template, int start, List<Part> parts) {
        StringBuilder text = new StringBuilder();
        int at = start;
        while (at < template.length() && template.charAt(at) != '"') {
            if (template.charAt(at) == '\\' && at + 1 < template.length()) at++;
            text.append(template.charAt(at++));
        }
        parts.add(new Literal(text.toString()));
        return Math.min(at + 1, template.length());
    }

    /**
     * A moment in this form.
     *
     * @param micros since 1970, as clocks show it
     * @param zone the name of the zone, empty where a timestamp has none
     */
    String format(long micros, String zone) {
        Moment moment = new Moment(micros, zone);
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case Literal(var literal) -> text.append(literal);
                case Value value -> text.append(moment.show(value));
            }
        }
        return text.toString();
    }

    /** The fields of the moment that is shown. */
    private static final class Moment {
        private final long epochDay;
        private final Calendar.Day day;
        private final long time;
        private final String zone;

        Moment(long micros, String zone) {
            this.epochDay = Math.floorDiv(micros, Calendar.MICROS_PER_DAY);
            this.day = Calendar.day(epochDay);
            this.time = Math.floorMod(micros, Calendar.MICROS_PER_DAY);
            this.zone = zone;
        }

        String show(Value value) {
            String pattern = value.pattern();
            long hour = time / Calendar.MICROS_PER_HOUR;
            long fraction = time % Calendar.MICROS_PER_SECOND;
            int weekday = Calendar.dayOfWeek(epochDay);
            int dayOfYear = (int) (epochDay - Calendar.epochDay(day.year(), 1, 1)) + 1;
            int isoYear = Calendar.isoYear(epochDay);
            return switch (pattern.toUpperCase(Locale.ROOT)) {
                case "A.M.", "P.M." -> cased(pattern, hour >= 12 ? "P.M." : "A.M.");
                case "AM", "PM" -> cased(pattern, hour >= 12 ? "PM" : "AM");
                case "A.D.", "B.C." -> cased(pattern, day.year() > 0 ? "A.D." : "B.C.");
                case "AD", "BC" -> cased(pattern, day.year() > 0 ? "AD" : "BC");
                case "HH", "HH12" -> number(value, 2, hour % 12 == 0 ? 12 : hour % 12);
                case "HH24" -> number(value, 2, hour);
                case "MI" -> number(value, 2, time / Calendar.MICROS_PER_MINUTE % 60);
                case "SS" -> number(value, 2, time / Calendar.MICROS_PER_SECOND % 60);
                case "SSSS", "SSSSS" -> number(value, 1, time / Calendar.MICROS_PER_SECOND);
                case "FF1" -> fraction(value, 1, fraction / 100_000);
                case "FF2" -> fraction(value, 2, fraction / 10_000);
                case "FF3", "MS" -> fraction(value, 3, fraction / 1000);
                case "FF4" -> fraction(value, 4, fraction / 100);
                case "FF5" -> fraction(value, 5, fraction / 10);
                case "FF6", "US" -> fraction(value, 6, fraction);
                case "TZ" -> cased(pattern, zone);
                case "TZH" -> "+00";
                case "TZM" -> "00";
                case "OF" -> value.filled() ? "+00" : "+0";
                case "MONTH" -> filled(value, cased(pattern, MONTHS.get(day.month() - 1)), NAME_WIDTH);
                case "MON" -> cased(pattern, MONTHS.get(day.month() - 1).substring(0, 3));
                case "MM" -> number(value, 2, day.month());
                case "DAY" -> filled(value, cased(pattern, DAYS.get(weekday)), NAME_WIDTH);
                case "DY" -> cased(pattern, DAYS.get(weekday).substring(0, 3));
                case "DDD" -> number(value, 3, dayOfYear);
                case "IDDD" -> number(value, 3, epochDay - Calendar.isoYearStart(isoYear) + 1);
                case "DD" -> number(value, 2, day.day());
                case "D" -> number(value, 1, weekday + 1);
                case "ID" -> number(value, 1, weekday == 0 ? 7 : weekday);
                case "WW" -> number(value, 2, (dayOfYear - 1) / 7 + 1);
                case "IW" -> number(value, 2, Calendar.isoWeek(epochDay));
                case "W" -> number(value, 1, (day.day() - 1) / 7 + 1);
                case "Q" -> number(value, 1, (day.month() - 1) / 3 + 1);
                case "CC" -> century(value);
                case "Y,YYY" -> thousands(value);
                case "YYYY" -> number(value, 4, ofEra(day.year()));
                case "YYY" -> number(value, 3, ofEra(day.year()) % 1000);
                case "YY" -> number(value, 2, ofEra(day.year()) % 100);
                case "Y" -> number(value, 1, ofEra(day.year()) % 10);
                case "IYYY" -> number(value, 4, ofEra(isoYear));
                case "IYY" -> number(value, 3, ofEra(isoYear) % 1000);
                case "IY" -> number(value, 2, ofEra(isoYear) % 100);
                case "I" -> number(value, 1, ofEra(isoYear) % 10);
                case "RM" -> filled(value, cased(pattern, ROMAN.get(day.month() - 1)), ROMAN_WIDTH);
                case "J" -> number(value, 1, epochDay + Calendar.EPOCH_JULIAN_DAY);
                case "FX" -> ""; // Which is for reading.
                default -> throw new IllegalStateException("no pattern " + pattern);
            };
        }

        /** Years count from 1 in both directions. */
        private static int ofEra(int year) {
            return year > 0 ? year : 1 - year;
        }

        private String century(Value value) {
            int year = day.year();
            int century = year > 0 ? (year - 1) / 100 + 1 : year / 100 - 1;
            return number(value, century >= 0 ? 2 : 3, century);
        }

        private String thousands(Value value) {
            int year = ofEra(day.year());
            String text = year / 1000 + "," + zeros(year % 1000, 3);
            return text + ordinal(value, text);
        }
    }

    /** A word in the case of its pattern. */
    private static String cased(String pattern, String word) {
        if (pattern.equals(pattern.toUpperCase(Locale.ROOT))) return word.toUpperCase(Locale.ROOT);
        return pattern.equals(pattern.toLowerCase(Locale.ROOT)) ? word.toLowerCase(Locale.ROOT) : word;
    }

    private static String filled(Value value, String name, int width) {
        return value.filled() ? Texts.padRight(name, width, " ") : name;
    }

    private static String number(Value value, int width, long number) {
        String text = value.filled() ? zeros(number, width) : Long.toString(number);
        return text + ordinal(value, text);
    }

    /** Digits after the point are never left out. */
    private static String fraction(Value value, int width, long number) {
        String text = zeros(number, width);
        return text + ordinal(value, text);
    }

    private static String zeros(long number, int width) {
        String digits = Long.toString(Math.abs(number));
        String sign = number < 0 ? "-" : "";
        return sign + "0".repeat(Math.max(0, width - sign.length() - digits.length())) + digits;
    }

    private static String ordinal(Value value, String number) {
        if (value.ordinal().isEmpty()) return "";
        boolean teen = number.length() > 1 && number.charAt(number.length() - 2) == '1';
        String ending = switch (teen ? '0' : number.charAt(number.length() - 1)) {
            case '1' -> "st";
            case '2' -> "nd";
            case '3' -> "rd";
            default -> "th";
        };
        return value.ordinal().equals("TH") ? ending.toUpperCase(Locale.ROOT) : ending;
    }
}
