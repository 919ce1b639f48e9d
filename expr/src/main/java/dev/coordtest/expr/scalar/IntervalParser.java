package dev.coordtest.expr.scalar;

import dev.coordtest.expr.scalar.DateTimeFields.Field;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads intervals: {@code 1 year 2 mons 3 days 04:05:06.7}, {@code 1-2 3 4:05:06} as in standard SQL, {@code P1Y2M3DT4H5M6.7S} as in ISO 8601.
 * Fields are read from the right, because a unit stands after its number; a number without a unit counts seconds, or days
 * before a time. Each unit may occur once.
 */
final class IntervalParser {
    private static final Pattern ISO_PART = Pattern.compile("(-?)(\\d*)(\\.\\d*)?([YMWDHS])");
    private static final Pattern ISO_DATE =
            Pattern.compile("(\\d{4})(\\d{2})(\\d{2})|(-?\\d+)(?:-(-?\\d+)(?:-(-?\\d+))?)?");
    private static final Pattern ISO_TIME =
            Pattern.compile("(\\d{2})(\\d{2})(\\d{2}(?:\\.\\d*)?)|(-?\\d+)(?::(-?\\d+)(?::(-?\\d+(?:\\.\\d*)?))?)?");

    private final String text;
    private final IntervalSum sum = new IntervalSum();
    private final Set<IntervalUnit> found = EnumSet.noneOf(IntervalUnit.class);
    private @Nullable IntervalUnit unit;
    private boolean ago;

    private IntervalParser(String text) {
        this.text = text;
    }

    static Datum parse(String text) {
        IntervalParser parser = new IntervalParser(text);
        try {
            List<Field> fields = DateTimeFields.split(text);
            boolean read = fields != null && parser.fields(fields);
            return read ? parser.sum.interval() : new IntervalParser(text).iso();
        } catch (ArithmeticException e) {
            throw parser.overflow();
        }
    }

    /** Whether the fields make sense. */
    private boolean fields(List<Field> fields) {
        for (Field field : fields.reversed()) {
            boolean read = switch (field.kind()) {
                case TIME -> time(field.text(), 1);
                case SIGNED -> signed(field.text());
                case DATE, NUMBER -> number(field.text());
                case WORD, SIGNED_WORD -> word(field.text());
            };
            if (!read) return false;
        }
        if (found.isEmpty()) return false;
        if (ago) sum.negate();
        return true;
    }

    private boolean signed(String field) {
        if (field.indexOf(':') < 0) return number(field);
        return time(field.substring(1), field.charAt(0) == '-' ? -1 : 1);
    }

    /** {@code h:mm}, {@code h:mm:ss.f} or {@code m:ss.f}. */
    private boolean time(String field, int sign) {
        int point = field.indexOf('.');
        String[] parts = (point < 0 ? field : field.substring(0, point)).split(":", -1);
        if (parts.length > 3) return false;
        boolean minutesFirst = parts.length == 2 && point >= 0;
        long hours = minutesFirst ? 0 : whole(parts[0]);
        long minutes = whole(parts[minutesFirst ? 0 : 1]);
        long seconds = minutesFirst ? whole(parts[1]) : parts.length == 3 ? whole(parts[2]) : 0;
        if (minutes > 59 || seconds > 60) throw overflow();
        String fraction = point < 0 ? "." : field.substring(point);
        long micros = (long) StrictMath.rint(DateTimeParser.fraction(fraction) * Calendar.MICROS_PER_SECOND);
        if (!find(EnumSet.of(IntervalUnit.HOUR, IntervalUnit.MINUTE, IntervalUnit.SECOND))) return false;
        sum.add(IntervalUnit.HOUR, sign * hours, 0);
        sum.add(IntervalUnit.MINUTE, sign * minutes, 0);
        sum.add(IntervalUnit.SECOND, sign * seconds, 0);
        sum.add(IntervalUnit.MICROSECOND, sign * micros, 0);
        unit = IntervalUnit.DAY;
        return true;
    }

