package dev.coordtest.expr.scalar;

import static dev.coordtest.expr.scalar.Values.int4;
import static dev.coordtest.expr.scalar.Values.text;
import static dev.coordtest.repr.type.ScalarType.BOOL;
import static dev.coordtest.repr.type.ScalarType.INT4;
import static dev.coordtest.repr.type.ScalarType.INT8;
import static dev.coordtest.repr.type.ScalarType.TEXT;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.type.ScalarType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Functions on text, in the order of PostgreSQL's tables 9.9 and 9.10. They count in characters, which are code points. */
final class TextFunctions {
    private static final ScalarType FIXED = new ScalarType.Char(-1);
    private static final ScalarType VARYING = new ScalarType.VarChar(-1);
    /** What PostgreSQL adds to a length to have its type modifier. */
    private static final int MODIFIER_HEADER = 4;

    private TextFunctions() {}

    static List<Func> all() {
        List<Func> all = new ArrayList<>();
        all.add(Func.of("||", TEXT, a -> Datum.of(text(a[0]) + text(a[1])), TEXT, TEXT));
        all.add(Func.of("^@", BOOL, a -> Datum.of(text(a[0]).startsWith(text(a[1]))), TEXT, TEXT));
        all.add(Func.of(
                "ascii",
                INT4,
                a -> Datum.of(text(a[0]).isEmpty() ? 0 : text(a[0]).codePointAt(0)),
                TEXT));
        all.add(Func.of("bit_length", INT4, a -> Datum.of(8 * utf8(a[0]).length), TEXT));
        all.addAll(trims());
        for (String name : List.of("length", "char_length", "character_length")) {
            all.add(Func.of(name, INT4, a -> Datum.of(Texts.length(text(a[0]))), TEXT));
            all.add(Func.of(name, INT4, a -> Datum.of(Texts.length(((Datum.Char) a[0]).stripped())), FIXED));
        }
        all.add(Func.of("chr", TEXT, a -> Datum.of(Texts.character(int4(a[0]))), INT4));
        all.add(change("initcap", CharacterCase::initialCapitals));
        all.add(Func.of("left", TEXT, a -> Datum.of(Texts.left(text(a[0]), int4(a[1]))), TEXT, INT4));
        all.add(change("lower", CharacterCase::lower));
        all.add(Func.of("lpad", TEXT, a -> Datum.of(Texts.padLeft(text(a[0]), int4(a[1]), " ")), TEXT, INT4));
        all.add(Func.of(
                "lpad", TEXT, a -> Datum.of(Texts.padLeft(text(a[0]), int4(a[1]), text(a[2]))), TEXT, INT4, TEXT));
        all.add(Func.of("octet_length", INT4, a -> Datum.of(utf8(a[0]).length), TEXT));
        all.add(Func.of("octet_length", INT4, a -> Datum.of(utf8(a[0]).length), FIXED));
        all.addAll(lengthCoercions());
        all.add(Func.of("overlay", TEXT, TextFunctions::overlay, TEXT, TEXT, INT4));
        all.add(Func.of("overlay", TEXT, TextFunctions::overlay, TEXT, TEXT, INT4, INT4));
        all.add(Func.of("position", INT4, a -> Datum.of(Texts.position(text(a[0]), text(a[1]))), TEXT, TEXT));
        all.add(Func.of("repeat", TEXT, a -> Datum.of(Texts.repeat(text(a[0]), int4(a[1]))), TEXT, INT4));
        all.add(Func.of("replace", TEXT, a -> Datum.of(replace(text(a[0]), text(a[1]), text(a[2]))), TEXT, TEXT, TEXT));
        all.add(change("reverse", Texts::reverse));
        all.add(Func.of("right", TEXT, a -> Datum.of(Texts.right(text(a[0]), int4(a[1]))), TEXT, INT4));
        all.add(Func.of("rpad", TEXT, a -> Datum.of(Texts.padRight(text(a[0]), int4(a[1]), " ")), TEXT, INT4));
        all.add(Func.of(
                "rpad", TEXT, a -> Datum.of(Texts.padRight(text(a[0]), int4(a[1]), text(a[2]))), TEXT, INT4, TEXT));
        all.add(Func.of(
                "split_part", TEXT, a -> Datum.of(Texts.field(text(a[0]), text(a[1]), int4(a[2]))), TEXT, TEXT, INT4));
        all.add(Func.of("starts_with", BOOL, a -> Datum.of(text(a[0]).startsWith(text(a[1]))), TEXT, TEXT));
        all.add(Func.of("strpos", INT4, a -> Datum.of(Texts.position(text(a[0]), text(a[1]))), TEXT, TEXT));
        for (String name : List.of("substr", "substring")) {
            all.add(Func.of(name, TEXT, a -> Datum.of(Texts.from(text(a[0]), int4(a[1]))), TEXT, INT4));
            all.add(Func.of(
                    name, TEXT, a -> Datum.of(Texts.part(text(a[0]), int4(a[1]), int4(a[2]))), TEXT, INT4, INT4));
        }
        all.add(Func.of("to_hex", TEXT, a -> Datum.of(Integer.toHexString(int4(a[0]))), INT4));
        all.add(Func.of("to_hex", TEXT, a -> Datum.of(Long.toHexString(Values.integer(a[0]))), INT8));
        all.add(Func.of(
                "translate",
                TEXT,
                a -> Datum.of(Texts.translate(text(a[0]), text(a[1]), text(a[2]))),
                TEXT,
                TEXT,
                TEXT));
        all.add(change("upper", CharacterCase::upper));
        return all;
    }

