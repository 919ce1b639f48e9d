package dev.coordtest.expr.scalar;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.ScalarType;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers of objects, which are unsigned and 32 bits wide, as text and as integers. */
final class OidText {
    private static final Pattern NUMBER = Pattern.compile("([+-]?)(?:0[xX]([0-9a-fA-F]+)|(0[0-7]*)|([1-9][0-9]*))");
    private static final BigInteger MIN = BigInteger.valueOf(Integer.MIN_VALUE);
    private static final BigInteger MAX = BigInteger.valueOf(0xFFFF_FFFFL);

    private OidText() {}

    /** Reads a number as C does: a leading {@code 0x} makes it hexadecimal, a leading zero octal, and a negative one counts from 2^32 down. */
    static Datum parse(String text) {
        Matcher matcher = NUMBER.matcher(Blanks.trim(text));
        if (!matcher.matches()) throw Errors.invalidText(ScalarType.Simple.OID, text);
        BigInteger value = matcher.group(2) != null
                ? new BigInteger(matcher.group(2), 16)
                : matcher.group(3) != null ? new BigInteger(matcher.group(3), 8) : new BigInteger(matcher.group(4));
        if (matcher.group(1).equals("-")) value = value.negate();
        if (value.compareTo(MIN) < 0 || value.compareTo(MAX) > 0) {
            throw new SqlException(
                    SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "value \"" + text + "\" is out of range for type oid");
        }
        return new Datum.Oid(value.intValue());
    }

    /** An integer as an oid. One of 32 bits is taken as it is, its sign a bit like others; one of 64 has to be in range. */
    static Datum of(Datum integer) {
        long value = Values.integer(integer);
        if (integer instanceof Datum.Int64 && (value < 0 || value > 0xFFFF_FFFFL)) {
            throw new SqlException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "OID out of range");
        }
        return new Datum.Oid((int) value);
    }

    /** An oid as an integer: of 32 bits it may be negative. */
    static Datum integer(Datum.Oid oid, ScalarType to) {
        return to == ScalarType.INT4 ? Datum.of(oid.bits()) : Datum.of(oid.value());
    }
}
