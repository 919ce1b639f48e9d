package dev.coordtest.expr.scalar;

import static dev.coordtest.expr.scalar.Values.text;
import static dev.coordtest.repr.type.ScalarType.BOOL;
import static dev.coordtest.repr.type.ScalarType.INT4;
import static dev.coordtest.repr.type.ScalarType.TEXT;

import dev.coordtest.expr.scalar.RegularExpression.Span;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.type.ScalarType;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Functions by regular expressions, from PostgreSQL's table 9.10. What a part in parentheses matched is not built, so that what asks for it is refused. */
final class RegexFunctions {
    private RegexFunctions() {}

    static List<Func> all() {
        return List.of(
                Func.of("regexp_replace", TEXT, RegexFunctions::replace, TEXT, TEXT, TEXT),
                Func.of("regexp_replace", TEXT, RegexFunctions::replace, TEXT, TEXT, TEXT, TEXT),
                unbuilt("regexp_replace", TEXT, TEXT, TEXT, TEXT, INT4),
                unbuilt("regexp_replace", TEXT, TEXT, TEXT, TEXT, INT4, INT4),
                unbuilt("regexp_replace", TEXT, TEXT, TEXT, TEXT, INT4, INT4, TEXT),
                Func.of("regexp_like", BOOL, RegexFunctions::like, TEXT, TEXT),
                Func.of("regexp_like", BOOL, RegexFunctions::like, TEXT, TEXT, TEXT),
                Func.of("regexp_count", INT4, RegexFunctions::count, TEXT, TEXT),
                unbuilt("regexp_count", INT4, TEXT, TEXT, INT4),
                unbuilt("regexp_count", INT4, TEXT, TEXT, INT4, TEXT),
                Func.partial("substring", TEXT, RegexFunctions::substring, TEXT, TEXT),
                unbuilt("substring", TEXT, TEXT, TEXT, TEXT));
    }

    /** A function that is refused, so that its calls are not taken for those of others. */
    private static Func unbuilt(String name, ScalarType result, ScalarType... parameters) {
        Func.Impl impl = a -> {
            throw Errors.notSupported(name + " with these arguments");
        };
        return Func.of(name, result, impl, parameters);
    }

    /** The options that come after the arguments of a function, one letter each. */
    private record Options(boolean global, boolean ignoreCase) {
        static Options of(String letters) {
            boolean global = false;
            boolean ignoreCase = false;
            for (int i = 0; i < letters.length(); i = letters.offsetByCodePoints(i, 1)) {
                switch (letters.codePointAt(i)) {
                    case 'g' -> global = true;
                    case 'i' -> ignoreCase = true;
                    case 'c' -> ignoreCase = false;
                    case 's', 't' -> {} // Which is what holds anyway.
                    case 'b', 'e', 'm', 'n', 'p', 'q', 'w', 'x' ->
                        throw Errors.notSupported(
                                "regular expression option \"" + Character.toString(letters.codePointAt(i)) + "\"");
                    default ->
                        throw Errors.parameter("invalid regular expression option: \""
                                + Character.toString(letters.codePointAt(i)) + "\"");
                }
            }
            return new Options(global, ignoreCase);
        }
    }

    private static Datum replace(Datum[] a) {
        Options options = Options.of(a.length > 3 ? text(a[3]) : "");
        RegularExpression regex = RegularExpression.of(text(a[1]), options.ignoreCase);
        int[] characters = characters(a[0]);
        StringBuilder result = new StringBuilder();
        int[] copied = new int[1];
        matches(regex, characters, options.global, match -> {
            result.append(part(characters, copied[0], match.start()));
            appendReplacement(result, text(a[2]), part(characters, match.start(), match.end()), regex.groups());
            copied[0] = match.end();
        });
        return Datum.of(
                result.append(part(characters, copied[0], characters.length)).toString());
    }

    /** The matches that do not overlap, or the first one. After an empty one the search goes on with the next character. */
    private static void matches(RegularExpression regex, int[] characters, boolean all, Consumer<Span> consumer) {
        int at = 0;
        while (at <= characters.length) {
            Span match = regex.find(characters, at);
            if (match == null) return;
            consumer.accept(match);
            if (!all) return;
            at = match.end() + (match.start() == match.end() ? 1 : 0);
        }
    }

    /** {@code \\&} is what matched, {@code \\1} to {@code \\9} what a part in parentheses did, and two backslashes are one. */
    private static void appendReplacement(StringBuilder result, String replacement, String match, int groups) {
        for (int i = 0; i < replacement.length(); i++) {
            char c = replacement.charAt(i);
            char next = c == '\\' && i + 1 < replacement.length() ? replacement.charAt(i + 1) : 0;
            boolean digit = next >= '1' && next <= '9';
            if (digit && next - '0' <= groups) {
                throw Errors.notSupported("what a part of a regular expression matched");
            }
            if (next == '&') result.append(match);
            else if (next == '\\') result.append('\\');
            else if (!digit) result.append(c);
            if (digit || next == '&' || next == '\\') i++;
        }
    }

    private static Datum like(Datum[] a) {
        Options options = Options.of(a.length > 2 ? text(a[2]) : "");
        if (options.global) throw Errors.parameter("regexp_like() does not support the \"global\" option");
        return Datum.of(RegularExpression.of(text(a[1]), options.ignoreCase).isFoundIn(text(a[0])));
    }

    private static Datum count(Datum[] a) {
        int[] count = new int[1];
        matches(RegularExpression.of(text(a[1]), false), characters(a[0]), true, match -> count[0]++);
        return Datum.of(count[0]);
    }

    /** What the first part in parentheses matched, or all of it if there are none. */
    private static Datum substring(Datum[] a) {
        RegularExpression regex = RegularExpression.of(text(a[1]), false);
        int[] characters = characters(a[0]);
        Span match = regex.find(characters, 0);
        if (match == null) return Datum.NULL;
        if (regex.groups() > 0) throw Errors.notSupported("what a part of a regular expression matched");
        return Datum.of(part(characters, match.start(), match.end()));
    }

    private static int[] characters(Datum text) {
        return text(text).codePoints().toArray();
    }

    private static String part(int[] characters, int start, int end) {
        int[] part = Arrays.copyOfRange(characters, start, end);
        return new String(part, 0, part.length);
    }
}
