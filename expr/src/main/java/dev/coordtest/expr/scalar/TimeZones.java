package dev.coordtest.expr.scalar;

import dev.coordtest.repr.SqlException;
import java.time.zone.ZoneRulesProvider;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/** Time zones: offsets such as {@code +05:30}, abbreviations, and the names of the tz database. A session's zone is UTC. */
final class TimeZones {
    static final Zone UTC = new Zone.Fixed(0);

    private static final int HOURS_MAX = 15;
    /** A week, less an hour. */
    private static final int POSIX_HOURS_MAX = 167;
    /** Names that the tz database gives to UTC, and that Java has not all of. */
    private static final List<String> UTC_NAMES =
            List.of("gmt+0 gmt-0 gmt0 greenwich universal uct utc zulu gmt".split(" ", -1));
    /** The names of the tz database by how they are in lower case. */
    private static final SortedMap<String, String> NAMES = new TreeMap<>();
    /** Abbreviations that have meant more than one offset. */
    private static final List<String> AMBIGUOUS = List.of("""
            art arst clt gyt pyt vet davt mawt amst anast anat azst azt gest get irkst irkt kgt krast krat lkt
            magst magt novst novt omsst omst petst pett sgt tmt ulat vlast vlat yakst yakt yekt fkst fkt lhdt
            msk volt iot ckt easst east kost lint nut tkt
            """.trim().split("\\s+", -1));

    /** Minutes east of Greenwich of the abbreviations that have one meaning, by PostgreSQL's default set. */
    private static final SortedMap<String, Integer> ABBREVIATIONS = new TreeMap<>();

    static {
        for (String name : ZoneRulesProvider.getAvailableZoneIds()) {
            // A family of names that only Java has.
            if (!name.startsWith("SystemV/")) NAMES.put(CharacterCase.lower(name), name);
        }
        all(-600, "hst taht");
        all(-570, "mart");
        all(-540, "akst gamt");
        all(-480, "akdt pst");
        all(-420, "mst pdt");
        all(-360, "cst galt mdt");
        all(-300, "act cdt cot est pet");
        all(-240, "amt ast bot edt");
        all(-210, "nft nst");
        all(-180, "adt bra brt clst gft pmst pyst uyt wgt");
        all(-150, "ndt");
        all(-120, "brst fnt pmdt uyst wgst");
        all(-60, "azot egt fnst");
        all(0, "azost egst gmt uct ut utc wet z zulu");
        all(60, "bst cet met mez wat wetdst");
        all(120, "bdst cest cetdst eet ist mest mesz metdst sast");
        all(180, "eat eest eetdst fet idt");
        all(210, "irt");
        all(240, "msd mut ret sct");
        all(270, "aft");
        all(300, "must mvt pkt tft tjt uzt");
        all(345, "npt");
        all(360, "almt bdt btt kgst pkst uzst xjt yekst");
        all(390, "mmt");
        all(420, "almst cxt ict wast");
        all(480, "awst bnt bort cct hkt myt pht wadt");
        all(525, "acwst");
        all(540, "awsst jayt jst kst pwt ulast wdt");
        all(570, "acst cast");
        all(600, "aest chut ddut kdt ligt mpt pgt trut yapt");
        all(630, "acdt acsst cadt lhst sadt");
        all(660, "aedt aesst pont vut");
        all(720, "fjt gilt mht nzst nzt tvt wakt wft");
        all(765, "chast");
        all(780, "fjst nzdt tot");
        all(825, "chadt");
    }

    private TimeZones() {}

    private static void all(int minutes, String names) {
        for (String name : names.split(" ", -1)) ABBREVIATIONS.put(name, minutes);
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
        int hours = cursor.signed();
        int minutes = 0;
        int seconds = 0;
        if (cursor.accept(':')) {
            minutes = cursor.signed();
            if (cursor.accept(':')) seconds = cursor.signed();
        } else if (cursor.atEnd() && text.length() > 3) {
            minutes = hours % 100;
            hours /= 100;
        }
        // A number out of range is refused as such, even if what follows would be refused as well.
        boolean negative = hours < 0 || minutes < 0 || seconds < 0;
        if (negative || hours > HOURS_MAX || minutes > 59 || seconds > 59) throw new OffsetException(Flaw.RANGE);
        if (!cursor.atEnd()) throw new OffsetException(Flaw.FORMAT);
        int offset = (60 * hours + minutes) * 60 + seconds;
        return text.charAt(0) == '-' ? -offset : offset;
    }

    /**
     * A zone by its name; empty if there is none. A name with an offset, such as {@code EST5} or {@code <+03>-3}, is read as POSIX does, whose offsets count
     * to the west; with rules for summer time it is not built.
     */
    static Optional<Zone> zone(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (UTC_NAMES.contains(lower)) return Optional.of(UTC);
        String known = NAMES.get(lower);
        if (known != null) return Optional.of(new Zone.Ruled(ZoneRulesProvider.getRules(known, false)));
        if (AMBIGUOUS.contains(lower)) throw Errors.notSupported("time zone \"" + name + "\"");
        try {
            Cursor cursor = new Cursor(lower, 0);
            if (!cursor.zoneName() || cursor.atEnd()) return Optional.empty();
            boolean west = !cursor.accept('-');
            if (west) cursor.accept('+');
            int hours = cursor.number(POSIX_HOURS_MAX);
            int minutes = cursor.accept(':') ? cursor.number(59) : 0;
            int seconds = cursor.accept(':') ? cursor.number(60) : 0;
            int offset = (60 * hours + minutes) * 60 + seconds;
            if (!cursor.atEnd()) {
                if (cursor.isNumberNext() || !cursor.zoneName()) return Optional.empty();
                throw Errors.notSupported("time zone \"" + name + "\"");
            }
            return Optional.of(new Zone.Fixed(west ? -offset : offset));
        } catch (OffsetException e) {
            return Optional.empty();
        }
    }

    /** A zone named in a query. */
    static Zone named(String name) {
        OptionalInt abbreviation = abbreviation(name.toLowerCase(Locale.ROOT));
        if (abbreviation.isPresent()) return new Zone.Fixed(abbreviation.getAsInt());
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

        /** Digits with a sign perhaps. */
        int signed() throws OffsetException {
            boolean negative = accept('-');
            if (!negative) accept('+');
            return negative ? -number() : number();
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