    /** The casts of a string to a type with a length, as functions of the length and of whether the cast was asked for. */
    private static List<Func> lengthCoercions() {
        return List.of(
                lengthCoercion("bpchar", FIXED, (text, length, explicit) -> StringCasts.fixed(text, length, explicit)),
                lengthCoercion(
                        "varchar", VARYING, (text, length, explicit) -> StringCasts.varying(text, length, explicit)));
    }

    @FunctionalInterface
    private interface LengthCoercion {
        Datum apply(Datum text, int length, boolean explicit);
    }

    private static Func lengthCoercion(String name, ScalarType type, LengthCoercion coercion) {
        Func.Impl impl = a -> {
            int length = int4(a[1]) - MODIFIER_HEADER;
            return length < 0 ? a[0] : coercion.apply(a[0], length, a[2].equals(Datum.TRUE));
        };
        return Func.of(name, type, impl, type, INT4, BOOL);
    }

    private static List<Func> trims() {
        List<Func> all = new ArrayList<>();
        for (String name : List.of("btrim", "ltrim", "rtrim")) {
            boolean start = !name.equals("rtrim");
            boolean end = !name.equals("ltrim");
            all.add(change(name, text -> Texts.trim(text, " ", start, end)));
            all.add(Func.of(name, TEXT, a -> Datum.of(Texts.trim(text(a[0]), text(a[1]), start, end)), TEXT, TEXT));
        }
        return all;
    }

    private static Func change(String name, UnaryOperator<String> operation) {
        return Func.of(name, TEXT, a -> Datum.of(operation.apply(text(a[0]))), TEXT);
    }

    private static byte[] utf8(Datum text) {
        return text(text).getBytes(StandardCharsets.UTF_8);
    }

    private static String replace(String text, String from, String to) {
        return from.isEmpty() ? text : text.replace(from, to);
    }

    /** The part that is replaced is as long as what replaces it, unless a length is given. */
    private static Datum overlay(Datum[] a) {
        int length = a.length > 3 ? int4(a[3]) : Texts.length(text(a[1]));
        return Datum.of(Texts.overlay(text(a[0]), text(a[1]), int4(a[2]), length));
    }

    /** {@code concat} for arguments of these types: their texts end to end, NULLs left out. */
    static Func concat(List<ScalarType> types) {
        return new Func("concat", types, TEXT, false, true, a -> Datum.of(joined(a, types, 0, "")));
    }

    /** {@code concat_ws} for arguments of these types, of which the first is the separator. */
    static Func concatWithSeparator(List<ScalarType> types) {
        return new Func(
                "concat_ws",
                types,
                TEXT,
                false,
                false,
                a -> a[0].isNull() ? Datum.NULL : Datum.of(joined(a, types, 1, text(a[0]))));
    }

    private static String joined(Datum[] a, List<ScalarType> types, int first, String separator) {
        List<String> texts = new ArrayList<>();
        for (int i = first; i < a.length; i++) {
            if (!a[i].isNull()) texts.add(TextFormat.print(a[i], types.get(i)));
        }
        return String.join(separator, texts);
    }
}
