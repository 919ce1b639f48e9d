package dev.coordtest.expr.scalar;

import static dev.coordtest.expr.scalar.Evaluation.cast;
import static dev.coordtest.expr.scalar.Evaluation.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.type.ScalarType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Values of each type as text and back, and as values of other types. */
final class CastsTest {
    private record Row(ScalarType type, List<String> texts) {}

    /** Texts that are written as they are read. */
    private static final List<Row> ROUND_TRIPS = List.of(
            new Row(ScalarType.INT2, List.of("0", "-32768", "32767")),
            new Row(ScalarType.INT4, List.of("0", "-2147483648", "2147483647")),
            new Row(ScalarType.INT8, List.of("0", "-9223372036854775808", "9223372036854775807")),
            new Row(ScalarType.FLOAT4, List.of("-0", "0.1", "1e+10", "1e-45", "3.4028235e+38", "NaN", "-Infinity")),
            new Row(ScalarType.FLOAT8, List.of("-0", "0.1", "1e+16", "5e-324", "1.7976931348623157e+308", "0.0001")),
            new Row(ScalarType.NUMERIC, List.of("0.00", "-1.50", "12345678901234567890.123456789", "NaN", "Infinity")),
            new Row(ScalarType.TEXT, List.of("", " a ", "日本語", "😀")),
            new Row(ScalarType.BYTEA, List.of("\\x", "\\x00ff")),
            new Row(ScalarType.DATE, List.of("1970-01-01", "4714-11-24 BC", "5874897-12-31", "-infinity")),
            new Row(ScalarType.TIME, List.of("00:00:00", "24:00:00", "12:34:56.000001")),
            new Row(ScalarType.TIMESTAMP, List.of("2000-02-29 12:34:56.789", "4714-11-24 00:00:00 BC", "infinity")),
            new Row(ScalarType.TIMESTAMPTZ, List.of("1970-01-01 00:00:00+00", "0001-01-01 00:00:00+00 BC")),
            new Row(ScalarType.INTERVAL, List.of("00:00:00", "-1 years -2 mons +3 days -04:05:06", "infinity")));

    @Test
    void aValueIsWrittenAsItWasRead() {
        for (Row row : ROUND_TRIPS) {
            for (String text : row.texts) {
                assertThat(cast(text, row.type, ScalarType.TEXT))
                        .as(row.type.sqlName())
                        .isEqualTo(text);
                assertThat(cast(text, ScalarType.TEXT, row.type))
                        .as(row.type.sqlName())
                        .isEqualTo(text);
            }
        }
    }

    @Test
    void booleansAreWordsAsTextAndLettersByThemselves() {
        assertThat(cast("yes", ScalarType.BOOL, ScalarType.TEXT)).isEqualTo("true");
        assertThat(read(" OF ", ScalarType.BOOL)).isEqualTo("f");
        assertThat(read("o", ScalarType.BOOL)).isEqualTo("22P02 invalid input syntax for type boolean: \"o\"");
    }

    @Test
    void integersAreReadInFourBases() {
        assertThat(read("-0x8000", ScalarType.INT2)).isEqualTo("-32768");
        assertThat(read("0b_1_1", ScalarType.INT4)).isEqualTo("3");
        assertThat(read("0o17", ScalarType.INT8)).isEqualTo("15");
        assertThat(read("1_000", ScalarType.INT4)).isEqualTo("1000");
        for (String text : List.of("", "-", "_1", "1__0", "1_", "0x", "9 9", "1.0", "32768x")) {
            assertThat(read(text, ScalarType.INT2)).as(text).startsWith("22P02");
        }
        assertThat(read("32768", ScalarType.INT2)).startsWith("22003");
        assertThat(read("9223372036854775808", ScalarType.INT8)).startsWith("22003");
    }

    @Test
    void floatsRoundToEvenAndNumericsAwayFromZero() {
        assertThat(cast("2.5", ScalarType.FLOAT8, ScalarType.INT4)).isEqualTo("2");
        assertThat(cast("2.5", ScalarType.NUMERIC, ScalarType.INT4)).isEqualTo("3");
        assertThat(cast("2147483647.5", ScalarType.FLOAT8, ScalarType.INT4)).isEqualTo("22003 integer out of range");
        assertThat(cast("NaN", ScalarType.NUMERIC, ScalarType.INT4)).startsWith("0A000");
        assertThat(cast("1e39", ScalarType.FLOAT8, ScalarType.FLOAT4)).startsWith("22003");
    }

    @Test
    void bytesAreIntegersInTwosComplement() {
        assertThat(cast("-2", ScalarType.INT2, ScalarType.BYTEA)).isEqualTo("\\xfffe");
        assertThat(cast("\\xfffe", ScalarType.BYTEA, ScalarType.INT2)).isEqualTo("-2");
        assertThat(cast("\\xfffe", ScalarType.BYTEA, ScalarType.INT4)).isEqualTo("65534");
        assertThat(cast("\\x010203", ScalarType.BYTEA, ScalarType.INT2)).isEqualTo("22003 smallint out of range");
    }

    @Test
    void modifiersRoundNumericsAndCutTexts() {
        ScalarType numeric = new ScalarType.Numeric(4, 2);
        assertThat(cast("1.005", ScalarType.NUMERIC, numeric)).isEqualTo("1.01");
        assertThat(cast("99.995", ScalarType.NUMERIC, numeric)).isEqualTo("22003 numeric field overflow");
        assertThat(cast("日本語", ScalarType.TEXT, new ScalarType.VarChar(2))).isEqualTo("日本");
    }

    @Test
    void whatHasNoCastIsRefused() {
        assertThat(cast("1", ScalarType.INT4, ScalarType.DATE)).startsWith("42846");
        assertThat(cast("t", ScalarType.BOOL, ScalarType.INT8)).startsWith("42846");
        assertThat(Casts.apply(Datum.NULL, ScalarType.TEXT, ScalarType.INT4)).isEqualTo(Datum.NULL);
    }
}
