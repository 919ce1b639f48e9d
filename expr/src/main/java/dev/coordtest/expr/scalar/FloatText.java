package dev.coordtest.expr.scalar;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.type.ScalarType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Floats as text. In: what C's {@code strtod} reads. Out: the shortest digits that read back as the same value, laid
 * out as {@code %g} does ({@code 1e+20}, {@code 1e-05}, {@code 0.0001}).
 *
 * <p>The digits are those of Ryū (Adams, PLDI 2018) as PostgreSQL uses it: of the numbers strictly between the two midpoints to the neighbouring
 * floats, the shortest, and of these the closest. Java's {@code toString} finds the same but for two of its rules: it shows at
 * least two digits, and takes a midpoint where reading would round it the right way.
 */
final class FloatText {
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");
    private static final Pattern HEXADECIMAL =
            Pattern.compile("([+-]?0[xX](?:[0-9a-fA-F]+\\.?[0-9a-fA-F]*|\\.[0-9a-fA-F]+))([pP][+-]?[0-9]+)?");

    private FloatText() {}

    static Datum parseFloat4(String text) {
        String word = Blanks.trim(text);
        Double special = special(word);
        if (special != null) return new Datum.Float32(special.floatValue());
        String number = number(word, text, ScalarType.FLOAT4);
        float value = Float.parseFloat(readable(number));
        if (Float.isInfinite(value) || value == 0 && !isZero(number))
            throw Errors.textOutOfRange(ScalarType.FLOAT4, number);
        if (number.length() < word.length()) throw Errors.invalidText(ScalarType.FLOAT4, text);
        return new Datum.Float32(value);
    }

    static Datum parseFloat8(String text) {
        String word = Blanks.trim(text);
        Double special = special(word);
        if (special != null) return new Datum.Float64(special);
        String number = number(word, text, ScalarType.FLOAT8);
        double value = Double.parseDouble(readable(number));
        if (Double.isInfinite(value) || value == 0 && !isZero(number))
            throw Errors.textOutOfRange(ScalarType.FLOAT8, number);
        if (number.length() < word.length()) throw Errors.invalidText(ScalarType.FLOAT8, text);
        return new Datum.Float64(value);
    }

    private static @org.jspecify.annotations.Nullable Double special(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "nan", "+nan", "-nan" -> Double.NaN;
            case "infinity", "inf", "+infinity", "+inf" -> Double.POSITIVE_INFINITY;
            case "-infinity", "-inf" -> Double.NEGATIVE_INFINITY;
            default -> null;
        };
    }

    /** The number that the word begins with; one that is out of range is refused as such, whatever follows it. */
    private static String number(String word, String text, ScalarType type) {
        Matcher hexadecimal = HEXADECIMAL.matcher(word);
        if (hexadecimal.lookingAt()) return hexadecimal.group();
        Matcher decimal = DECIMAL.matcher(word);
        if (decimal.lookingAt()) return decimal.group();
        throw Errors.invalidText(type, text);
    }

    /** The number in a form that Java reads. */
    private static String readable(String number) {
        Matcher hexadecimal = HEXADECIMAL.matcher(number);
        return hexadecimal.matches() && hexadecimal.group(2) == null ? number + "p0" : number;
    }

    private static boolean isZero(String word) {
        boolean hexadecimal = word.contains("x") || word.contains("X");
        String mantissa = word.split(hexadecimal ? "[pP]" : "[eE]", 2)[0];
        return mantissa.chars()
                .noneMatch(c -> c >= '1' && c <= '9' || hexadecimal && Character.isLetter(c) && c != 'x' && c != 'X');
    }

    static String print(float value) {
        if (Float.isNaN(value) || Float.isInfinite(value) || value == 0) return printSpecial(value);
        float size = Math.abs(value);
        BigDecimal exact = new BigDecimal(size);
        BigDecimal below = midpoint(exact, new BigDecimal(Math.nextDown(size)));
        BigDecimal above = size == Float.MAX_VALUE
                ? exact.add(exact.subtract(below))
                : midpoint(exact, new BigDecimal(Math.nextUp(size)));
        return print(value < 0, shortest(exact, below, above, new BigDecimal(Float.toString(size))), 6);
    }

    static String print(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value) || value == 0) return printSpecial(value);
        double size = Math.abs(value);
        // Every integer below 2^53 is its own shortest form.
        if (size < 0x1p53 && size == Math.rint(size)) return print(value < 0, BigDecimal.valueOf((long) size), 15);
        BigDecimal exact = new BigDecimal(size);
        BigDecimal below = midpoint(exact, new BigDecimal(Math.nextDown(size)));
        BigDecimal above = size == Double.MAX_VALUE
                ? exact.add(exact.subtract(below))
                : midpoint(exact, new BigDecimal(Math.nextUp(size)));
        return print(value < 0, shortest(exact, below, above, new BigDecimal(Double.toString(size))), 15);
    }

    private static BigDecimal midpoint(BigDecimal a, BigDecimal b) {
        return a.add(b).multiply(new BigDecimal("0.5"));
    }

    private static BigDecimal shortest(BigDecimal exact, BigDecimal below, BigDecimal above, BigDecimal java) {
        BigDecimal found = java.stripTrailingZeros();
        if (found.precision() <= 2) {
            BigDecimal single = exact.round(new MathContext(1, RoundingMode.HALF_EVEN));
            if (isBetween(below, single, above)) return single.stripTrailingZeros();
        }
        for (int digits = found.precision(); !isBetween(below, found, above); digits++) {
            found = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
        }
        return found.stripTrailingZeros();
    }

    private static boolean isBetween(BigDecimal below, BigDecimal value, BigDecimal above) {
        return below.compareTo(value) < 0 && value.compareTo(above) < 0;
    }

    private static String printSpecial(double value) {
        if (Double.isNaN(value)) return "NaN";
        if (value == 0) return 1 / value < 0 ? "-0" : "0";
        return value > 0 ? "Infinity" : "-Infinity";
    }

    /** As {@code %g} with this precision decides: positional for exponents from −4 on and below the precision. */
    private static String print(boolean negative, BigDecimal value, int precision) {
        String sign = negative ? "-" : "";
        BigDecimal decimal = value.stripTrailingZeros();
        String digits = decimal.unscaledValue().toString();
        int exponent = digits.length() - 1 - decimal.scale();
        if (exponent >= -4 && exponent < precision) return sign + decimal.toPlainString();
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        String power = Math.abs(exponent) < 10 ? "0" + Math.abs(exponent) : Integer.toString(Math.abs(exponent));
        return sign + mantissa + "e" + (exponent < 0 ? "-" : "+") + power;
    }
}
