package dev.coordtest.expr.scalar;

import static dev.coordtest.expr.scalar.Evaluation.call;
import static dev.coordtest.expr.scalar.Evaluation.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coordtest.repr.type.ScalarType;
import org.junit.jupiter.api.Test;

/** How numerics are written, and how many digits the results of arithmetic show. */
final class NumericScaleTest {
    @Test
    void digitsAreKeptAsTheyWereWritten() {
        assertThat(numeric("1.50")).isEqualTo("1.50");
        assertThat(numeric("0.00")).isEqualTo("0.00");
        assertThat(numeric("-0.0")).isEqualTo("0.0");
        assertThat(numeric("1e3")).isEqualTo("1000");
        assertThat(numeric("1.5e-3")).isEqualTo("0.0015");
        assertThat(numeric(".5")).isEqualTo("0.5");
        assertThat(numeric("1_000.000_5")).isEqualTo("1000.0005");
        assertThat(numeric("-0x1F")).isEqualTo("-31");
        assertThat(numeric("inf")).isEqualTo("Infinity");
    }

    @Test
    void whatIsNoNumberOrTooLongIsRefused() {
        for (String text : new String[] {"", "1e", "1..2", "_1", "1__0", "1_", "1._5", "0x", "0x1.5", "e5"}) {
            assertThat(numeric(text)).as(text).startsWith("22P02");
        }
        assertThat(numeric("1e131072")).isEqualTo("22003 value overflows numeric format");
        assertThat(numeric("1e-16384")).isEqualTo("22003 value overflows numeric format");
    }

    @Test
    void sumsShowTheLongerFractionProductsBothTogether() {
        assertThat(call("+(numeric, numeric)", "1.50", "1")).isEqualTo("2.50");
        assertThat(call("*(numeric, numeric)", "1.50", "2.0")).isEqualTo("3.000");
        assertThat(call("%(numeric, numeric)", "7.5", "2")).isEqualTo("1.5");
    }

    @Test
    void quotientsShowSixteenSignificantDigits() {
        assertThat(call("/(numeric, numeric)", "1", "3")).isEqualTo("0.33333333333333333333");
        assertThat(call("/(numeric, numeric)", "10", "3")).isEqualTo("3.3333333333333333");
        assertThat(call("/(numeric, numeric)", "1e20", "3")).isEqualTo("33333333333333333333");
        assertThat(call("/(numeric, numeric)", "1", "0")).isEqualTo("22012 division by zero");
        assertThat(call("/(numeric, numeric)", "1", "Infinity")).isEqualTo("0");
    }

    @Test
    void powersShowSixteenSignificantDigits() {
        assertThat(call("^(numeric, numeric)", "2", "3")).isEqualTo("8.0000000000000000");
        assertThat(call("^(numeric, numeric)", "2", "-1")).isEqualTo("0.5000000000000000");
        assertThat(call("^(numeric, numeric)", "10", "20")).isEqualTo("100000000000000000000");
        assertThat(call("^(numeric, numeric)", "0", "-1"))
                .isEqualTo("2201F zero raised to a negative power is undefined");
    }

    @Test
    void roundingIsAwayFromZero() {
        assertThat(call("round(numeric)", "2.5")).isEqualTo("3");
        assertThat(call("round(numeric)", "-2.5")).isEqualTo("-3");
        assertThat(call("round(numeric, integer)", "15", "-1")).isEqualTo("20");
        assertThat(call("trunc(numeric, integer)", "1.999", "2")).isEqualTo("1.99");
        assertThat(call("gcd(numeric, numeric)", "1.5", "0.25")).isEqualTo("0.25");
        assertThat(call("lcm(numeric, numeric)", "1.5", "0.25")).isEqualTo("1.50");
    }

    private static String numeric(String text) {
        return read(text, ScalarType.NUMERIC);
    }
}
