package dev.coordtest.sql.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is too deep, too long or no text at all is refused at its place, whatever stack is left. */
class ParserLimitsTest {
    private static final int MANY = 10_000;

    @ParameterizedTest
    @CsvSource({
        "SELECT, ( , 1",
        "'', ( , SELECT 1",
        "SELECT * FROM, ( , SELECT 1",
        "SELECT * FROM, ( , a",
        "SELECT, (SELECT , 1",
        "SELECT, f( , 1",
        "SELECT, CASE WHEN , 1",
        "SELECT, '- ', 1",
        "'', WITH a AS ( , SELECT 1",
        "'', PREPARE a AS , SELECT 1",
        "'', DECLARE a CURSOR FOR , SELECT 1",
    })
    void nestingIsRefusedAtItsPlace(String before, String nested, String core) {
        assertTooDeep(before + " " + (nested + " ").repeat(MANY) + core);
    }

    @ParameterizedTest
    @CsvSource({
        "UNION SELECT 1",
        "INTERSECT SELECT 1",
        "|| 'a'",
        "+ 1",
        "* 1",
        "^ 1",
        "::int",
        "IS NULL",
        "IN (1)",
        "LIKE 'a'",
        "BETWEEN 1 AND 2"
    })
    void chainsThatLeanToTheLeftAreRefusedAtTheirPlace(String link) {
        assertTooDeep("SELECT 1" + (" " + link).repeat(MANY));
    }

    @Test
    void chainsOfJoinsAreRefusedAtTheirPlace() {
        assertTooDeep("SELECT * FROM a" + " CROSS JOIN a".repeat(MANY));
        assertTooDeep("SELECT * FROM a" + " JOIN a ON true".repeat(MANY));
    }

    private static void assertTooDeep(String text) {
        SqlException refusal = refusal(text);
        assertThat(refusal.error().state()).isEqualTo(SqlState.STATEMENT_TOO_COMPLEX);
        assertThat(refusal).hasMessage("stack depth limit exceeded");
        assertThat(refusal.error().position()).isPositive();
    }

    private static SqlException refusal(String text) {
        return catchThrowableOfType(SqlException.class, () -> Parser.parse(text));
    }

    @Test
    void conjunctionsAreAsLongAsTheyLike() {
        assertThat(Parser.parse("SELECT true" + " AND true".repeat(MANY))).hasSize(1);
        assertThat(Parser.parse("SELECT true" + " OR true".repeat(MANY))).hasSize(1);
    }

    @Test
    void numbersThatDoNotFitAreRefusedNotCut() {
        assertThat(refusal("SELECT $99999999999").error().state()).isEqualTo(SqlState.UNDEFINED_PARAMETER);
        assertThat(refusal("SELECT 1::numeric(4294967298)").error().state())
                .isEqualTo(SqlState.NUMERIC_VALUE_OUT_OF_RANGE);
        assertThat(refusal("CREATE SOURCE s FROM FILE 'f' FORMAT CSV WITH 4294967298 COLUMNS")
                        .error()
                        .state())
                .isEqualTo(SqlState.NUMERIC_VALUE_OUT_OF_RANGE);
    }

    @Test
    void charactersThatNoEncodingCarriesAreRefused() {
        for (String text : new String[] {"SELECT 'Ж\0'", "SELECT 'Ж\ud800'", "SELECT 'Ж\udc00'"}) {
            assertThat(refusal(text).error().state()).isEqualTo(SqlState.CHARACTER_NOT_IN_REPERTOIRE);
            assertThat(refusal(text).error().position()).isEqualTo(9);
        }
    }

    @Test
    void positionsCountCodePoints() {
        assertThat(refusal("SELECT '😀😀' FORM t").error().position()).isEqualTo(17);
    }
}
