package dev.coordtest.expr.scalar;

/**
 * The proleptic Gregorian calendar: days since 1970-01-01 and dates. Years count astronomically: 0 is 1 BC.
 *
 * <p>The arithmetic counts in eras of 400 years that begin on a first of March, as Howard Hinnant describes it
 * ("chrono-Compatible Low-Level Date Algorithms").
 */
final class Calendar {
    static final long MICROS_PER_SECOND = 1_000_000L;
    static final long MICROS_PER_MINUTE = 60 * MICROS_PER_SECOND;
    static final long MICROS_PER_HOUR = 60 * MICROS_PER_MINUTE;
    static final long MICROS_PER_DAY = 24 * MICROS_PER_HOUR;
    static final int DAYS_PER_MONTH = 30;
    static final int MONTHS_PER_YEAR = 12;

    /** The Julian day number of 1970-01-01. */
    static final int EPOCH_JULIAN_DAY = 2_440_588;

    /** 4713-11-24 BC, Julian day 0, from which on there are dates and timestamps. */
    static final int FIRST_DAY = -EPOCH_JULIAN_DAY;
    /** The day after 5874897-12-31, the last date. */
    static final int DATE_END = 2_145_042_906;

    private static final int DAYS_PER_ERA = 146_097;
    private static final int MARCH_FIRST_ERA = 719_468;
    private static final int[] MONTH_DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private Calendar() {}

    /** A date; the month is 1 to 12. */
    record Day(int year, int month, int day) {}

    /** Days since 1970-01-01. The day may lie beyond the end of its month. */
    static long epochDay(long year, int month, int day) {
        long shifted = month <= 2 ? year - 1 : year;
        long era = Math.floorDiv(shifted, 400L);
        long yearOfEra = shifted - era * 400;
        long dayOfYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        return era * DAYS_PER_ERA + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - MARCH_FIRST_ERA;
    }

    static Day day(long epochDay) {
        long shifted = epochDay + MARCH_FIRST_ERA;
        long era = Math.floorDiv(shifted, (long) DAYS_PER_ERA);
        long dayOfEra = shifted - era * DAYS_PER_ERA;
        long yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
        long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        long monthFromMarch = (5 * dayOfYear + 2) / 153;
        int day = (int) (dayOfYear - (153 * monthFromMarch + 2) / 5 + 1);
        int month = (int) (monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9);
        return new Day((int) (yearOfEra + era * 400 + (month <= 2 ? 1 : 0)), month, day);
    }

    static boolean isLeap(long year) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    static int daysInMonth(long year, int month) {
        return month == 2 && isLeap(year) ? 29 : MONTH_DAYS[month - 1];
    }

    /** 0 for Sunday to 6 for Saturday. */
    static int dayOfWeek(long epochDay) {
        return (int) Math.floorMod(epochDay + 4, 7L);
    }

    /** The Monday with which the first week of the ISO year begins: that of the week with January 4. */
    static long isoYearStart(long isoYear) {
        long fourth = epochDay(isoYear, 1, 4);
        return fourth - Math.floorMod(fourth + 3, 7L);
    }

    /** The year that the ISO week of this day belongs to. */
    static int isoYear(long epochDay) {
        int year = day(epochDay).year();
        if (epochDay >= isoYearStart(year + 1L)) return year + 1;
        return epochDay < isoYearStart(year) ? year - 1 : year;
    }

    static int isoWeek(long epochDay) {
        return (int) ((epochDay - isoYearStart(isoYear(epochDay))) / 7) + 1;
    }
}
