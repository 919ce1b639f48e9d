package dev.coordtest.expr.scalar;

import static dev.coordtest.expr.scalar.Values.bytes;
import static dev.coordtest.expr.scalar.Values.text;
import static dev.coordtest.repr.type.ScalarType.BYTEA;
import static dev.coordtest.repr.type.ScalarType.INT4;
import static dev.coordtest.repr.type.ScalarType.TEXT;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.ScalarType;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Texts in encodings other than our own, from PostgreSQL's tables 9.13 and 9.76. */
final class EncodingFunctions {
    private EncodingFunctions() {}

    /**
     * An encoding that PostgreSQL knows.
     *
     * @param number as {@code pg_encoding_to_char} counts them
     * @param aliases other names, without what is neither letter nor digit
     * @param charset the name that Java has for it; null if texts in it are not converted
     */
    private record Encoding(
            int number,
            String name,
            List<String> aliases,
            @Nullable String charset) {}

    private static final List<Encoding> ENCODINGS = List.of(
            new Encoding(0, "SQL_ASCII", List.of(), null),
            new Encoding(1, "EUC_JP", List.of(), null),
            new Encoding(2, "EUC_CN", List.of(), null),
            new Encoding(3, "EUC_KR", List.of(), null),
            new Encoding(4, "EUC_TW", List.of(), null),
            new Encoding(5, "EUC_JIS_2004", List.of(), null),
            new Encoding(6, "UTF8", List.of("unicode"), "UTF-8"),
            new Encoding(7, "MULE_INTERNAL", List.of(), null),
            new Encoding(8, "LATIN1", List.of("iso88591"), "ISO-8859-1"),
            new Encoding(9, "LATIN2", List.of("iso88592"), "ISO-8859-2"),
            new Encoding(10, "LATIN3", List.of("iso88593"), null),
            new Encoding(11, "LATIN4", List.of("iso88594"), null),
            new Encoding(12, "LATIN5", List.of("iso88599"), "ISO-8859-9"),
            new Encoding(13, "LATIN6", List.of("iso885910"), null),
            new Encoding(14, "LATIN7", List.of("iso885913"), null),
            new Encoding(15, "LATIN8", List.of("iso885914"), null),
            new Encoding(16, "LATIN9", List.of("iso885915"), "ISO-8859-15"),
            new Encoding(17, "LATIN10", List.of("iso885916"), null),
            new Encoding(18, "WIN1256", List.of("windows1256"), null),
            new Encoding(19, "WIN1258", List.of("windows1258", "abc", "tcvn", "tcvn5712", "vscii"), null),
            new Encoding(20, "WIN866", List.of("alt", "windows866"), null),
            new Encoding(21, "WIN874", List.of("windows874"), null),
            new Encoding(22, "KOI8R", List.of("koi8"), null),
            new Encoding(23, "WIN1251", List.of("win", "windows1251"), "windows-1251"),
            new Encoding(24, "WIN1252", List.of("windows1252"), "windows-1252"),
            new Encoding(25, "ISO_8859_5", List.of(), null),
            new Encoding(26, "ISO_8859_6", List.of(), null),
            new Encoding(27, "ISO_8859_7", List.of(), null),
            new Encoding(28, "ISO_8859_8", List.of(), null),
            new Encoding(29, "WIN1250", List.of("windows1250"), "windows-1250"),
            new Encoding(30, "WIN1253", List.of("windows1253"), null),
            new Encoding(31, "WIN1254", List.of("windows1254"), null),
            new Encoding(32, "WIN1255", List.of("windows1255"), null),
            new Encoding(33, "WIN1257", List.of("windows1257"), null),
            new Encoding(34, "KOI8U", List.of(), null),
            new Encoding(35, "SJIS", List.of("mskanji", "shiftjis", "win932", "windows932"), null),
            new Encoding(36, "BIG5", List.of("win950", "windows950"), null),
            new Encoding(37, "GBK", List.of("win936", "windows936"), null),
            new Encoding(38, "UHC", List.of("win949", "windows949"), null),
            new Encoding(39, "GB18030", List.of(), null),
            new Encoding(40, "JOHAB", List.of(), null),
            new Encoding(41, "SHIFT_JIS_2004", List.of(), null));

    private static final int FIRST_OF_ONE_BYTE = 8;
    private static final int LAST_OF_ONE_BYTE = 34;

