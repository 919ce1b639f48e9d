package dev.coordtest.expr.scalar;

import static dev.coordtest.expr.scalar.Values.bytes;
import static dev.coordtest.expr.scalar.Values.int4;
import static dev.coordtest.expr.scalar.Values.text;
import static dev.coordtest.repr.type.ScalarType.BYTEA;
import static dev.coordtest.repr.type.ScalarType.INT4;
import static dev.coordtest.repr.type.ScalarType.TEXT;

import dev.coordtest.repr.Datum;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;

/** Functions on bytes, in the order of PostgreSQL's tables 9.11 to 9.13. */
final class ByteaFunctions {
    /** PostgreSQL breaks lines of base64 after this many characters. */
    private static final int BASE64_LINE = 76;

    private ByteaFunctions() {}

    static List<Func> all() {
        List<Func> all = new ArrayList<>();
        all.add(Func.of("||", BYTEA, a -> new Datum.Bytes(concat(bytes(a[0]), bytes(a[1]))), BYTEA, BYTEA));
        all.add(Func.of("bit_length", INT4, a -> Datum.of(8 * bytes(a[0]).length), BYTEA));
        all.add(Func.of("length", INT4, a -> Datum.of(bytes(a[0]).length), BYTEA));
        all.add(Func.of("octet_length", INT4, a -> Datum.of(bytes(a[0]).length), BYTEA));
        all.add(Func.of("overlay", BYTEA, ByteaFunctions::overlay, BYTEA, BYTEA, INT4));
        all.add(Func.of("overlay", BYTEA, ByteaFunctions::overlay, BYTEA, BYTEA, INT4, INT4));
        all.add(Func.of("position", INT4, a -> Datum.of(position(bytes(a[0]), bytes(a[1]))), BYTEA, BYTEA));
        all.add(Func.of("reverse", BYTEA, a -> part(a[0], Texts::reverse), BYTEA));
        for (String name : List.of("substr", "substring")) {
            all.add(Func.of(name, BYTEA, a -> part(a[0], text -> Texts.from(text, int4(a[1]))), BYTEA, INT4));
            all.add(Func.of(
                    name, BYTEA, a -> part(a[0], text -> Texts.part(text, int4(a[1]), int4(a[2]))), BYTEA, INT4, INT4));
        }
        for (String name : List.of("btrim", "ltrim", "rtrim")) {
            boolean start = !name.equals("rtrim");
            boolean end = !name.equals("ltrim");
            all.add(Func.of(
                    name,
                    BYTEA,
                    a -> part(a[0], text -> Texts.trim(text, characters(a[1]), start, end)),
                    BYTEA,
                    BYTEA));
        }
        all.add(Func.of("encode", TEXT, a -> Datum.of(encode(bytes(a[0]), text(a[1]))), BYTEA, TEXT));
        all.add(Func.of("decode", BYTEA, a -> new Datum.Bytes(decode(text(a[0]), text(a[1]))), TEXT, TEXT));
        return all;
    }

    private static byte[] concat(byte[] left, byte[] right) {
        byte[] both = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, both, left.length, right.length);
        return both;
    }

    private static int position(byte[] bytes, byte[] sought) {
        for (int at = 0; at + sought.length <= bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + sought.length, sought, 0, sought.length)) return at + 1;
        }
        return 0;
    }

    /** A part of bytes, cut out as that of a text of one character a byte, so that text and bytes have one rule. */
    private static Datum part(Datum bytes, UnaryOperator<String> cut) {
        return new Datum.Bytes(cut.apply(characters(bytes)).getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The part that is replaced is as long as what replaces it, unless a length is given. */
    private static Datum overlay(Datum[] a) {
        int length = a.length > 3 ? int4(a[3]) : bytes(a[1]).length;
        return part(a[0], text -> Texts.overlay(text, characters(a[1]), int4(a[2]), length));
    }

    private static String characters(Datum bytes) {
        return new String(bytes(bytes), StandardCharsets.ISO_8859_1);
    }

    private static String encode(byte[] bytes, String encoding) {
        return switch (CharacterCase.lower(encoding)) {
            case "hex" -> ByteaText.print(bytes).substring(2);
            case "base64" ->
                Base64.getMimeEncoder(BASE64_LINE, new byte[] {'\n'}).encodeToString(bytes);
            case "escape" -> escape(bytes);
            default -> throw Errors.parameter("unrecognized encoding: \"" + encoding + "\"");
        };
    }

    private static byte[] decode(String text, String encoding) {
        return switch (CharacterCase.lower(encoding)) {
            case "hex" -> ByteaText.hexadecimal(text, 0);
            case "base64" -> base64(text);
            case "escape" -> ByteaText.escaped(text);
            default -> throw Errors.parameter("unrecognized encoding: \"" + encoding + "\"");
        };
    }

    private static byte[] base64(String text) {
        String digits = text.replaceAll("[ \t\n\r]", "");
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            boolean digit = c < 128 && (Character.isLetterOrDigit(c) || c == '+' || c == '/' || c == '=');
            if (!digit) throw Errors.parameter("invalid symbol \"" + c + "\" found while decoding base64 sequence");
        }
        try {
            if (digits.length() % 4 == 0) return Base64.getDecoder().decode(digits);
        } catch (IllegalArgumentException e) {
            // An end sequence in the wrong place.
        }
        throw Errors.parameter("invalid base64 end sequence");
    }

    /** Zeros and bytes beyond ASCII as octal escapes, backslashes doubled. */
    private static String escape(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte b : bytes) {
            if (b == 0 || b < 0) {
                text.append('\\').append((char) ('0' + (b >> 6 & 3)));
                text.append((char) ('0' + (b >> 3 & 7))).append((char) ('0' + (b & 7)));
            } else {
                text.append(b == '\\' ? "\\\\" : String.valueOf((char) b));
            }
        }
        return text.toString();
    }
}
