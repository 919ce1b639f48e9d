package dev.coordtest.expr.scalar;

import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the words in dates and times mean. {@code value} is the month, the weekday, or whatever the kind says. */
record DateTimeWord(Kind kind, int value) {
    enum Kind {
        MONTH,
        WEEKDAY,
        /** Value 0 for am, 12 for pm. */
        HALF_DAY,
        /** Value 1 for BC. */
        ERA,
        /** Says nothing. */
        FILLER,
        /** A Julian day follows. */
        JULIAN,
        /** A time follows, as in ISO 8601. */
        ISO_TIME,
        /** A part of a date or time, of no use in one. */
        UNIT,
        EPOCH,
        INFINITY,
        NEGATIVE_INFINITY,
        /** Midnight, UTC. */
        MIDNIGHT,
        /** Depends on the clock. */
        NOW,
        /** Daylight saving time is meant: one hour on. */
        DAYLIGHT
    }

    private static final SortedMap<String, DateTimeWord> WORDS = new TreeMap<>();

    static {
        String[] months = {
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december"
        };
        for (int i = 0; i < months.length; i++) {
            all(Kind.MONTH, i + 1, months[i], months[i].substring(0, 3));
        }
        all(Kind.MONTH, 9, "sept");
        String[] days = {"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"};
        for (int i = 0; i < days.length; i++) all(Kind.WEEKDAY, i, days[i], days[i].substring(0, 3));
        all(Kind.WEEKDAY, 2, "tues");
        all(Kind.WEEKDAY, 3, "weds");
        all(Kind.WEEKDAY, 4, "thur", "thurs");
        all(Kind.HALF_DAY, 0, "am");
        all(Kind.HALF_DAY, 12, "pm");
        all(Kind.ERA, 0, "ad");
        all(Kind.ERA, 1, "bc");
        all(Kind.FILLER, 0, "at", "on");
        all(Kind.JULIAN, 0, "j", "jd", "julian");
        all(Kind.ISO_TIME, 0, "t");
        all(Kind.UNIT, 0, "d", "dow", "doy", "h", "isodow", "isoyear", "m", "mm", "s", "y");
        all(Kind.EPOCH, 0, "epoch");
        all(Kind.INFINITY, 0, "infinity", "+infinity");
        all(Kind.NEGATIVE_INFINITY, 0, "-infinity");
        all(Kind.MIDNIGHT, 0, "allballs");
        all(Kind.NOW, 0, "now", "today", "tomorrow", "yesterday");
        all(Kind.DAYLIGHT, 0, "dst");
    }

    private static void all(Kind kind, int value, String... words) {
        for (String word : words) WORDS.put(word, new DateTimeWord(kind, value));
    }

    /** The word's meaning, whatever its case, or null if it has none. */
    static @Nullable DateTimeWord find(String word) {
        return WORDS.get(word.toLowerCase(Locale.ROOT));
    }
}
