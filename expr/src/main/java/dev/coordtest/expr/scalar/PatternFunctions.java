package dev.coordtest.expr.scalar;

import static dev.coordtest.expr.scalar.Values.bytes;
import static dev.coordtest.expr.scalar.Values.text;
import static dev.coordtest.repr.type.ScalarType.BOOL;
import static dev.coordtest.repr.type.ScalarType.BYTEA;
import static dev.coordtest.repr.type.ScalarType.TEXT;

import dev.coordtest.repr.Datum;
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

    private static List<Func> withNegation(String symbol, Function<String, Predicate<String>> prepare) {
        return List.of(
                matching(symbol, prepare),
                matching("!" + symbol, pattern -> prepare.apply(pattern).negate()));
    }

    private static Func matching(String symbol, Function<String, Predicate<String>> prepare) {
        return Func.of(symbol, BOOL, a -> Datum.of(prepare.apply(text(a[1])).test(text(a[0]))), TEXT, TEXT)
                .with(new Kernel.Matches(prepare));
    }
}