    private long whole(String digits) {
        if (digits.isEmpty()) return 0;
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw overflow(); // Only signs and digits get here.
        }
    }

    private boolean number(String field) {
        if (unit == null) {
            if (ago) return false; // A number before AGO has to say what it counts.
            unit = IntervalUnit.SECOND;
        }
        int end = field.charAt(0) == '-' || field.charAt(0) == '+' ? 1 : 0;
        while (end < field.length() && DateTimeFields.isDigit(field.charAt(end))) end++;
        boolean negative = field.charAt(0) == '-';
        String digits = field.substring(0, end);
        long whole = whole(digits.equals("-") || digits.equals("+") ? "" : digits);
        if (end == field.length()) return unit(whole, 0);
        if (field.charAt(end) == '-') return yearsAndMonths(whole, field.substring(end + 1), negative);
        if (field.charAt(end) != '.'
                || !field.substring(end + 1).chars().allMatch(c -> DateTimeFields.isDigit((char) c))) return false;
        double fraction = DateTimeParser.fraction(field.substring(end));
        return unit(whole, negative ? -fraction : fraction);
    }

    private boolean unit(long whole, double fraction) {
        IntervalUnit each = unit;
        if (each == null || !IntervalSum.isAddable(each)) return false;
        Set<IntervalUnit> parts = EnumSet.of(each);
        if (each == IntervalUnit.SECOND && fraction != 0) {
            parts.add(IntervalUnit.MILLISECOND);
            parts.add(IntervalUnit.MICROSECOND);
        }
        if (!find(parts)) return false;
        sum.add(each, whole, fraction);
        if (each == IntervalUnit.HOUR) unit = IntervalUnit.DAY;
        return true;
    }

    private boolean yearsAndMonths(long years, String monthText, boolean negative) {
        if (!monthText.chars().allMatch(c -> DateTimeFields.isDigit((char) c))) return false;
        long months = whole(monthText);
        if (months >= Calendar.MONTHS_PER_YEAR) throw overflow();
        unit = IntervalUnit.MONTH;
        return unit(Math.addExact(Math.multiplyExact(years, Calendar.MONTHS_PER_YEAR), negative ? -months : months), 0);
    }

    private boolean word(String field) {
        DateTimeWord word = DateTimeWord.find(field);
        if (word != null && word.kind() == DateTimeWord.Kind.FILLER) return true;
        if (field.equals("ago")) {
            ago = true;
            unit = null;
            return true;
        }
        unit = IntervalUnit.find(field);
        return unit != null && IntervalSum.isAddable(unit);
    }

    /** Notes that these parts have been read; false if one of them had been before. */
    private boolean find(Set<IntervalUnit> parts) {
        for (IntervalUnit part : parts) {
            if (!found.add(part)) return false;
        }
        return true;
    }

    private Datum iso() {
        if (text.length() < 2 || text.charAt(0) != 'P') throw invalid();
        int t = text.indexOf('T');
        String date = text.substring(1, t < 0 ? text.length() : t);
        String time = t < 0 ? "" : text.substring(t + 1);
        if (!isoUnits(ISO_DATE.matcher(date), IntervalUnit.YEAR, IntervalUnit.MONTH, IntervalUnit.DAY))
            isoParts(date, "YMWD");
        if (!isoUnits(ISO_TIME.matcher(time), IntervalUnit.HOUR, IntervalUnit.MINUTE, IntervalUnit.SECOND))
            isoParts(time, "HMS");
        return sum.interval();
    }

    /** Three numbers in the alternative format, with separators between them or without; false if it is not that. */
    private boolean isoUnits(Matcher matcher, IntervalUnit... units) {
        if (!matcher.matches()) return false;
        int first = matcher.group(1) != null ? 1 : 4;
        for (int i = 0; i < units.length; i++) {
            String number = matcher.group(first + i);
            if (number == null) break;
            int point = number.indexOf('.');
            boolean negative = number.charAt(0) == '-';
            String digits = number.substring(negative ? 1 : 0, point < 0 ? number.length() : point);
            isoPart(units[i], negative ? "-" : "", digits, point < 0 ? null : number.substring(point));
        }
        return true;
    }

    private void isoParts(String parts, String designators) {
        Matcher matcher = ISO_PART.matcher(parts);
        int end = 0;
        while (end < parts.length()) {
            if (!matcher.find(end) || matcher.start() != end || matcher.group(2).isEmpty() && matcher.group(3) == null)
                throw invalid();
            char designator = matcher.group(4).charAt(0);
            if (designators.indexOf(designator) < 0) throw invalid();
            IntervalUnit each = switch (designator) {
                case 'Y' -> IntervalUnit.YEAR;
                case 'M' -> designators.equals("HMS") ? IntervalUnit.MINUTE : IntervalUnit.MONTH;
                case 'W' -> IntervalUnit.WEEK;
                case 'D' -> IntervalUnit.DAY;
                case 'H' -> IntervalUnit.HOUR;
                default -> IntervalUnit.SECOND;
            };
            isoPart(each, matcher.group(1), matcher.group(2), matcher.group(3));
            end = matcher.end();
        }
    }

    private void isoPart(IntervalUnit each, String sign, String digits, @Nullable String pointAndDigits) {
        int factor = sign.isEmpty() ? 1 : -1;
        double fraction = pointAndDigits == null ? 0 : DateTimeParser.fraction(pointAndDigits);
        sum.add(each, factor * whole(digits), factor * fraction);
    }

    private SqlException invalid() {
        return new SqlException(
                SqlState.INVALID_DATETIME_FORMAT, "invalid input syntax for type interval: \"" + text + "\"");
    }

    private SqlException overflow() {
        return new SqlException(
                SqlState.INTERVAL_FIELD_OVERFLOW, "interval field value out of range: \"" + text + "\"");
    }
}
