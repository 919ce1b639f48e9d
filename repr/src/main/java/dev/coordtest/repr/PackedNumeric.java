package dev.coordtest.repr;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * How a numeric is packed.
 *
 * <p>The value without insignificant zeros comes first, as in the General Decimal Arithmetic
 * library that the order of answers was defined with: the number of digits, the exponent, flag bits, then
 * 16-bit units of three decimal digits, least significant first. Where the number of fractional digits to
 * show is not the one that this implies ({@code 1.50}), a flag says so and the scale follows in two bytes.
 * {@link Tag#NUMERIC_WIDE} has room for any value: flags, exponent, length and bytes of the coefficient, scale.
 */
final class PackedNumeric {
    private static final int NEGATIVE = 0x80;
    private static final int INFINITE = 0x40;
    private static final int NAN = 0x20;
    private static final int HAS_SCALE = 0x01;
    /** PostgreSQL's limit of digits before the point. */
    private static final int DIGITS_LIMIT = 131072;
    /** Room for the most digits: those before the point, and as many after it as a scale can count. */
    private static final int COEFFICIENT_LIMIT_BYTES = 82_000;

    private static final BigInteger THOUSAND = BigInteger.valueOf(1000);

    private PackedNumeric() {}

    static int end(byte[] bytes, int at) {
        if (bytes[at] == Tag.NUMERIC_WIDE) return at + 12 + Packed.getInt(bytes, at + 6);
        int units = ((bytes[at + 1] & 0xFF) + 2) / 3;
        return at + 4 + 2 * units + ((bytes[at + 3] & HAS_SCALE) != 0 ? 2 : 0);
    }

    static boolean hasScale(byte[] bytes, int at) {
        return bytes[at] == Tag.NUMERIC && (bytes[at + 3] & HAS_SCALE) != 0;
    }

    /** Whether the {@link Tag#NUMERIC} at {@code at} is not finite. */
    static boolean isSpecial(byte[] bytes, int at) {
        return (bytes[at + 3] & (NAN | INFINITE)) != 0;
    }

    /**
     * Whether the range, as long as its head says, is what {@link #encode} makes of some numeric within the limits of the type. Nothing is unpacked to
     * its full length: a few bytes can stand for a very long number.
     */
    static boolean isSound(byte[] bytes, int at, int end) {
        if (bytes[at] == Tag.NUMERIC_WIDE) return isSoundWide(bytes, at, end);
        int flags = bytes[at + 3] & 0xFF;
        if ((flags & (NAN | INFINITE)) != 0) {
            return Arrays.stream(Datum.NumericSpecial.values())
                    .map(PackedNumeric::encode)
                    .anyMatch(special -> Arrays.equals(special, 0, special.length, bytes, at, end));
        }
        int digits = bytes[at + 1] & 0xFF;
        int units = (digits + 2) / 3;
        if (units == 0 || (flags & ~(NEGATIVE | HAS_SCALE)) != 0) return false;
        for (int unit = 0; unit < units; unit++) {
            int value = Packed.getShort(bytes, at + 4 + 2 * unit);
            if (value < 0 || value > 999) return false;
        }
        int exponent = bytes[at + 2];
        int lowest = Packed.getShort(bytes, at + 4);
        int highest = Packed.getShort(bytes, at + 2 + 2 * units);
        boolean zero = digits == 1 && lowest == 0 && exponent == 0 && (flags & NEGATIVE) == 0;
        int highestDigits = highest > 99 ? 3 : highest > 9 ? 2 : highest > 0 ? 1 : 0;
        boolean reduced = lowest % 10 != 0 && 3 * (units - 1) + highestDigits == digits;
        int least = Math.max(0, -exponent);
        boolean scale = (flags & HAS_SCALE) == 0 || (Packed.getShort(bytes, end - 2) & 0xFFFF) > least;
        return (zero || reduced) && scale;
    }

    private static boolean isSoundWide(byte[] bytes, int at, int end) {
        int exponent = Packed.getInt(bytes, at + 2);
        int length = end - at - 12;
        boolean possible = (bytes[at + 1] == 0 || bytes[at + 1] == (byte) NEGATIVE)
                && exponent <= DIGITS_LIMIT
                && exponent >= -0xFFFF
                && length > 0
                && length <= COEFFICIENT_LIMIT_BYTES;
        if (!possible) return false;
        byte[] magnitude = Arrays.copyOfRange(bytes, at + 10, at + 10 + length);
        BigInteger coefficient = new BigInteger(magnitude);
        if (coefficient.signum() <= 0 || !Arrays.equals(coefficient.toByteArray(), magnitude)) return false;
        int digits = new BigDecimal(coefficient).precision();
        boolean wide = digits > 255 || exponent < Byte.MIN_VALUE || exponent > Byte.MAX_VALUE;
        boolean scale = (Packed.getShort(bytes, end - 2) & 0xFFFF) >= Math.max(0, -exponent);
        return wide
                && scale
                && digits + exponent <= DIGITS_LIMIT
                && coefficient.mod(BigInteger.TEN).signum() != 0;
    }

    static byte[] encode(Datum.NumericSpecial special) {
        int flags = switch (special) {
            case NAN -> NAN;
            case POSITIVE_INFINITY -> INFINITE;
            case NEGATIVE_INFINITY -> INFINITE | NEGATIVE;
        };
        return new byte[] {Tag.NUMERIC, 1, 0, (byte) flags, 0, 0};
    }

    static byte[] encode(BigDecimal value) {
        BigDecimal reduced = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        int exponent = -reduced.scale();
        int digits = reduced.precision();
        int sign = value.signum() < 0 ? NEGATIVE : 0;
        if (digits > 255 || exponent < Byte.MIN_VALUE || exponent > Byte.MAX_VALUE) {
            return encodeWide(reduced, exponent, sign, value.scale());
        }
        boolean hasScale = value.scale() != Math.max(0, -exponent);
        int units = (digits + 2) / 3;
        byte[] out = new byte[4 + 2 * units + (hasScale ? 2 : 0)];
        out[0] = Tag.NUMERIC;
        out[1] = (byte) digits;
        out[2] = (byte) exponent;
        out[3] = (byte) (sign | (hasScale ? HAS_SCALE : 0));
        putUnits(out, reduced.unscaledValue().abs(), units);
        if (hasScale) Packed.putShort(out, out.length - 2, value.scale());
        return out;
    }

    /** How much room {@link #encodeWhole} may need: 19 digits are 7 units. */
    static final int WHOLE_MAX_BYTES = 4 + 2 * 7;

    /** Writes a whole number of scale 0; returns where it ends. */
    static int encodeWhole(long value, byte[] out, int at) {
        if (value == Long.MIN_VALUE) {
            byte[] encoded = encode(BigDecimal.valueOf(value));
            System.arraycopy(encoded, 0, out, at, encoded.length);
            return at + encoded.length;
        }
        long rest = Math.abs(value);
        int exponent = 0;
        while (rest != 0 && rest % 10 == 0) {
            rest /= 10;
            exponent++;
        }
        int digits = 1;
        for (long left = rest; left >= 10; left /= 10) digits++;
        out[at] = Tag.NUMERIC;
        out[at + 1] = (byte) digits;
        out[at + 2] = (byte) exponent;
        out[at + 3] = (byte) (value < 0 ? NEGATIVE : 0);
        int end = at + 4;
        for (int left = digits; left > 0; left -= 3, end += 2) {
            Packed.putShort(out, end, (int) (rest % 1000));
            rest /= 1000;
        }
        return end;
    }

    private static void putUnits(byte[] out, BigInteger coefficient, int units) {
        if (coefficient.bitLength() < 64) {
            long rest = coefficient.longValueExact();
            for (int unit = 0; unit < units; unit++, rest /= 1000)
                Packed.putShort(out, 4 + 2 * unit, (int) (rest % 1000));
            return;
        }
        BigInteger rest = coefficient;
        for (int unit = 0; unit < units; unit++) {
            BigInteger[] parts = rest.divideAndRemainder(THOUSAND);
            Packed.putShort(out, 4 + 2 * unit, parts[1].intValueExact());
            rest = parts[0];
        }
    }

    private static byte[] encodeWide(BigDecimal reduced, int exponent, int sign, int scale) {
        byte[] magnitude = reduced.unscaledValue().abs().toByteArray();
        byte[] out = new byte[12 + magnitude.length];
        out[0] = Tag.NUMERIC_WIDE;
        out[1] = (byte) sign;
        Packed.putInt(out, 2, exponent);
        Packed.putInt(out, 6, magnitude.length);
        System.arraycopy(magnitude, 0, out, 10, magnitude.length);
        Packed.putShort(out, out.length - 2, scale);
        return out;
    }

    /** The whole number that {@link #encodeWhole} has written, or one like it. */
    static long whole(byte[] bytes, int at) {
        int digits = bytes[at + 1] & 0xFF;
        int exponent = bytes[at + 2];
        int flags = bytes[at + 3];
        if (flags != 0 && flags != (byte) NEGATIVE || exponent < 0 || digits + exponent > 18) {
            return ((Datum.Numeric) decode(bytes, at)).value().longValueExact();
        }
        long value = 0;
        for (int unit = (digits + 2) / 3 - 1; unit >= 0; unit--) {
            value = value * 1000 + Packed.getShort(bytes, at + 4 + 2 * unit);
        }
        for (int i = 0; i < exponent; i++) value *= 10;
        return flags == 0 ? value : -value;
    }

    static Datum decode(byte[] bytes, int at) {
        if (bytes[at] == Tag.NUMERIC_WIDE) return decodeWide(bytes, at);
        int flags = bytes[at + 3];
        if ((flags & NAN) != 0) return Datum.NumericSpecial.NAN;
        if ((flags & INFINITE) != 0) {
            return (flags & NEGATIVE) != 0
                    ? Datum.NumericSpecial.NEGATIVE_INFINITY
                    : Datum.NumericSpecial.POSITIVE_INFINITY;
        }
        int digits = bytes[at + 1] & 0xFF;
        int units = (digits + 2) / 3;
        BigInteger coefficient = units <= 6 ? smallCoefficient(bytes, at, units) : coefficient(bytes, at, units);
        if ((flags & NEGATIVE) != 0) coefficient = coefficient.negate();
        int exponent = bytes[at + 2];
        int scale =
                (flags & HAS_SCALE) != 0 ? Packed.getShort(bytes, at + 4 + 2 * units) & 0xFFFF : Math.max(0, -exponent);
        return new Datum.Numeric(new BigDecimal(coefficient, -exponent).setScale(scale));
    }

    private static BigInteger smallCoefficient(byte[] bytes, int at, int units) {
        long coefficient = 0;
        for (int unit = units - 1; unit >= 0; unit--)
            coefficient = coefficient * 1000 + Packed.getShort(bytes, at + 4 + 2 * unit);
        return BigInteger.valueOf(coefficient);
    }

    private static BigInteger coefficient(byte[] bytes, int at, int units) {
        BigInteger coefficient = BigInteger.ZERO;
        for (int unit = units - 1; unit >= 0; unit--) {
            coefficient =
                    coefficient.multiply(THOUSAND).add(BigInteger.valueOf(Packed.getShort(bytes, at + 4 + 2 * unit)));
        }
        return coefficient;
    }

    private static Datum decodeWide(byte[] bytes, int at) {
        int length = Packed.getInt(bytes, at + 6);
        BigInteger coefficient = new BigInteger(Arrays.copyOfRange(bytes, at + 10, at + 10 + length));
        if ((bytes[at + 1] & NEGATIVE) != 0) coefficient = coefficient.negate();
        int scale = Packed.getShort(bytes, at + 10 + length) & 0xFFFF;
        return new Datum.Numeric(new BigDecimal(coefficient, -Packed.getInt(bytes, at + 2)).setScale(scale));
    }
}
