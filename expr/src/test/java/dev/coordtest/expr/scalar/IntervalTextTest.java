package dev.coordtest.expr.scalar;

import static dev.coordtest.expr.scalar.Evaluation.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coordtest.repr.type.ScalarType;
import org.junit.jupiter.api.Test;

/** Intervals are read in every style and written in PostgreSQL's own. */
final class IntervalTextTest {
    @Test
    void aSignIsShownWhereItChanges() {
        assertThat(interval("1 year 2 mons 3 days 04:05:06.789")).isEqualTo("1 year 2 mons 3 days 04:05:06.789");
        assertThat(interval("-1 year 2 mons -3 days 04:05:06")).isEqualTo("-10 mons -3 days +04:05:06");
        assertThat(interval("1 mon -1 day")).isEqualTo("1 mon -1 days");
        assertThat(interval("-1 day 1 hour")).isEqualTo("-1 days +01:00:00");
        assertThat(interval("0")).isEqualTo("00:00:00");
        assertThat(interval("-0.5 s")).isEqualTo("-00:00:00.5");
        assertThat(interval("1 day 2 hours ago")).isEqualTo("-1 days -02:00:00");
    }

    @Test
    void nothingIsCarriedUpwardsAndFractionsFlowDown() {
        assertThat(interval("100 hours")).isEqualTo("100:00:00");
        assertThat(interval("45 days")).isEqualTo("45 days");
        assertThat(interval("1.5 months")).isEqualTo("1 mon 15 days");
        assertThat(interval("0.5 year")).isEqualTo("6 mons");
        assertThat(interval("1.1 decade")).isEqualTo("11 years");
        assertThat(interval("1.5 weeks")).isEqualTo("10 days 12:00:00");
    }

    @Test
    void standardAndIsoStylesAreRead() {
        assertThat(interval("1-2")).isEqualTo("1 year 2 mons");
        assertThat(interval("1 2:3:4")).isEqualTo("1 day 02:03:04");
        assertThat(interval("P1Y2M3DT4H5M6S")).isEqualTo("1 year 2 mons 3 days 04:05:06");
        assertThat(interval("P0001-02-03T04:05:06")).isEqualTo("1 year 2 mons 3 days 04:05:06");
        assertThat(interval("PT-1.5S")).isEqualTo("-00:00:01.5");
    }

    @Test
    void theExtremesAreTheInfinities() {
        assertThat(interval("infinity")).isEqualTo("infinity");
        assertThat(interval("-infinity")).isEqualTo("-infinity");
        assertThat(interval("2147483647 months 2147483647 days 9223372036854775807 us"))
                .isEqualTo("infinity");
        assertThat(interval("2147483647 months")).isEqualTo("178956970 years 7 mons");
        assertThat(interval("-9223372036854775808 us")).isEqualTo("-2562047788:00:54.775808");
    }

    @Test
    void whatMakesNoSenseIsRefusedAndWhatIsTooLongToo() {
        assertThat(interval("")).startsWith("22007");
        assertThat(interval("1 day 1 day")).startsWith("22007");
        assertThat(interval("day 1")).startsWith("22007");
        assertThat(interval("1 fortnight")).startsWith("22007");
        assertThat(interval("infinity ago")).startsWith("22007");
        assertThat(interval("00:60")).startsWith("22015");
        assertThat(interval("2147483648 months")).startsWith("22015");
        assertThat(interval("1999-12-31")).startsWith("22015");
    }

    private static String interval(String text) {
        return read(text, ScalarType.INTERVAL);
    }
}
