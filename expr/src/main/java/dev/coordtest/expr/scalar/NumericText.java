package dev.coordtest.expr.scalar;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Datum.NumericSpecial;
import dev.coordtest.repr.type.ScalarType;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numerics as text: digits with all the fractional zeros the value has; in, an exponent too; {@code NaN} and {@code Infinity}. */
final class NumericText {
    private static final Pattern DECIMAL = Pattern.compile("([+-]?)([0-9]*)(?:\\.([0-9]*))?(?:[eE]([+-]?[0-9]+))?");
    /** An exponent beyond any limit, whatever the digits before it. */
    private static final int EXPONENT_DIGITS_MAX = 9;

    private NumericText() {}

    static Datum parse(String text) {
        String word = Blanks.trim(text);
        switch (word.toLowerCase(Locale.ROOT)) {
            case "nan" -> {
                return NumericSpecial.NAN;
            }
            case "infinity", "inf", "+infinity", "+inf" -> {
                return NumericSpecial.POSITIVE_INFINITY;
            }
            case "-infinity", "-inf" -> {
                return NumericSpecial.NEGATIVE_INFINITY;
            }
            default -> {}
        }
        Matcher matcher = DECIMAL.matcher(word);
        if (!matcher.matches()) throw Errors.invalidText(ScalarType.NUMERIC, text);
        String fraction = matcher.group(3) == null ? "" : matcher.group(3);
        String digits = matcher.group(2) + fraction;
        if (digits.isEmpty()) throw Errors.invalidText(ScalarType.NUMERIC, text);
        BigDecimal value = new BigDecimal(matcher.group(1) + digits);
        return Numerics.checked(scaled(value, fraction.length() - exponent(matcher.group(4))));
    }

    private static int exponent(@org.jspecify.annotations.Nullable String digits) {
        if (digits == null) return 0;
        String plain = digits.replaceFirst("^([+-]?)0+(?=[0-9])", "$1");
        if (plain.length() > EXPONENT_DIGITS_MAX) throw Errors.numericOverflow();
        return Integer.parseInt(plain);
    }

    private static BigDecimal scaled(BigDecimal digits, int scale) {
        if (digits.signum() == 0) return BigDecimal.ZERO.setScale(Math.clamp(scale, 0, Numerics.SCALE_LIMIT + 1));
        BigDecimal value = new BigDecimal(digits.unscaledValue(), scale);
        // Before it is written out: digits that no limit allows would not fit in memory either.
        if (value.precision() - (long) scale > Numerics.DIGITS_LIMIT || scale > Numerics.SCALE_LIMIT)
            throw Errors.numericOverflow();
        return scale < 0 ? value.setScale(0) : value;
    }

    static String print(NumericSpecial special) {
        return switch (special) {
            case NAN -> "NaN";
            case POSITIVE_INFINITY -> "Infinity";
            case NEGATIVE_INFINITY -> "-Infinity";
        };
    }
}
