package dev.coordtest.expr.scalar;

import static dev.coordtest.expr.scalar.Values.bytes;
import static dev.coordtest.expr.scalar.Values.text;
import static dev.coordtest.repr.type.ScalarType.BOOL;
import static dev.coordtest.repr.type.ScalarType.BYTEA;
import static dev.coordtest.repr.type.ScalarType.TEXT;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.type.ScalarType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** Pattern matching: LIKE, ILIKE and regular expressions, each with its negation. */
final class PatternFunctions {
    private PatternFunctions() {}

    static List<Func> all() {
        List<Func> all = new ArrayList<>();
        all.addAll(withNegation("~~", pattern -> Like.of(pattern)::matches));
        all.addAll(bytesLike());
        all.addAll(withNegation("~~*", PatternFunctions::ilike));
        all.addAll(withNegation("~", pattern -> RegularExpression.of(pattern, false)::isFoundIn));
        all.addAll(withNegation("~*", pattern -> RegularExpression.of(pattern, true)::isFoundIn));
        all.add(Func.of("like_escape", TEXT, a -> Datum.of(Like.withEscape(text(a[0]), text(a[1]))), TEXT, TEXT));
        return all;
    }

    /** LIKE on bytes, each of them one character. */
    private static List<Func> bytesLike() {
        return List.of(
                Func.of("~~", BOOL, a -> Datum.of(bytesLike(a)), BYTEA, BYTEA),
                Func.of("!~~", BOOL, a -> Datum.of(!bytesLike(a)), BYTEA, BYTEA),
                Func.of("like_escape", BYTEA, PatternFunctions::bytesWithEscape, BYTEA, BYTEA));
    }

    private static boolean bytesLike(Datum[] a) {
        return Like.of(characters(a[1])).matches(characters(a[0]));
    }

    private static Datum bytesWithEscape(Datum[] a) {
        return new Datum.Bytes(
                Like.withEscape(characters(a[0]), characters(a[1])).getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String characters(Datum bytes) {
        return new String(bytes(bytes), StandardCharsets.ISO_8859_1);
    }

    private static Predicate<String> ilike(String pattern) {
        Like like = Like.of(CharacterCase.lower(pattern));
        return text -> like.matches(CharacterCase.lower(text));
    }

    /** A pattern is a text; what it is matched with may be a {@code char}, whose blanks count here. */
    private static List<Func> withNegation(String symbol, Function<String, Predicate<String>> prepare) {
        List<Func> all = new ArrayList<>();
        for (ScalarType type : List.of(TEXT, new ScalarType.Char(-1))) {
            all.add(matching(symbol, type, prepare));
            all.add(matching(
                    "!" + symbol, type, pattern -> prepare.apply(pattern).negate()));
        }
        return all;
    }

    private static Func matching(String symbol, ScalarType type, Function<String, Predicate<String>> prepare) {
        return Func.of(symbol, BOOL, a -> Datum.of(prepare.apply(text(a[1])).test(text(a[0]))), type, TEXT)
                .with(new Kernel.Matches(prepare));
    }
}
