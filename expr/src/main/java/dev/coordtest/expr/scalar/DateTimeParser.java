package dev.coordtest.expr.scalar;

import static dev.coordtest.expr.scalar.Calendar.MICROS_PER_DAY;
import static dev.coordtest.expr.scalar.Calendar.MICROS_PER_SECOND;

import dev.coordtest.expr.scalar.DateTimeFields.Field;
import dev.coordtest.expr.scalar.DateTimeFields.Kind;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Reads dates and times in all the forms that PostgreSQL takes, month before day where both are numbers.
 *
 * <p>Fields are read from the left. What a number means depends on what has been found before: {@link #found} is a set of
 * parts, and a part that is found twice is an error.
 */
final class DateTimeParser {
    private static final int YEAR = 1;
    private static final int MONTH = 1 << 1;
    private static final int DAY = 1 << 2;
    private static final int DATE = YEAR | MONTH | DAY;
    private static final int DAY_OF_YEAR = 1 << 3;
    private static final int TIME = 1 << 4;
    private static final int ZONE = 1 << 5;
    private static final int WEEKDAY = 1 << 6;
    private static final int HALF_DAY = 1 << 7;
    private static final int ERA = 1 << 8;
    private static final int DAYLIGHT = 1 << 9;

    private static final int NO_HALF_DAY = -1;
    private static final int SECONDS_PER_HOUR = 3600;

    /** What stands before a number and says what it is. */
    private enum Label {
        NONE,
        JULIAN,
        TIME,
        UNIT
    }

    /** What has been read. A special value says so and leaves the rest alone. */
    record Parsed(Special special, long epochDay, long micros, Zone zone) {}

    enum Special {
        NONE,
        EPOCH,
        INFINITY,
        NEGATIVE_INFINITY
    }

    private final String text;
    private final String typeName;
    /** Whether the type is a time of day, which may be given without a date. */
    private final boolean timeOnly;

    private List<Field> fields = List.of();
    private int found;
    private Label label = Label.NONE;
    private Special special = Special.NONE;
    private boolean textMonth;
    private boolean shortYear;
    private boolean julian;
    private boolean beforeChrist;
    private int halfDay = NO_HALF_DAY;
    private long year;
    private int month;
    private int day;
    private int dayOfYear;
    private long hour;
    private int minute;
    private int second;
    private long micros;
    private Zone zone = TimeZones.UTC;

    private DateTimeParser(String text, String typeName, boolean timeOnly) {
        this.text = text;
        this.typeName = typeName;
        this.timeOnly = timeOnly;
    }

    /** Reads a date or timestamp; the time is midnight unless given. */
    static Parsed dateTime(String text, String typeName) {
        return new DateTimeParser(text, typeName, false).parse();
    }

    /** Reads a time of day; a date before it is allowed and forgotten. */
    static Parsed time(String text) {
        return new DateTimeParser(text, "time", true).parse();
    }

    private Parsed parse() {
        List<Field> split = DateTimeFields.split(text);
        if (split == null || split.isEmpty()) throw invalid();
        fields = split;
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            int part = switch (field.kind()) {
                case DATE -> date(i, field.text());
                case TIME -> clock(field.text());
                case SIGNED -> zone(field.text());
                case NUMBER -> number(i, field.text());
                case WORD, SIGNED_WORD -> word(i, field.text());
            };
            if ((part & found) != 0) throw invalid();
            found |= part;
        }
        return finish();
    }

    private Parsed finish() {
        if (label != Label.NONE) throw invalid();
        validateDate();
        if (halfDay != NO_HALF_DAY) {
            if (hour > 12) throw overflow();
            hour = hour % 12 + halfDay;
        }
        if (special != Special.NONE) return new Parsed(special, 0, 0, TimeZones.UTC);
        if ((found & (timeOnly ? TIME : DATE)) != (timeOnly ? TIME : DATE)) throw invalid();
        long time = microsOfDay();
        if (timeOnly && (time > MICROS_PER_DAY || minute > 59 || second > 60)) throw overflow();
        return new Parsed(Special.NONE, (found & DATE) == DATE ? Calendar.epochDay(year, month, day) : 0, time, zone);
    }

    private int date(int i, String field) {
        if (timeOnly) return dateBeforeTime(i, field);
        if (label == Label.JULIAN) {
            label = Label.NONE;
            return julianDay(field, true);
        }
        if (label != Label.NONE || (found & (MONTH | DAY)) == (MONTH | DAY)) {
            if (!DateTimeFields.isDigit(field.charAt(0)) && label == Label.NONE) return namedZone(field);
            if (label != Label.NONE && label != Label.TIME) throw invalid();
            label = Label.NONE;
            return runTogetherTimeAndZone(field, found);
        }
        return dateParts(field);
    }

    private int dateBeforeTime(int i, String field) {
        boolean timeFollows = fields.size() >= 2
                && (fields.get(fields.size() - 1).kind() == Kind.DATE
                        || fields.get(1).kind() == Kind.TIME);
        if (i == 0 && timeFollows) return dateParts(field);
        if (!DateTimeFields.isDigit(field.charAt(0))) return namedZone(field);
        return runTogetherTimeAndZone(field, found | DATE);
    }

    /** {@code hhmmss-zz}. */
    private int runTogetherTimeAndZone(String field, int foundBefore) {
        if ((foundBefore & TIME) != 0) throw invalid();
        int minus = field.indexOf('-');
        if (minus < 0) throw invalid();
        zone(field.substring(minus));
        return runTogether(field.substring(0, minus), foundBefore) | ZONE;
    }

    /** Year, month and day in some order, with separators between. */
    private int dateParts(String field) {
        List<String> parts = new ArrayList<>();
        int at = 0;
        while (at < field.length()) {
            while (at < field.length() && !isAlphanumeric(field.charAt(at))) at++;
            if (at == field.length()) throw invalid();
            int start = at;
            boolean digits = DateTimeFields.isDigit(field.charAt(at));
            while (at < field.length()
                    && (digits ? DateTimeFields.isDigit(field.charAt(at)) : DateTimeFields.isLetter(field.charAt(at))))
                at++;
            parts.add(field.substring(start, at));
            if (at < field.length()) at++; // One character after a part always separates.
        }
        int before = found;
        int parsed = 0;
        for (String part : parts) {
            if (DateTimeFields.isDigit(part.charAt(0))) continue;
            DateTimeWord word = DateTimeWord.find(part);
            if (word != null && word.kind() == DateTimeWord.Kind.FILLER) continue;
            if (word == null || word.kind() != DateTimeWord.Kind.MONTH || ((before | parsed) & MONTH) != 0)
                throw invalid();
            month = word.value();
            textMonth = true;
            parsed |= MONTH;
        }
        for (String part : parts) {
            if (!DateTimeFields.isDigit(part.charAt(0))) continue;
            int one = datePart(part, before | parsed, (parsed & MONTH) != 0);
            if ((one & (before | parsed)) != 0) throw invalid();
            parsed |= one;
        }
        if (((before | parsed) & ~(DAY_OF_YEAR | ZONE)) != DATE) throw invalid();
        return parsed;
    }

    private static boolean isAlphanumeric(char c) {
        return DateTimeFields.isDigit(c) || DateTimeFields.isLetter(c);
    }

    private int number(int i, String field) {
        if (label != Label.NONE) return labelled(field);
        int point = field.indexOf('.');
        if (timeOnly) {
            boolean dateFollows = i == 0
                    && fields.size() >= 2
                    && fields.get(fields.size() - 1).kind() == Kind.DATE;
            if (point >= 0 && dateFollows) return dateParts(field);
            if (point >= 0 && point <= 2) throw invalid();
            if (point >= 0 || field.length() > 4) return runTogether(field, found | DATE);
            return datePart(field, found | DATE, false);
        }
        if (point >= 0 && (found & DATE) == 0) return dateParts(field);
        if (point > 2) return runTogether(field, found);
        boolean incomplete = (found & DATE) == 0 || (found & TIME) == 0;
        if (field.length() >= 6 && incomplete) return runTogether(field, found);
        return datePart(field, found, textMonth);
    }

    private int labelled(String field) {
        Label kind = label;
        label = Label.NONE;
        if (kind == Label.JULIAN) return julianDay(field, false);
        if (kind != Label.TIME) throw invalid();
        int part = runTogether(field, found | DATE);
        if (part != TIME) throw invalid();
        return part;
    }

    /** A Julian day, with a zone run into it or with a fraction of a day. */
    private int julianDay(String field, boolean withZone) {
        int end = 0;
        while (end < field.length() && DateTimeFields.isDigit(field.charAt(end))) end++;
        Calendar.Day civil = Calendar.day(integer(field.substring(0, end)) - (long) Calendar.EPOCH_JULIAN_DAY);
        year = civil.year();
        month = civil.month();
        day = civil.day();
        julian = true;
        if (withZone) {
            zone(field.substring(end));
            return DATE | TIME | ZONE;
        }
        if (end == field.length()) return DATE;
        if (!isFraction(field.substring(end))) throw invalid();
        double time = fraction(field.substring(end)) * MICROS_PER_DAY;
        setTime((long) time);
        return DATE | TIME;
    }

    private void setTime(long microsOfDay) {
        hour = microsOfDay / Calendar.MICROS_PER_HOUR;
        minute = (int) (microsOfDay / Calendar.MICROS_PER_MINUTE % 60);
        second = (int) (microsOfDay / MICROS_PER_SECOND % 60);
        micros = microsOfDay % MICROS_PER_SECOND;
    }

    /** One number of a date, by what the date has already. */
    private int datePart(String field, int foundBefore, boolean monthInLetters) {
        int point = field.indexOf('.');
        if (point == 0) throw invalid();
        int value = integer(point < 0 ? field : field.substring(0, point));
        if (point > 2) return runTogether(field, foundBefore | DATE);
        if (point >= 0) micros = fractionMicros(field.substring(point));
        if (field.length() == 3 && (foundBefore & DATE) == YEAR && value >= 1 && value <= 366) {
            dayOfYear = value;
            return DAY_OF_YEAR | MONTH | DAY;
        }
        return switch (foundBefore & DATE) {
            case 0 -> field.length() >= 3 ? year(field, value) : month(value);
            case YEAR -> month(value);
            case MONTH -> monthInLetters && field.length() >= 3 ? year(field, value) : day(value);
            case YEAR | MONTH -> {
                if (!monthInLetters || field.length() < 3 || !shortYear) yield day(value);
                // In 05-Jan-2020 what looked like a year was the day.
                day = (int) year;
                year = value;
                shortYear = false;
                yield DAY;
            }
            case DAY -> month(value);
            case MONTH | DAY -> year(field, value);
            case DATE -> runTogether(field, foundBefore);
            default -> throw invalid();
        };
    }

    private int year(String field, int value) {
        year = value;
        shortYear = field.length() <= 2;
        return YEAR;
    }

    private int month(int value) {
        month = value;
        return MONTH;
    }

    private int day(int value) {
        day = value;
        return DAY;
    }

    /** {@code yyyymmdd}, {@code yymmdd}, {@code hhmmss} or {@code hhmm}. */
    private int runTogether(String field, int foundBefore) {
        int point = field.indexOf('.');
        String digits = point < 0 ? field : field.substring(0, point);
        int length = digits.length();
        if (point >= 0) {
            micros = fractionMicros(field.substring(point));
        } else if ((foundBefore & DATE) != DATE && length >= 6) {
            day = integer(digits.substring(length - 2));
            month = integer(digits.substring(length - 4, length - 2));
            // A year that is far too large is refused at the end, if the rest makes sense.
            year = length > 12 ? Integer.MAX_VALUE : integer(digits.substring(0, length - 4));
            if (length == 6) shortYear = true;
            return DATE;
        }
        if ((foundBefore & TIME) == 0 && (length == 4 || length == 6)) {
            hour = integer(digits.substring(0, 2));
            minute = integer(digits.substring(2, 4));
            second = length == 6 ? integer(digits.substring(4)) : 0;
            return TIME;
        }
        throw invalid();
    }

    /** {@code hh:mm}, {@code hh:mm:ss.f}, or {@code mm:ss.f}. */
    private int clock(String field) {
        if (label != Label.NONE) {
            if (label != Label.TIME) throw invalid();
            label = Label.NONE;
        }
        int point = field.indexOf('.');
        String[] parts = (point < 0 ? field : field.substring(0, point)).split(":", -1);
        if (parts.length > 3) throw invalid();
        hour = integer(parts[0]);
        minute = integer(parts[1]);
        second = parts.length == 3 ? integer(parts[2]) : 0;
        micros = point < 0 ? 0 : fractionMicros(field.substring(point));
        if (parts.length == 2 && point >= 0) {
            second = minute;
            minute = (int) hour;
            hour = 0;
        }
        checkTime();
        return TIME;
    }

    private void checkTime() {
        if (minute > 59 || second > 60) throw overflow();
        // Too many hours are found out later of a time alone: first, whether it can be read at all.
        if (!timeOnly && (hour > 24 || microsOfDay() > MICROS_PER_DAY)) throw overflow();
    }

    private long microsOfDay() {
        return ((hour * 60 + minute) * 60 + second) * MICROS_PER_SECOND + micros;
    }

    private int zone(String field) {
        try {
            zone = new Zone.Fixed(TimeZones.offset(field));
            return ZONE;
        } catch (TimeZones.OffsetException e) {
            throw switch (e.flaw()) {
                case FORMAT -> invalid();
                case RANGE ->
                    new SqlException(
                            SqlState.INVALID_TIME_ZONE_DISPLACEMENT_VALUE,
                            "time zone displacement out of range: \"" + text + "\"");
            };
        }
    }

    private int word(int i, String field) {
        OptionalInt abbreviation = TimeZones.abbreviation(field);
        if (abbreviation.isPresent()) {
            zone = new Zone.Fixed(abbreviation.getAsInt());
            return ZONE;
        }
        DateTimeWord word = DateTimeWord.find(field);
        if (word == null) {
            zone = TimeZones.zone(field).orElseThrow(this::invalid);
            return ZONE;
        }
        return switch (word.kind()) {
            case MONTH -> textMonth(word.value());
            case WEEKDAY -> timeOnly ? throwInvalid() : WEEKDAY;
            case HALF_DAY -> {
                halfDay = word.value();
                yield HALF_DAY;
            }
            case ERA -> {
                beforeChrist = word.value() == 1;
                yield ERA;
            }
            case FILLER -> 0;
            case JULIAN -> {
                label = Label.JULIAN;
                yield 0;
            }
            case UNIT -> {
                label = Label.UNIT;
                yield 0;
            }
            case ISO_TIME -> isoTime(i);
            case EPOCH -> special(Special.EPOCH);
            case INFINITY -> special(Special.INFINITY);
            case NEGATIVE_INFINITY -> special(Special.NEGATIVE_INFINITY);
            case MIDNIGHT -> {
                setTime(0);
                zone = TimeZones.UTC;
                yield TIME | ZONE;
            }
            case NOW -> throw Errors.notSupported("date/time value \"" + field + "\"");
            case DAYLIGHT -> {
                if (zone instanceof Zone.Fixed(var seconds)) zone = new Zone.Fixed(seconds + SECONDS_PER_HOUR);
                yield DAYLIGHT;
            }
        };
    }

    private int throwInvalid() {
        throw invalid();
    }

    private int textMonth(int value) {
        if (timeOnly) throw invalid();
        // In 5 Jan 2020 what looked like a month was the day.
        boolean dayFirst = (found & MONTH) != 0 && !textMonth && (found & DAY) == 0 && month >= 1 && month <= 31;
        if (dayFirst) day = month;
        textMonth = true;
        month = value;
        return dayFirst ? DAY : MONTH;
    }

    /** The {@code T} of ISO 8601, after which a time has to come. */
    private int isoTime(int i) {
        if (!timeOnly && (found & DATE) != DATE) throw invalid();
        if (timeOnly) {
            Kind next = i + 1 < fields.size() ? fields.get(i + 1).kind() : Kind.WORD;
            if (next != Kind.NUMBER && next != Kind.TIME && next != Kind.DATE) throw invalid();
        }
        label = Label.TIME;
        return 0;
    }

    private int special(Special value) {
        if (timeOnly) throw invalid();
        special = value;
        return DATE | TIME | ZONE;
    }

    private void validateDate() {
        if (special != Special.NONE) return;
        if ((found & YEAR) != 0 && !julian) {
            if (year <= 0 && (beforeChrist || !shortYear)) throw overflow();
            if (beforeChrist) year = 1 - year;
            else if (shortYear) year += year < 70 ? 2000 : year < 100 ? 1900 : 0;
        }
        if ((found & DAY_OF_YEAR) != 0) {
            Calendar.Day civil = Calendar.day(Calendar.epochDay(year, 1, dayOfYear));
            year = civil.year();
            month = civil.month();
            day = civil.day();
        }
        boolean badMonth = (found & MONTH) != 0 && (month < 1 || month > 12);
        boolean badDay = (found & DAY) != 0 && (day < 1 || day > 31);
        if (badMonth || badDay) {
            throw new SqlException(overflow().error().withHint("Perhaps you need a different \"datestyle\" setting."));
        }
        if ((found & DATE) == DATE && day > Calendar.daysInMonth(year, month)) throw overflow();
    }

    private int integer(String digits) {
        if (digits.isEmpty()) return 0;
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            throw overflow(); // Only digits get here.
        }
    }

    static boolean isFraction(String pointAndDigits) {
        return pointAndDigits.substring(1).chars().allMatch(c -> DateTimeFields.isDigit((char) c));
    }

    /** A point and digits. */
    static double fraction(String pointAndDigits) {
        return pointAndDigits.length() == 1 ? 0 : Double.parseDouble("0" + pointAndDigits);
    }

    private long fractionMicros(String pointAndDigits) {
        if (!isFraction(pointAndDigits)) throw invalid();
        return (long) StrictMath.rint(fraction(pointAndDigits) * MICROS_PER_SECOND);
    }

    private SqlException invalid() {
        return new SqlException(
                SqlState.INVALID_DATETIME_FORMAT, "invalid input syntax for type " + typeName + ": \"" + text + "\"");
    }

    private SqlException overflow() {
        return new SqlException(
                SqlError.of(SqlState.DATETIME_FIELD_OVERFLOW, "date/time field value out of range: \"" + text + "\""));
    }

    private int namedZone(String name) {
        zone = TimeZones.zone(name).orElseThrow(() -> TimeZones.notRecognized(name));
        return ZONE;
    }
}