    static List<Func> all() {
        return List.of(
                Func.of("convert_from", TEXT, a -> Datum.of(decoded(bytes(a[0]), text(a[1]))), BYTEA, TEXT),
                Func.of("convert_to", BYTEA, a -> new Datum.Bytes(encoded(text(a[0]), text(a[1]))), TEXT, TEXT),
                Func.of("length", INT4, a -> Datum.of(length(bytes(a[0]), text(a[1]))), BYTEA, TEXT),
                Func.of("pg_encoding_to_char", ScalarType.Simple.NAME, a -> Datum.of(nameOf(Values.int4(a[0]))), INT4),
                Func.of("pg_char_to_encoding", INT4, a -> Datum.of(numberOf(text(a[0]))), ScalarType.Simple.NAME),
                Func.of("pg_client_encoding", ScalarType.Simple.NAME, a -> Datum.of("UTF8")));
    }

    private static String nameOf(int number) {
        return number >= 0 && number < ENCODINGS.size() ? ENCODINGS.get(number).name : "";
    }

    private static int numberOf(String name) {
        Encoding encoding = find(name);
        return encoding == null ? -1 : encoding.number;
    }

    private static @Nullable Encoding find(String name) {
        String plain = clean(name);
        for (Encoding encoding : ENCODINGS) {
            if (clean(encoding.name).equals(plain) || encoding.aliases.contains(plain)) return encoding;
        }
        return null;
    }

    private static String clean(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }

    private static Encoding named(String what, String name) {
        Encoding encoding = find(name);
        if (encoding == null) throw Errors.parameter("invalid " + what + " name \"" + name + "\"");
        return encoding;
    }

    private static Charset charset(Encoding encoding) {
        if (encoding.charset == null) throw Errors.notSupported("encoding " + encoding.name);
        return Charset.forName(encoding.charset);
    }

    private static String decoded(byte[] bytes, String name) {
        Encoding encoding = named("source encoding", name);
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        for (byte b : bytes) if (b == 0) throw invalid(encoding, new byte[] {0});
        CharBuffer text = CharBuffer.allocate(bytes.length);
        var result = charset(encoding)
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(rest, text, true);
        if (!result.isError()) return text.flip().toString();
        byte[] faulty = new byte[Math.min(result.length(), rest.remaining())];
        rest.get(faulty);
        if (encoding.charset != null && encoding.charset.equals("UTF-8")) throw invalid(encoding, faulty);
        throw Errors.error(
                SqlState.UNTRANSLATABLE_CHARACTER,
                "character with byte sequence " + shown(faulty) + " in encoding \"" + encoding.name
                        + "\" has no equivalent in encoding \"UTF8\"");
    }

    private static RuntimeException invalid(Encoding encoding, byte[] bytes) {
        return Errors.error(
                SqlState.CHARACTER_NOT_IN_REPERTOIRE,
                "invalid byte sequence for encoding \"" + encoding.name + "\": " + shown(bytes));
    }

    private static String shown(byte[] bytes) {
        return HexFormat.ofDelimiter(" ").withPrefix("0x").formatHex(bytes);
    }

    private static byte[] encoded(String text, String name) {
        Encoding encoding = named("destination encoding", name);
        try {
            ByteBuffer bytes = charset(encoding).newEncoder().encode(CharBuffer.wrap(text));
            byte[] result = new byte[bytes.remaining()];
            bytes.get(result);
            return result;
        } catch (CharacterCodingException e) {
            throw Errors.error(
                    SqlState.UNTRANSLATABLE_CHARACTER,
                    "character has no equivalent in encoding \"" + encoding.name + "\"");
        }
    }

    /** How many characters the bytes are in an encoding. */
    private static int length(byte[] bytes, String name) {
        Encoding encoding = named("encoding", name);
        if (encoding.number >= FIRST_OF_ONE_BYTE && encoding.number <= LAST_OF_ONE_BYTE) {
            for (byte b : bytes) if (b == 0) throw invalid(encoding, new byte[] {0});
            return bytes.length;
        }
        if (encoding.name.equals("UTF8")) return Texts.length(decoded(bytes, "UTF8"));
        if (encoding.name.equals("BIG5")) return ofTwoBytes(bytes, encoding);
        throw Errors.notSupported("the length of a text in encoding " + encoding.name);
    }

    /** A byte with its highest bit set takes another with it. */
    private static int ofTwoBytes(byte[] bytes, Encoding encoding) {
        int count = 0;
        for (int at = 0; at < bytes.length; count++) {
            int size = bytes[at] < 0 ? 2 : 1;
            boolean whole = at + size <= bytes.length && bytes[at] != 0 && bytes[at + size - 1] != 0;
            if (!whole) throw invalid(encoding, Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + size)));
            at += size;
        }
        return count;
    }
}
