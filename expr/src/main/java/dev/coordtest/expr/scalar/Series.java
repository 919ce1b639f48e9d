package dev.coordtest.expr.scalar;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Exponentials and logarithms of decimals to any number of digits, by argument reduction and power series. */
final class Series {
    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    /** Digits computed beyond those asked for: more than the reductions and the series together lose. */
    private static final int GUARD_DIGITS = 25;

    private Series() {}

    /** e to the {@code x}, to {@code scale} fractional digits. {@code |x|} is at most some thousands. */
    static BigDecimal exp(BigDecimal x, int scale) {
        int weight = (int) Math.ceil(x.doubleValue() * 0.4343);
        MathContext context = context(Math.max(scale + weight, 0));
        int halvings = 8;
        for (double size = Math.abs(x.doubleValue()); size > 1; size /= 2) halvings++;
        BigDecimal reduced = x.divide(TWO.pow(halvings), context);
        BigDecimal sum = BigDecimal.ONE;
        BigDecimal term = BigDecimal.ONE;
        for (int n = 1; term.signum() != 0 && term.precision() - term.scale() > -context.getPrecision(); n++) {
            term = term.multiply(reduced, context).divide(BigDecimal.valueOf(n), context);
            sum = sum.add(term, context);
        }
        for (int i = 0; i < halvings; i++) sum = sum.multiply(sum, context);
        return sum;
    }

    /** The natural logarithm of {@code x > 0}, to {@code scale} fractional digits. */
    static BigDecimal ln(BigDecimal x, int scale) {
        if (x.compareTo(BigDecimal.ONE) == 0) return BigDecimal.ZERO;
        MathContext context = context(Math.max(scale, 0));
        int tens = x.precision() - x.scale() - 1;
        if (tens >= -1 && tens <= 0) return lnNearOne(x, context);
        BigDecimal ofTen = lnNearOne(BigDecimal.TEN, context);
        return lnNearOne(x.movePointLeft(tens), context).add(ofTen.multiply(BigDecimal.valueOf(tens)), context);
    }

    /** ln(x) = 2^n ln(x^(1/2^n)) for a root near 1, of which ln(r) = 2 artanh((r − 1) / (r + 1)). */
    private static BigDecimal lnNearOne(BigDecimal x, MathContext context) {
        BigDecimal root = x.round(context);
        BigDecimal factor = TWO;
        while (root.subtract(BigDecimal.ONE).abs().doubleValue() > 0.01) {
            root = root.sqrt(context);
            factor = factor.multiply(TWO);
        }
        BigDecimal ratio = root.subtract(BigDecimal.ONE).divide(root.add(BigDecimal.ONE), context);
        BigDecimal square = ratio.multiply(ratio, context);
        BigDecimal power = ratio;
        BigDecimal sum = ratio;
        for (int n = 3; power.signum() != 0 && power.precision() - power.scale() > -context.getPrecision(); n += 2) {
            power = power.multiply(square, context);
            sum = sum.add(power.divide(BigDecimal.valueOf(n), context), context);
        }
        return sum.multiply(factor, context);
    }

    /** {@code base} to an integral power, to {@code digits} significant digits. */
    static BigDecimal power(BigDecimal base, int exponent, int digits) {
        MathContext context = context(digits);
        BigDecimal result = BigDecimal.ONE;
        BigDecimal square = base;
        for (long rest = Math.abs((long) exponent); rest > 0; rest >>= 1) {
            if ((rest & 1) != 0) result = result.multiply(square, context);
            if (rest > 1) square = square.multiply(square, context);
        }
        return exponent < 0 ? BigDecimal.ONE.divide(result, context) : result;
    }

    private static MathContext context(int digits) {
        return new MathContext(digits + GUARD_DIGITS, RoundingMode.HALF_EVEN);
    }
}
