package dev.coordtest.expr.scalar;

import dev.coordtest.repr.SqlException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/** Time zones that are offsets: {@code +05:30}, and abbreviations. A session's zone is UTC. */
final class TimeZones {
    private static final int HOURS_MAX = 15;
    /** A week, less an hour. */
    private static final int POSIX_HOURS_MAX = 167;
    /** Names that the tz database gives to UTC. */
    private static final List<String> UTC_NAMES =
            List.of("gmt+0", "gmt-0", "gmt0", "greenwich", "universal", "uct", "utc", "zulu", "gmt");
    /** Other names of the tz database without a slash. */
    private static final List<String> NAMES = List.of(
            "cet",
            "cst6cdt",
            "cuba",
            "eet",
            "egypt",
            "eire",
            "est5edt",
            "gb",
            "gb-eire",
            "hongkong",
            "iceland",
            "iran",
            "israel",
            "jamaica",
            "japan",
            "kwajalein",
            "libya",
            "met",
            "mst7mdt",
            "navajo",
            "nz",
            "nz-chat",
            "poland",
            "portugal",
            "prc",
            "pst8pdt",
            "roc",
            "rok",
            "singapore",
            "turkey",
            "w-su",
            "wet");

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
        Cursor cursor = new Cursor(text, 1);
        int hours = cursor.number();
        int minutes = 0;
        int seconds = 0;
        if (cursor.accept(':')) {
            minutes = cursor.number();
            if (cursor.accept(':')) seconds = cursor.number();
        } else if (cursor.atEnd() && text.length() > 3) {
            minutes = hours % 100;
            hours /= 100;
        }
        // A number out of range is refused as such, even if what follows would be refused as well.
        if (hours > HOURS_MAX || minutes > 59 || seconds > 59) throw new OffsetException(Flaw.RANGE);
        if (!cursor.atEnd()) throw new OffsetException(Flaw.FORMAT);
        int offset = (60 * hours + minutes) * 60 + seconds;
        return text.charAt(0) == '-' ? -offset : offset;
    }

    /**
     * Seconds east of Greenwich of a zone by its name; empty if there is none. A name with an offset, such as {@code EST5} or {@code <+03>-3}, is read as
     * POSIX does, whose offsets count to the west. Zones that change their offset are not built.
     */
    static OptionalInt zone(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (UTC_NAMES.contains(lower)) return OptionalInt.of(0);
        if (lower.contains("/") || NAMES.contains(lower)) throw Errors.notSupported("time zone \"" + name + "\"");
        try {
            Cursor cursor = new Cursor(lower, 0);
            if (!cursor.zoneName() || cursor.atEnd()) return OptionalInt.empty();
            boolean west = !cursor.accept('-');
            if (west) cursor.accept('+');
            int hours = cursor.number(POSIX_HOURS_MAX);
            int minutes = cursor.accept(':') ? cursor.number(59) : 0;
            int seconds = cursor.accept(':') ? cursor.number(60) : 0;
            int offset = (60 * hours + minutes) * 60 + seconds;
            if (!cursor.atEnd()) {
                if (cursor.isNumberNext() || !cursor.zoneName()) return OptionalInt.empty();
                throw Errors.notSupported("time zone \"" + name + "\"");
            }
            return OptionalInt.of(west ? -offset : offset);
        } catch (OffsetException e) {
            return OptionalInt.empty();
        }
    }

    /** Seconds east of Greenwich of a zone named in a query. */
    static int named(String name) {
        OptionalInt abbreviation = abbreviation(name.toLowerCase(Locale.ROOT));
        if (abbreviation.isPresent()) return abbreviation.getAsInt();
        return zone(name).orElseThrow(() -> notRecognized(name));
    }

    static SqlException notRecognized(String name) {
        return Errors.parameter("time zone \"" + name + "\" not recognized");
    }

    /** Reads numbers from a text. */
    private static final class Cursor {
        private final String text;
        private int at;

        Cursor(String text, int at) {
            this.text = text;
            this.at = at;
        }

        boolean atEnd() {
            return at == text.length();
        }

        boolean accept(char c) {
            boolean next = !atEnd() && text.charAt(at) == c;
            if (next) at++;
            return next;
        }

        boolean isNumberNext() {
            return !atEnd() && "0123456789+-,".indexOf(text.charAt(at)) >= 0;
        }

        /** Digits, perhaps none. */
        int number() throws OffsetException {
            int start = at;
            while (!atEnd() && DateTimeFields.isDigit(text.charAt(at))) at++;
            String digits = text.substring(start, at).replaceFirst("^0+(?=.)", "");
            if (digits.length() > 9) throw new OffsetException(Flaw.RANGE);
            return digits.isEmpty() ? 0 : Integer.parseInt(digits);
        }

        /** At least one digit, and no more than this. */
        int number(int max) throws OffsetException {
            int start = at;
            int number = number();
            if (at == start || number > max) throw new OffsetException(Flaw.FORMAT);
            return number;
        }

        /** Whether the name of a POSIX zone is next, which is anything up to a number, or in angle brackets. */
        boolean zoneName() {
            if (accept('<')) {
                while (!atEnd() && text.charAt(at) != '>') at++;
                return accept('>');
            }
            while (!atEnd() && !isNumberNext()) at++;
            return true;
        }
    }
}
