package dev.coordtest.expr.scalar;

import dev.coordtest.expr.scalar.DateTimeFields.Field;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import java.math.BigDecimal;
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
    private static final String ISO_NUMBER = "(-?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d{1,3})?)";
    private static final BigDecimal ISO_NUMBER_MAX = BigDecimal.TEN.pow(15);
    private static final Pattern ISO_PART = Pattern.compile(ISO_NUMBER + "([YMWDHS])");
    private static final Pattern ISO_DATE = alternatively("(\\d{4})(\\d{2})(\\d{2})", "-");
    private static final Pattern ISO_TIME = alternatively("(\\d{2})(\\d{2})(\\d{2}(?:\\.\\d*)?)", ":");

    private final String text;
    private final IntervalSum sum = new IntervalSum();
    private final Set<IntervalUnit> found = EnumSet.noneOf(IntervalUnit.class);
    private @Nullable IntervalUnit unit;
    private boolean ago;
    /** Whether {@link #unit} is a word whose number has not been read yet. */
    private boolean pending;

    private IntervalParser(String text) {
        this.text = text;
    }

    /** Three numbers run together, or one to three with separators. */
    private static Pattern alternatively(String runTogether, String separator) {
        String more = separator + ISO_NUMBER;
        return Pattern.compile(runTogether + "|" + ISO_NUMBER + "(?:" + more + "(?:" + more + ")?)?");
    }

    static Datum parse(String text) {
        IntervalParser parser = new IntervalParser(text);
        try {
            List<Field> fields = DateTimeFields.split(text);
            Datum.Interval infinite = fields == null ? null : infinite(fields);
            if (infinite != null) return infinite;
            boolean read = fields != null && parser.fields(fields);
            return read ? parser.sum.interval() : new IntervalParser(text).iso();
        } catch (ArithmeticException e) {
            throw parser.overflow();
        }
    }

    private static Datum.@Nullable Interval infinite(List<Field> fields) {
        if (fields.size() != 1) return null;
        return switch (fields.get(0).text()) {
            case "infinity", "+infinity" -> Datum.Interval.POSITIVE_INFINITY;
            case "-infinity" -> Datum.Interval.NEGATIVE_INFINITY;
            default -> null;
        };
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
        if (found.isEmpty() || pending) return false;
        if (ago) sum.negate();
        return true;
    }

    private boolean signed(String field) {
        if (field.indexOf(':') < 0) return number(field);
        try {
            return time(field.substring(1), field.charAt(0) == '-' ? -1 : 1);
        } catch (SqlException e) {
            return false; // With a sign it might have been a number, and is refused as none.
        }
    }

    /** {@code h:mm}, {@code h:mm:ss.f} or {@code m:ss.f}. */
    private boolean time(String field, int sign) {
        int point = field.indexOf('.');
        String[] parts = (point < 0 ? field : field.substring(0, point)).split(":", -1);
        if (parts.length < 2 || parts.length > 3) return false; // A point may come before all colons.
        boolean minutesFirst = parts.length == 2 && point >= 0;
        long hours = minutesFirst ? 0 : whole(parts[0]);
        long minutes = whole(parts[minutesFirst ? 0 : 1]);
        long seconds = minutesFirst ? whole(parts[1]) : parts.length == 3 ? whole(parts[2]) : 0;
        if (minutes > 59 || seconds > 60) throw overflow();
        String fraction = point < 0 ? "." : field.substring(point);
        if (!DateTimeParser.isFraction(fraction)) return false;
        long micros = (long) StrictMath.rint(DateTimeParser.fraction(fraction) * Calendar.MICROS_PER_SECOND);
        if (!find(EnumSet.of(IntervalUnit.HOUR, IntervalUnit.MINUTE, IntervalUnit.SECOND))) return false;
        sum.add(IntervalUnit.HOUR, sign * hours, 0);
        sum.add(IntervalUnit.MINUTE, sign * minutes, 0);
        sum.add(IntervalUnit.SECOND, sign * seconds, 0);
        sum.add(IntervalUnit.MICROSECOND, sign * micros, 0);
        unit = IntervalUnit.DAY;
        pending = false;
        return true;
    }

    private long whole(String digits) {
        if (digits.isEmpty()) return 0;
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw digits.matches("[+-]?[0-9]+") ? overflow() : invalid();
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
        pending = false;
        sum.add(each, whole, fraction);
        if (each == IntervalUnit.HOUR) unit = IntervalUnit.DAY;
        return true;
    }

    private boolean yearsAndMonths(long years, String monthText, boolean negative) {
        if (monthText.matches("-[0-9].*")) throw overflow();
        int end = 0;
        while (end < monthText.length() && DateTimeFields.isDigit(monthText.charAt(end))) end++;
        long months = whole(monthText.substring(0, end));
        if (months >= Calendar.MONTHS_PER_YEAR) throw overflow();
        if (end < monthText.length()) return false;
        unit = IntervalUnit.MONTH;
        return unit(Math.addExact(Math.multiplyExact(years, Calendar.MONTHS_PER_YEAR), negative ? -months : months), 0);
    }

    private boolean word(String field) {
        if (pending) return false;
        DateTimeWord word = DateTimeWord.find(field);
        if (word != null && word.kind() == DateTimeWord.Kind.FILLER) {
            unit = IntervalUnit.SECOND; // A number before it has no unit of its own.
            return true;
        }
        if (field.equals("ago")) {
            if (ago || !found.isEmpty()) return false; // Only at the end.
            ago = true;
            unit = null;
            return true;
        }
        unit = IntervalUnit.find(field);
        pending = true;
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
        String time = t < 0 ? "" : text.substring(t).replaceFirst("T+", "");
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
            isoPart(units[i], number);
        }
        return true;
    }

    private void isoParts(String parts, String designators) {
        Matcher matcher = ISO_PART.matcher(parts);
        int end = 0;
        while (end < parts.length()) {
            if (parts.charAt(end) == 'T' && designators.equals("HMS")) {
                end++;
                continue;
            }
            boolean found = matcher.find(end) && matcher.start() == end;
            if (!found) throw isTooLarge(parts.substring(end)) ? overflow() : invalid();
            char designator = matcher.group(2).charAt(0);
            if (designators.indexOf(designator) < 0) throw isTooLarge(matcher.group(1)) ? overflow() : invalid();
            IntervalUnit each = switch (designator) {
                case 'Y' -> IntervalUnit.YEAR;
                case 'M' -> designators.equals("HMS") ? IntervalUnit.MINUTE : IntervalUnit.MONTH;
                case 'W' -> IntervalUnit.WEEK;
                case 'D' -> IntervalUnit.DAY;
                case 'H' -> IntervalUnit.HOUR;
                default -> IntervalUnit.SECOND;
            };
            isoPart(each, matcher.group(1));
            end = matcher.end();
        }
    }

    /** Whether a text begins with a number that is out of range before anybody asks for its unit. */
    private static boolean isTooLarge(String text) {
        Matcher number = Pattern.compile(ISO_NUMBER).matcher(text);
        return number.lookingAt() && new BigDecimal(number.group(1)).abs().compareTo(ISO_NUMBER_MAX) > 0;
    }

    private void isoPart(IntervalUnit each, String written) {
        boolean exponent = written.indexOf('e') >= 0 || written.indexOf('E') >= 0;
        String number = exponent ? new BigDecimal(written).toPlainString() : written;
        int factor = number.startsWith("-") ? -1 : 1;
        int point = number.indexOf('.');
        String digits = number.substring(factor < 0 ? 1 : 0, point < 0 ? number.length() : point);
        double fraction = point < 0 ? 0 : DateTimeParser.fraction(number.substring(point));
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
