package dev.coordtest.expr.scalar;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Datum.NumericSpecial;
import dev.coordtest.repr.type.ScalarType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Numerics as text: digits with all the fractional zeros the value has; in, also an exponent, underscores between digits, and whole numbers to
 * the base 16, 8 or 2; {@code NaN} and {@code Infinity}.
 */
final class NumericText {
    private static final Pattern DECIMAL = Pattern.compile(
            "([+-]?)([0-9](?:_?[0-9])*)?(?:\\.((?:[0-9](?:_?[0-9])*)?))?(?:[eE]([+-]?[0-9](?:_?[0-9])*))?");
    private static final Pattern OTHER_BASE =
            Pattern.compile("([+-]?)0(?:[xX]((?:_?[0-9a-fA-F])+)|[oO]((?:_?[0-7])+)|[bB]((?:_?[01])+))");
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
        Matcher otherBase = OTHER_BASE.matcher(word);
        if (otherBase.matches()) return ofOtherBase(otherBase);
        Matcher matcher = DECIMAL.matcher(word);
        if (!matcher.lookingAt()) throw Errors.invalidText(ScalarType.NUMERIC, text);
        if (digits(matcher.group(2)).isEmpty() && digits(matcher.group(3)).isEmpty()) {
            throw Errors.invalidText(ScalarType.NUMERIC, text);
        }
        // An exponent that is out of range is refused as such, whatever follows it.
        int exponent = exponent(matcher.group(4));
        if (matcher.end() < word.length()) throw Errors.invalidText(ScalarType.NUMERIC, text);
        String fraction = digits(matcher.group(3));
        String digits = digits(matcher.group(2)) + fraction;
        BigDecimal value = new BigDecimal(matcher.group(1) + digits);
        return Numerics.checked(scaled(value, fraction.length() - exponent));
    }

    private static Datum ofOtherBase(Matcher matcher) {
        int group = 2;
        while (matcher.group(group) == null) group++;
        int base = group == 2 ? 16 : group == 3 ? 8 : 2;
        BigInteger value = new BigInteger(digits(matcher.group(group)), base);
        return Numerics.checked(new BigDecimal(matcher.group(1).equals("-") ? value.negate() : value));
    }

    private static String digits(@Nullable String written) {
        return written == null ? "" : written.replace("_", "");
    }

    private static int exponent(@Nullable String written) {
        if (written == null) return 0;
        String plain = digits(written).replaceFirst("^([+-]?)0+(?=[0-9])", "$1");
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
