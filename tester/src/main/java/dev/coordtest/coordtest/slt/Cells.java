package dev.coordtest.coordtest.slt;

import dev.coordtest.repr.type.ScalarType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Values as a query's letters ask for them. */
final class Cells {
    private Cells() {}

    /** A value cannot be shown by the letter that is written for it. */
    static final class Unshowable extends Exception {
        private static final long serialVersionUID = 1;

        Unshowable(String text, ScalarType type, char letter) {
            super("cannot show " + type.sqlName() + " as " + letter + ": " + text);
        }
    }

    /** Shows a value, of which PostgreSQL's text is given, null for NULL. */
    static String show(@Nullable String text, ScalarType type, char letter, Layout.Mode mode) throws Unshowable {
        if (text == null) return "NULL";
        String shown = switch (type) {
            case ScalarType.Numeric ignored -> numeric(text, letter, mode);
            case ScalarType.Char ignored -> string(text, letter);
            case ScalarType.VarChar ignored -> string(text, letter);
            case ScalarType.Simple simple -> simple(text, simple, letter, mode);
            case ScalarType.Array ignored -> other(text, letter);
            case ScalarType.ListOf ignored -> other(text, letter);
            case ScalarType.MapOf ignored -> other(text, letter);
            case ScalarType.RecordOf ignored -> other(text, letter);
        };
        if (shown == null) throw new Unshowable(text, type, letter);
        return shown;
    }

    private static @Nullable String simple(String text, ScalarType.Simple type, char letter, Layout.Mode mode) {
        return switch (type) {
            case BOOL -> bool(text, letter);
            case INT2, INT8 -> letter == 'I' || letter == 'R' || letter == 'T' ? text : null;
            case INT4, OID, REGCLASS, REGPROC, REGTYPE -> letter != 'B' ? text : null;
            case FLOAT4 -> real(Floats.parse4(text), true, letter, mode);
            case FLOAT8 -> real(Floats.parse8(text), false, letter, mode);
            case TEXT, NAME, CHAR, UNKNOWN -> string(text, letter);
            case BYTEA -> letter == 'T' ? bytes(text) : null;
            case DATE, TIME, TIMESTAMP, TIMESTAMPTZ, INTERVAL, UUID, JSON, JSONB -> other(text, letter);
        };
    }

    private static @Nullable String bool(String text, char letter) {
        boolean value = text.equals("t") || text.equals("true");
        return switch (letter) {
            case 'B', 'T' -> value ? "true" : "false";
            case 'I' -> value ? "1" : "0";
            default -> null;
        };
    }

    private static @Nullable String string(String text, char letter) {
        return switch (letter) {
            case 'T' -> text.isEmpty() ? "(empty)" : text;
            case 'I' -> "0";
            default -> null;
        };
    }

    private static @Nullable String other(String text, char letter) {
        return letter == 'T' ? text : null;
    }

    private static @Nullable String real(double value, boolean single, char letter, Layout.Mode mode) {
        return switch (letter) {
            // A cast of Java is what is meant: towards zero, to the nearest end of the range, NaN to 0.
            case 'I' -> Long.toString((long) value);
            case 'R' -> mode == Layout.Mode.STANDARD ? Floats.fixed3(value) : Floats.shortest(value, single);
            case 'T' -> Floats.fixed3(value);
            default -> null;
        };
    }

    private static @Nullable String numeric(String text, char letter, Layout.Mode mode) {
        if (letter == 'T' || letter == 'R' && mode == Layout.Mode.COCKROACH) return text;
        if (letter != 'I' && letter != 'R') return null;
        if (text.endsWith("NaN") || text.endsWith("Infinity")) return text;
        BigDecimal value = new BigDecimal(text);
        int scaleMax = letter == 'I' ? 0 : 3;
        return (value.scale() > scaleMax ? value.setScale(scaleMax, RoundingMode.HALF_UP) : value).toPlainString();
    }

    private static String bytes(String text) {
        byte[] bytes = text.startsWith("\\x")
                ? HexFormat.of().parseHex(text.substring(2))
                : text.getBytes(StandardCharsets.UTF_8);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            int[] unsigned = new int[bytes.length];
            for (int i = 0; i < bytes.length; i++) unsigned[i] = bytes[i] & 0xff;
            return Arrays.toString(unsigned);
        }
    }
}
