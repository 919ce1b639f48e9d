package dev.coordtest.expr.scalar;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.ScalarType;
import java.nio.charset.StandardCharsets;

/** Values as strings of one kind or another: of a length at most, filled up with blanks, cut to a name, or to one byte. */
final class StringCasts {
    private StringCasts() {}

    /**
     * The text of a value as a string, without regard to a length. The blanks that fill up a {@code char} are not part of it, and a boolean is spelled
     * out, except in a name.
     */
    static Datum cast(Datum datum, ScalarType from, ScalarType to) {
        String text = switch (datum) {
            case Datum.Bool(var value) when to != ScalarType.Simple.NAME -> value ? "true" : "false";
            case Datum.Char fixed when to != ScalarType.Simple.CHAR -> fixed.stripped();
            default -> TextFormat.print(datum, from);
        };
        return ofType(text, to);
    }

    /** A text as a value of a string type, without regard to a length. */
    static Datum ofType(String text, ScalarType to) {
        if (to instanceof ScalarType.Char) return new Datum.Char(text);
        if (to == ScalarType.Simple.NAME) return Datum.of(name(text));
        return Datum.of(to == ScalarType.Simple.CHAR ? singleByte(text) : text);
    }

    /** As many whole characters as fit into a name. */
    static String name(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (utf8.length <= ScalarType.NAME_BYTES) return text;
        int end = ScalarType.NAME_BYTES;
        while ((utf8[end] & 0xC0) == 0x80) end--;
        return new String(utf8, 0, end, StandardCharsets.UTF_8);
    }

    /**
     * A {@code "char"}: the first byte of a text, which may be written in octal. The byte zero shows as no text. Bytes beyond ASCII, of which a text
     * has only parts of a character, are not built.
     */
    static String singleByte(String text) {
        if (text.isEmpty()) return "";
        int code = text.matches("\\\\[0-7]{3}") ? Integer.parseInt(text.substring(1), 8) & 0xFF : text.charAt(0);
        return Values.text(ofCode(code));
    }

    /** The {@code "char"} of this number. */
    static Datum ofCode(int code) {
        if (code >= 0 && code < 128) return Datum.of(code == 0 ? "" : String.valueOf((char) code));
        if (code < -128) throw outOfRange();
        throw Errors.notSupported("bytes beyond ASCII in \"char\"");
    }

    private static SqlException outOfRange() {
        return Errors.outOfRange(ScalarType.Simple.CHAR);
    }

    static int code(String singleByte) {
        return singleByte.isEmpty() ? 0 : singleByte.charAt(0);
    }

    /** A text of at most {@code length} characters: a cast that was asked for cuts it, another one only blanks. */
    static Datum varying(Datum text, int length, boolean explicit) {
        return Datum.of(cut(Values.text(text), length, explicit, new ScalarType.VarChar(length)));
    }

    /** A text of exactly {@code length} characters, filled up with blanks. */
    static Datum fixed(Datum text, int length, boolean explicit) {
        String cut = cut(Values.text(text), length, explicit, new ScalarType.Char(length));
        return new Datum.Char(Texts.padRight(cut, length, " "));
    }

    private static String cut(String text, int length, boolean explicit, ScalarType type) {
        String kept = Texts.left(text, length);
        if (!explicit
                && !Texts.trim(text.substring(kept.length()), " ", false, true).isEmpty()) {
            throw new SqlException(
                    SqlState.STRING_DATA_RIGHT_TRUNCATION,
                    "value too long for type " + type.sqlName() + "(" + length + ")");
        }
        return kept;
    }
}
