package dev.coordtest.expr.scalar;

import dev.coordtest.repr.SqlState;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/** Time zones that are offsets: {@code +05:30}, and abbreviations. A session's zone is UTC. */
final class TimeZones {
    private static final int HOURS_MAX = 15;

    /** Minutes east of Greenwich of the abbreviations in common use, with the meaning that PostgreSQL gives them. */
    private static final SortedMap<String, Integer> ABBREVIATIONS = new TreeMap<>();

    static {
        all(0, "utc", "ut", "uct", "gmt", "z", "zulu", "wet");
        all(60, "bst", "cet", "mez", "met", "wat", "wetdst");
        all(120, "cest", "mest", "mesz", "eet", "ist", "sast", "cetdst", "metdst", "bdst");
        all(180, "eest", "msk", "eat", "idt", "eetdst");
        all(240, "msd");
        all(300, "pkt", "uzt");
        all(330, "lkt");
        all(345, "npt");
        all(360, "bdt", "pkst");
        all(420, "ict");
        all(480, "awst", "hkt", "sgt", "pht", "myt");
        all(540, "jst", "kst", "awsst");
        all(570, "acst");
        all(600, "aest");
        all(630, "acdt");
        all(660, "aedt");
        all(720, "nzst", "nzt", "fjt");
        all(780, "nzdt");
        all(-150, "ndt");
        all(-180, "adt", "art", "brt");
        all(-210, "nst");
        all(-240, "ast", "edt", "bot");
        all(-300, "est", "cdt", "cot", "pet");
        all(-360, "cst", "mdt");
        all(-420, "mst", "pdt");
        all(-480, "pst", "akdt");
        all(-540, "akst");
        all(-600, "hst");
    }

    private TimeZones() {}

    private static void all(int minutes, String... names) {
        for (String name : names) ABBREVIATIONS.put(name, minutes);
    }

    /** Seconds east of Greenwich of an abbreviation, which is in lower case. */
    static OptionalInt abbreviation(String name) {
        Integer minutes = ABBREVIATIONS.get(name);
        return minutes == null ? OptionalInt.empty() : OptionalInt.of(60 * minutes);
    }

    /** What is wrong with an offset. */
    enum Flaw {
        FORMAT,
        RANGE
    }

    /** Thrown for an offset that is none. */
    static final class OffsetException extends Exception {
        private static final long serialVersionUID = 1;
        private final Flaw flaw;

        OffsetException(Flaw flaw) {
            super(flaw.toString(), null, false, false);
            this.flaw = flaw;
        }

        Flaw flaw() {
            return flaw;
        }
    }

    /** Seconds east of Greenwich of {@code +h}, {@code +hhmm}, {@code +hh:mm} or {@code +hh:mm:ss}, or with a minus. */
    static int offset(String text) throws OffsetException {
        if (text.isEmpty() || text.charAt(0) != '+' && text.charAt(0) != '-') throw new OffsetException(Flaw.FORMAT);
        String[] parts = text.substring(1).split(":", -1);
        int hours = number(parts[0]);
        int minutes = parts.length > 1 ? number(parts[1]) : 0;
        int seconds = parts.length > 2 ? number(parts[2]) : 0;
        if (parts.length == 1 && text.length() > 3) {
            minutes = hours % 100;
            hours /= 100;
        }
        if (hours > HOURS_MAX || minutes > 59 || seconds > 59) throw new OffsetException(Flaw.RANGE);
        if (parts.length > 3) throw new OffsetException(Flaw.FORMAT);
        int offset = (60 * hours + minutes) * 60 + seconds;
        return text.charAt(0) == '-' ? -offset : offset;
    }

    private static int number(String digits) throws OffsetException {
        if (digits.length() > 9) throw new OffsetException(Flaw.RANGE);
        int value = 0;
        for (int i = 0; i < digits.length(); i++) {
            if (!DateTimeFields.isDigit(digits.charAt(i))) {
                // What follows a number out of range does not matter any more.
                throw new OffsetException(value > HOURS_MAX * 100 ? Flaw.RANGE : Flaw.FORMAT);
            }
            value = 10 * value + digits.charAt(i) - '0';
        }
        return value;
    }

    /** Seconds east of Greenwich of a zone named in a query. A bare offset is POSIX's, whose sign is the other way round. */
    static int named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        OptionalInt abbreviation = abbreviation(lower);
        if (abbreviation.isPresent()) return abbreviation.getAsInt();
        if (lower.contains("/")) throw Errors.notSupported("time zone \"" + name + "\"");
        String signed = !lower.isEmpty() && DateTimeFields.isDigit(lower.charAt(0)) ? "+" + lower : lower;
        try {
            return -offset(signed);
        } catch (OffsetException e) {
            throw Errors.error(SqlState.INVALID_PARAMETER_VALUE, "time zone \"" + name + "\" not recognized");
        }
    }
}
