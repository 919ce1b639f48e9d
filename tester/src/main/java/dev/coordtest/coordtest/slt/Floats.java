package dev.coordtest.coordtest.slt;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Floats as suites write them: never with an exponent. */
final class Floats {
    private static final int DIGITS_MAX = 17;

    private Floats() {}

    static double parse8(String text) {
        return Double.parseDouble(text);
    }

    static double parse4(String text) {
        return (float) Double.parseDouble(text);
    }

    /** With three digits after the point, those of the exact binary value, rounded to even. */
    static String fixed3(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) return special(value);
        return sign(value)
                + new BigDecimal(Math.abs(value))
                        .setScale(3, RoundingMode.HALF_EVEN)
                        .toPlainString();
    }

    /** With the fewest digits that read back as the same value. */
    static String shortest(double value, boolean single) {
        if (Double.isNaN(value) || Double.isInfinite(value)) return special(value);
        BigDecimal exact = new BigDecimal(Math.abs(value));
        for (int digits = 1; digits < DIGITS_MAX; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            boolean same = single
                    ? (float) rounded.doubleValue() == (float) Math.abs(value)
                    : rounded.doubleValue() == Math.abs(value);
            if (same) return sign(value) + plain(rounded);
        }
        return sign(value) + plain(exact.round(new MathContext(DIGITS_MAX, RoundingMode.HALF_EVEN)));
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private static String special(double value) {
        return Double.isNaN(value) ? "NaN" : value > 0 ? "inf" : "-inf";
    }

    private static String sign(double value) {
        return Double.doubleToRawLongBits(value) < 0 ? "-" : "";
    }
}
