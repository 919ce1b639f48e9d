package dev.coordtest.expr.scalar;

import static dev.coordtest.repr.type.ScalarType.BOOL;
import static dev.coordtest.repr.type.ScalarType.BYTEA;
import static dev.coordtest.repr.type.ScalarType.INT4;
import static dev.coordtest.repr.type.ScalarType.TEXT;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.ScalarType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Functions on text, which count in code points, and on bytes. */
final class TextFunctions {
    private TextFunctions() {}

    static List<Func> all() {
        List<Func> all = new ArrayList<>();
        all.add(func("||", TEXT, a -> Datum.of(text(a[0]) + text(a[1])), TEXT, TEXT));
        all.add(func("||", BYTEA, a -> concat(a[0], a[1]), BYTEA, BYTEA));
        all.add(func("~~", BOOL, a -> Datum.of(Like.matches(text(a[0]), text(a[1]), false)), TEXT, TEXT));
        all.add(func("!~~", BOOL, a -> Datum.of(!Like.matches(text(a[0]), text(a[1]), false)), TEXT, TEXT));
        all.add(func("~~*", BOOL, a -> Datum.of(Like.matches(text(a[0]), text(a[1]), true)), TEXT, TEXT));
        all.add(func("!~~*", BOOL, a -> Datum.of(!Like.matches(text(a[0]), text(a[1]), true)), TEXT, TEXT));
        for (String name : List.of("length", "char_length", "character_length")) {
            all.add(func(name, INT4, a -> Datum.of(length(text(a[0]))), TEXT));
        }
        all.add(func("length", INT4, a -> Datum.of(((Datum.Bytes) a[0]).value().length), BYTEA));
        all.add(func("octet_length", INT4, a -> Datum.of(text(a[0]).getBytes(StandardCharsets.UTF_8).length), TEXT));
        all.add(func("octet_length", INT4, a -> Datum.of(((Datum.Bytes) a[0]).value().length), BYTEA));
        all.add(text1("lower", s -> s.toLowerCase(Locale.ROOT)));
        all.add(text1("upper", s -> s.toUpperCase(Locale.ROOT)));
        all.add(text1("btrim", s -> trim(s, " ", true, true)));
        all.add(text1("ltrim", s -> trim(s, " ", true, false)));
        all.add(text1("rtrim", s -> trim(s, " ", false, true)));
        all.add(func("btrim", TEXT, a -> Datum.of(trim(text(a[0]), text(a[1]), true, true)), TEXT, TEXT));
        all.add(func("ltrim", TEXT, a -> Datum.of(trim(text(a[0]), text(a[1]), true, false)), TEXT, TEXT));
        all.add(func("rtrim", TEXT, a -> Datum.of(trim(text(a[0]), text(a[1]), false, true)), TEXT, TEXT));
        for (String name : List.of("substr", "substring")) {
            all.add(func(name, TEXT, a -> substring(text(a[0]), integer(a[1]), Long.MAX_VALUE), TEXT, INT4));
            all.add(func(name, TEXT, a -> substring(a), TEXT, INT4, INT4));
        }
        all.add(func("left", TEXT, a -> left(text(a[0]), integer(a[1])), TEXT, INT4));
        all.add(func("right", TEXT, a -> right(text(a[0]), integer(a[1])), TEXT, INT4));
        all.add(func("replace", TEXT, a -> replace(text(a[0]), text(a[1]), text(a[2])), TEXT, TEXT, TEXT));
        all.add(func("strpos", INT4, a -> position(text(a[0]), text(a[1])), TEXT, TEXT));
        all.add(func("position", INT4, a -> position(text(a[0]), text(a[1])), TEXT, TEXT));
        all.add(func("repeat", TEXT, a -> repeat(text(a[0]), integer(a[1])), TEXT, INT4));
        all.add(func(
                "ascii",
                INT4,
                a -> Datum.of(text(a[0]).isEmpty() ? 0 : text(a[0]).codePointAt(0)),
                TEXT));
        all.add(text1("reverse", s -> new StringBuilder(s).reverse().toString()));
        return all;
    }

    private static Func func(String name, ScalarType result, Func.Impl impl, ScalarType... parameters) {
        return new Func(name, Arrays.asList(parameters), result, true, true, impl);
    }

    private static Func text1(String name, UnaryOperator<String> operation) {
        return func(name, TEXT, a -> Datum.of(operation.apply(text(a[0]))), TEXT);
    }

    private static String text(Datum datum) {
        return ((Datum.Text) datum).value();
    }

    private static int integer(Datum datum) {
        return ((Datum.Int32) datum).value();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static Datum concat(Datum a, Datum b) {
        byte[] left = ((Datum.Bytes) a).value();
        byte[] right = ((Datum.Bytes) b).value();
        byte[] both = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, both, left.length, right.length);
        return new Datum.Bytes(both);
    }

    private static String trim(String text, String set, boolean start, boolean end) {
        int from = 0;
        int to = text.length();
        while (start && from < to && set.indexOf(text.codePointAt(from)) >= 0)
            from += Character.charCount(text.codePointAt(from));
        while (end && from < to && set.indexOf(text.codePointBefore(to)) >= 0)
            to -= Character.charCount(text.codePointBefore(to));
        return text.substring(from, to);
    }

    private static Datum substring(Datum[] a) {
        int count = integer(a[2]);
        if (count < 0) throw new SqlException(SqlState.SUBSTRING_ERROR, "negative substring length not allowed");
        return substring(text(a[0]), integer(a[1]), (long) integer(a[1]) + count);
    }

    /** Code points from position {@code start} (the first is 1) up to but not including {@code end}. */
    private static Datum substring(String text, long start, long end) {
        long from = Math.max(start, 1) - 1;
        long to = Math.min(Math.max(end, 1) - 1, length(text));
        return Datum.of(from >= to ? "" : slice(text, (int) from, (int) to));
    }

    private static String slice(String text, int from, int to) {
        return text.substring(text.offsetByCodePoints(0, from), text.offsetByCodePoints(0, to));
    }

    private static Datum left(String text, int count) {
        int length = length(text);
        return Datum.of(slice(text, 0, count < 0 ? Math.max(0, length + count) : Math.min(count, length)));
    }

    private static Datum right(String text, int count) {
        int length = length(text);
        return Datum.of(slice(
                text,
                count < 0 ? Math.min(length, -(long) count > length ? length : -count) : Math.max(0, length - count),
                length));
    }

    private static Datum replace(String text, String from, String to) {
        return Datum.of(from.isEmpty() ? text : text.replace(from, to));
    }

    private static Datum position(String text, String sought) {
        int at = text.indexOf(sought);
        return Datum.of(at < 0 ? 0 : text.codePointCount(0, at) + 1);
    }

    private static Datum repeat(String text, int count) {
        if (count > 0 && (long) text.length() * count > 1 << 28) {
            throw new SqlException(SqlState.PROGRAM_LIMIT_EXCEEDED, "requested length too large");
        }
        return Datum.of(text.repeat(Math.max(count, 0)));
    }
}
