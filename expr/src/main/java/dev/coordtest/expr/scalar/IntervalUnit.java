package dev.coordtest.expr.scalar;

import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The units of time that intervals are written in, and that {@code extract} and {@code date_trunc} know by the same words. */
enum IntervalUnit {
    MICROSECOND("microsecon", "us", "usec", "usecond", "useconds", "usecs"),
    MILLISECOND("millisecon", "ms", "msec", "msecond", "mseconds", "msecs"),
    SECOND("second", "s", "sec", "seconds", "secs"),
    MINUTE("minute", "m", "min", "mins", "minutes"),
    HOUR("hour", "h", "hours", "hr", "hrs"),
    DAY("day", "d", "days"),
    WEEK("week", "w", "weeks"),
    MONTH("month", "mon", "mons", "months"),
    QUARTER("quarter", "qtr"),
    YEAR("year", "y", "years", "yr", "yrs"),
    DECADE("decade", "dec", "decades", "decs"),
    CENTURY("century", "c", "cent", "centuries"),
    MILLENNIUM("millennium", "mil", "millennia", "mils"),
    TIMEZONE("timezone"),
    TIMEZONE_HOUR("timezone_h"),
    TIMEZONE_MINUTE("timezone_m"),
    /** Only in {@code extract} from here on. */
    EPOCH("epoch"),
    JULIAN("julian", "j", "jd"),
    ISO_YEAR("isoyear"),
    DAY_OF_WEEK("dow"),
    ISO_DAY_OF_WEEK("isodow"),
    DAY_OF_YEAR("doy");

    /** Words are told apart by this many letters, so that the long ones have every ending. */
    private static final int SIGNIFICANT_LETTERS = 10;

    private static final SortedMap<String, IntervalUnit> BY_WORD = new TreeMap<>();

    static {
        for (IntervalUnit unit : values()) {
            for (String word : unit.words) BY_WORD.put(word, unit);
        }
    }

    private final String[] words;

    IntervalUnit(String... words) {
        this.words = words;
    }

    static @Nullable IntervalUnit find(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return BY_WORD.get(lower.length() > SIGNIFICANT_LETTERS ? lower.substring(0, SIGNIFICANT_LETTERS) : lower);
    }
}
