package dev.coordtest.expr.scalar;

import static dev.coordtest.expr.scalar.Evaluation.call;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Dates, times and intervals, added and taken apart. */
final class DateTimeArithmeticTest {
    private static final String TIMESTAMP = "timestamp without time zone";
    private static final String TIME = "time without time zone";

    @Test
    void monthsAreAddedFirstAndClampTheDayToTheEndOfTheMonth() {
        assertThat(moved("2024-01-31", "1 month")).isEqualTo("2024-02-29 00:00:00");
        assertThat(moved("2023-01-31", "1 month")).isEqualTo("2023-02-28 00:00:00");
        assertThat(moved("2024-01-31", "1 month 1 day")).isEqualTo("2024-03-01 00:00:00");
        assertThat(moved("2024-02-29", "-1 year")).isEqualTo("2023-02-28 00:00:00");
        assertThat(moved("2024-03-31 12:00", "-1 month 12:00")).isEqualTo("2024-03-01 00:00:00");
        assertThat(moved("0001-01-01", "-1 day")).isEqualTo("0001-12-31 00:00:00 BC");
    }

    @Test
    void eachStepHasToArriveAtATimestamp() {
        assertThat(moved("4714-11-24 00:00 BC", "-1 microsecond")).isEqualTo("22008 timestamp out of range");
        assertThat(moved("4714-11-24 00:00 BC", "-1 month 40 days")).isEqualTo("22008 timestamp out of range");
        assertThat(moved("294246-12-31", "1 year")).isEqualTo("22008 timestamp out of range");
    }

    @Test
    void infinitiesStayInfiniteAndDoNotMeet() {
        assertThat(moved("infinity", "1 day")).isEqualTo("infinity");
        assertThat(moved("2024-01-01", "-infinity")).isEqualTo("-infinity");
        assertThat(moved("infinity", "-infinity")).isEqualTo("22008 timestamp out of range");
        assertThat(call("-(interval, interval)", "infinity", "1 day")).isEqualTo("infinity");
        assertThat(call("-(interval, interval)", "infinity", "infinity")).isEqualTo("22008 interval out of range");
        assertThat(call("*(interval, double precision)", "-1 day", "Infinity")).isEqualTo("-infinity");
        assertThat(call("*(interval, double precision)", "infinity", "0")).isEqualTo("22008 interval out of range");
        assertThat(between("infinity", "2024-01-01")).isEqualTo("infinity");
        assertThat(call("+(" + TIME + ", interval)", "12:00", "infinity"))
                .isEqualTo("22008 cannot add infinite interval to time");
    }

    @Test
    void theTimeBetweenTimestampsIsInDaysAndAnAgeInMonths() {
        assertThat(between("2024-03-01", "2024-01-31 12:00")).isEqualTo("29 days 12:00:00");
        assertThat(between("2024-01-31 12:00", "2024-03-01")).isEqualTo("-29 days -12:00:00");
        assertThat(age("2024-03-01", "2024-01-31")).isEqualTo("1 mon 1 day");
        assertThat(age("2024-01-31", "2024-03-01")).isEqualTo("-1 mons -1 days");
    }

    @Test
    void timesOfDayWrapAroundAtMidnight() {
        assertThat(call("+(" + TIME + ", interval)", "23:00", "1 day 02:00")).isEqualTo("01:00:00");
        assertThat(call("-(" + TIME + ", interval)", "01:00", "02:00")).isEqualTo("23:00:00");
    }

    @Test
    void fractionsOfAnIntervalFlowDownwardsOnly() {
        assertThat(call("*(interval, double precision)", "1 month", "0.5")).isEqualTo("15 days");
        assertThat(call("*(interval, double precision)", "1 day", "1.5")).isEqualTo("1 day 12:00:00");
        assertThat(call("/(interval, double precision)", "1 year", "7")).isEqualTo("1 mon 21 days 10:17:08.5344");
        assertThat(call("/(interval, double precision)", "1 day", "0")).isEqualTo("22012 division by zero");
    }

    @Test
    void partsOfADateThatComeRoundAgainAreNullAtInfinity() {
        assertThat(part("dow", "2024-02-29")).isEqualTo("4");
        assertThat(part("week", "2021-01-03")).isEqualTo("53");
        assertThat(part("isoyear", "2021-01-03")).isEqualTo("2020");
        assertThat(part("century", "0001-01-01 BC")).isEqualTo("-1");
        assertThat(part("second", "2024-01-01 00:00:01.5")).isEqualTo("1.500000");
        assertThat(part("year", "-infinity")).isEqualTo("-Infinity");
        assertThat(part("month", "-infinity")).isEqualTo("NULL");
        assertThat(part("fortnight", "2024-01-01"))
                .isEqualTo("22023 unit \"fortnight\" not recognized for type " + TIMESTAMP);
    }

    @Test
    void zonesAreAbbreviationsOrOffsetsThatCountToTheWest() {
        assertThat(inZone("EST", "2024-01-01 12:00Z")).isEqualTo("2024-01-01 07:00:00");
        assertThat(inZone("+05:30", "2024-01-01 12:00Z")).isEqualTo("2024-01-01 06:30:00");
        assertThat(inZone("<+03>-03", "2024-01-01 12:00Z")).isEqualTo("2024-01-01 15:00:00");
        assertThat(inZone("EST5EDT,M3.2.0,M11.1.0", "2024-01-01 12:00Z")).startsWith("0A000");
        assertThat(inZone("nowhere", "2024-01-01 12:00Z")).isEqualTo("22023 time zone \"nowhere\" not recognized");
    }

    @Test
    void clocksThatArePutForwardSkipTimesAndThoseThatArePutBackShowThemTwice() {
        assertThat(inZone("Europe/Berlin", "2024-07-01 12:00Z")).isEqualTo("2024-07-01 14:00:00");
        assertThat(inZone("europe/berlin", "2024-01-01 12:00Z")).isEqualTo("2024-01-01 13:00:00");
        // Skipped: an hour that is still counted from before.
        assertThat(outOfZone("America/New_York", "2020-03-08 02:30")).isEqualTo("2020-03-08 07:30:00+00");
        // Shown twice: the second time is meant.
        assertThat(outOfZone("America/New_York", "2020-11-01 01:30")).isEqualTo("2020-11-01 06:30:00+00");
    }

    private static String outOfZone(String zone, String timestamp) {
        return call("timezone(text, " + TIMESTAMP + ")", zone, timestamp);
    }

    private static String moved(String timestamp, String interval) {
        return call("+(" + TIMESTAMP + ", interval)", timestamp, interval);
    }

    private static String between(String later, String earlier) {
        return call("-(" + TIMESTAMP + ", " + TIMESTAMP + ")", later, earlier);
    }

    private static String age(String later, String earlier) {
        return call("age(" + TIMESTAMP + ", " + TIMESTAMP + ")", later, earlier);
    }

    private static String part(String field, String timestamp) {
        return call("extract(text, " + TIMESTAMP + ")", field, timestamp);
    }

    private static String inZone(String zone, String timestamp) {
        return call("timezone(text, timestamp with time zone)", zone, timestamp);
    }
}
