package dev.coordtest.coordtest.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as Rust writes them. */
final class Decimals {
    private static final MathContext ONE_DIGIT = new MathContext(1, RoundingMode.HALF_EVEN);

    private Decimals() {}

    static String shortest(double value) {
        if (!Double.isFinite(value)) return special(value);
        var decimal = new BigDecimal(Double.toString(value));
        var oneDigit = decimal.round(ONE_DIGIT);
        return withFraction(value, oneDigit.doubleValue() == value ? oneDigit : decimal);
    }

    static String shortest(float value) {
        if (!Float.isFinite(value)) return special(value);
        var decimal = new BigDecimal(Float.toString(value));
        var oneDigit = decimal.round(ONE_DIGIT);
        return withFraction(value, oneDigit.floatValue() == value ? oneDigit : decimal);
    }

    /** Without insignificant zeros, on either side of the point, and then in engineering notation. */
    static String engineering(BigDecimal value) {
        return value.stripTrailingZeros().toEngineeringString();
    }

    /** Java gives the fewest digits that identify a number, but two at least: {@code 4.9E-324}, where one would do. */
    private static String withFraction(double value, BigDecimal digits) {
        boolean negativeZero = value == 0 && 1 / value < 0;
        var plain = digits.stripTrailingZeros();
        var text = plain.setScale(Math.max(1, plain.scale())).toPlainString();
        return negativeZero ? "-" + text : text;
    }

    private static String special(double value) {
        if (Double.isNaN(value)) return "NaN";
        return value > 0 ? "inf" : "-inf";
    }
}
