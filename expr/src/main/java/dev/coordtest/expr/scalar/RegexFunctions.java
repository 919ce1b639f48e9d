package dev.coordtest.expr.scalar;

import static dev.coordtest.expr.scalar.Values.int4;
import static dev.coordtest.expr.scalar.Values.text;
import static dev.coordtest.repr.type.ScalarType.BOOL;
import static dev.coordtest.repr.type.ScalarType.INT4;
import static dev.coordtest.repr.type.ScalarType.TEXT;

import dev.coordtest.expr.scalar.RegularExpression.Span;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.type.ScalarType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Functions by regular expressions, from PostgreSQL's table 9.10. */
final class RegexFunctions {
    private static final ScalarType TEXTS = new ScalarType.Array(TEXT);

    private RegexFunctions() {}

    static List<Func> all() {
        List<Func> all = new ArrayList<>();
        all.add(Func.of("regexp_replace", TEXT, a -> replace(a, 1, null, ""), TEXT, TEXT, TEXT));
        all.add(Func.of("regexp_replace", TEXT, a -> replace(a, 1, null, text(a[3])), TEXT, TEXT, TEXT, TEXT));
        all.add(Func.of("regexp_replace", TEXT, a -> replace(a, start(a[3]), null, ""), TEXT, TEXT, TEXT, INT4));
        all.add(Func.of(
                "regexp_replace",
                TEXT,
                a -> replace(a, start(a[3]), notNegative("n", a[4]), ""),
                TEXT,
                TEXT,
                TEXT,
                INT4,
                INT4));
        all.add(Func.of(
                "regexp_replace",
                TEXT,
                a -> replace(a, start(a[3]), notNegative("n", a[4]), text(a[5])),
                TEXT,
                TEXT,
                TEXT,
                INT4,
                INT4,
                TEXT));
        ScalarType[] searched = {TEXT, TEXT, INT4, INT4, TEXT, INT4};
        for (int arity = 2; arity <= 3; arity++) {
            ScalarType[] flagged = arity == 2 ? new ScalarType[] {TEXT, TEXT} : new ScalarType[] {TEXT, TEXT, TEXT};
            all.add(Func.of("regexp_like", BOOL, RegexFunctions::like, flagged));
            all.add(Func.partial("regexp_match", TEXTS, RegexFunctions::match, flagged));
        }
        all.add(Func.of("regexp_count", INT4, RegexFunctions::count, TEXT, TEXT));
        all.add(Func.of("regexp_count", INT4, RegexFunctions::count, TEXT, TEXT, INT4));
        all.add(Func.of("regexp_count", INT4, RegexFunctions::count, TEXT, TEXT, INT4, TEXT));
        for (int arity = 2; arity <= searched.length; arity++) {
            all.add(Func.partial("regexp_substr", TEXT, RegexFunctions::nth, Arrays.copyOf(searched, arity)));
        }
        ScalarType[] placed = {TEXT, TEXT, INT4, INT4, INT4, TEXT, INT4};
        for (int arity = 2; arity <= placed.length; arity++) {
            all.add(Func.of("regexp_instr", INT4, RegexFunctions::place, Arrays.copyOf(placed, arity)));
        }
        all.add(Func.partial("substring", TEXT, RegexFunctions::substring, TEXT, TEXT));
        all.add(unbuilt("substring", TEXT, TEXT, TEXT, TEXT));
        all.add(Func.of("similar_to_escape", TEXT, a -> Datum.of(SimilarPattern.toRegex(text(a[0]), "\\")), TEXT));
        all.add(Func.of(
                "similar_to_escape", TEXT, a -> Datum.of(SimilarPattern.toRegex(text(a[0]), text(a[1]))), TEXT, TEXT));
        return all;
    }

    /** A function that is refused, so that its calls are not taken for those of others. */
    private static Func unbuilt(String name, ScalarType result, ScalarType... parameters) {
        Func.Impl impl = a -> {
            throw Errors.notSupported(name + " with these arguments");
        };
        return Func.of(name, result, impl, parameters);
    }

    // ---- arguments

    private static int start(Datum datum) {
        return positive("start", datum);
    }

    private static int positive(String name, Datum datum) {
        if (int4(datum) <= 0) throw wrong(name, datum);
        return int4(datum);
    }

    private static int notNegative(String name, Datum datum) {
        if (int4(datum) < 0) throw wrong(name, datum);
        return int4(datum);
    }

    private static RuntimeException wrong(String name, Datum datum) {
        return Errors.parameter("invalid value for parameter \"" + name + "\": " + int4(datum));
    }

    /** The options of a function for which {@code g} has no meaning. */
    private static RegexOptions single(String function, String letters) {
        RegexOptions options = RegexOptions.of(letters);
        if (options.global()) throw Errors.parameter(function + "() does not support the \"global\" option");
        return options;
    }

    // ---- functions

    /** Replaces the {@code nth} match, all of them if it is 0; if it is not given, all or the first, as the options say. */
    private static Datum replace(Datum[] a, int start, @Nullable Integer nth, String letters) {
        RegexOptions options = RegexOptions.of(letters);
        int replaced = nth != null ? nth : options.global() ? 0 : 1;
        RegularExpression regex = RegularExpression.of(text(a[1]), options);
        int[] characters = characters(a[0]);
        StringBuilder result = new StringBuilder();
        int[] copied = new int[1];
        int[] number = new int[1];
        matches(regex, characters, start - 1, match -> {
            boolean isReplaced = replaced == 0 || ++number[0] == replaced;
            if (isReplaced) {
                result.append(part(characters, copied[0], match.start()));
                appendReplacement(result, text(a[2]), regex, characters, match);
                copied[0] = match.end();
            }
            return replaced == 0 || !isReplaced;
        });
        return Datum.of(
                result.append(part(characters, copied[0], characters.length)).toString());
    }

    /** The matches that do not overlap, as long as they are wanted. After an empty one the search goes on with the next character. */
    private static void matches(RegularExpression regex, int[] characters, int from, Predicate<Span> wantsMore) {
        int at = from;
        while (at <= characters.length) {
            Span match = regex.find(characters, at);
            if (match == null || !wantsMore.test(match)) return;
            at = match.end() + (match.start() == match.end() ? 1 : 0);
        }
    }

    /** {@code \\&} is what matched, {@code \\1} to {@code \\9} what a part in parentheses did, and two backslashes are one. */
    private static void appendReplacement(
            StringBuilder result, String replacement, RegularExpression regex, int[] characters, Span match) {
        List<@Nullable Span> groups = null;
        for (int i = 0; i < replacement.length(); i++) {
            char c = replacement.charAt(i);
            char next = c == '\\' && i + 1 < replacement.length() ? replacement.charAt(i + 1) : 0;
            boolean digit = next >= '1' && next <= '9';
            if (digit) {
                if (groups == null) groups = regex.groups(characters, match);
                Span group = next - '0' <= groups.size() ? groups.get(next - '1') : null;
                if (group != null) result.append(part(characters, group.start(), group.end()));
            } else if (next == '&') {
                result.append(part(characters, match.start(), match.end()));
            } else if (next == '\\') {
                result.append('\\');
            } else {
                result.append(c);
            }
            if (digit || next == '&' || next == '\\') i++;
        }
    }

    private static Datum like(Datum[] a) {
        RegexOptions options = single("regexp_like", a.length > 2 ? text(a[2]) : "");
        return Datum.of(RegularExpression.of(text(a[1]), options).isFoundIn(text(a[0])));
    }

    private static Datum count(Datum[] a) {
        int start = a.length > 2 ? start(a[2]) : 1;
        RegexOptions options = single("regexp_count", a.length > 3 ? text(a[3]) : "");
        int[] count = new int[1];
        matches(RegularExpression.of(text(a[1]), options), characters(a[0]), start - 1, match -> ++count[0] > 0);
        return Datum.of(count[0]);
    }

    /** What the parts in parentheses matched, or all of it if there are none. */
    private static Datum match(Datum[] a) {
        RegexOptions options = single("regexp_match", a.length > 2 ? text(a[2]) : "");
        RegularExpression regex = RegularExpression.of(text(a[1]), options);
        int[] characters = characters(a[0]);
        Span match = regex.find(characters, 0);
        if (match == null) return Datum.NULL;
        List<@Nullable Span> spans = regex.groups() == 0 ? List.of(match) : regex.groups(characters, match);
        List<Datum> parts = new ArrayList<>();
        for (Span span : spans) {
            parts.add(span == null ? Datum.NULL : Datum.of(part(characters, span.start(), span.end())));
        }
        return Datum.ArrayValue.of(parts);
    }

    /** What the first part in parentheses matched, or all of it if there are none. */
    private static Datum substring(Datum[] a) {
        RegularExpression regex = RegularExpression.of(text(a[1]), false);
        int[] characters = characters(a[0]);
        Span match = regex.find(characters, 0);
        if (match == null) return Datum.NULL;
        return partOrNull(characters, group(regex, characters, match, Math.min(1, regex.groups())));
    }

    private static Datum nth(Datum[] a) {
        int start = a.length > 2 ? start(a[2]) : 1;
        int n = a.length > 3 ? positive("n", a[3]) : 1;
        RegexOptions options = single("regexp_substr", a.length > 4 ? text(a[4]) : "");
        int group = a.length > 5 ? notNegative("subexpr", a[5]) : 0;
        int[] characters = characters(a[0]);
        return partOrNull(characters, find(RegularExpression.of(text(a[1]), options), characters, start, n, group));
    }

    /** Where a match starts, counted from 1, or what comes after it; 0 if there is none. */
    private static Datum place(Datum[] a) {
        int start = a.length > 2 ? start(a[2]) : 1;
        int n = a.length > 3 ? positive("n", a[3]) : 1;
        int end = a.length > 4 ? int4(a[4]) : 0;
        if (end != 0 && end != 1) throw wrong("endoption", a[4]);
        RegexOptions options = single("regexp_instr", a.length > 5 ? text(a[5]) : "");
        int group = a.length > 6 ? notNegative("subexpr", a[6]) : 0;
        Span span = find(RegularExpression.of(text(a[1]), options), characters(a[0]), start, n, group);
        return Datum.of(span == null ? 0 : 1 + (end == 0 ? span.start() : span.end()));
    }

    /** A part of the {@code n}-th match; null if there is no such match, or no such part in it. */
    private static @Nullable Span find(RegularExpression regex, int[] characters, int start, int n, int group) {
        List<Span> found = new ArrayList<>();
        matches(regex, characters, start - 1, match -> {
            found.add(match);
            return found.size() < n;
        });
        if (found.size() < n || group > regex.groups()) return null;
        return group(regex, characters, found.get(n - 1), group);
    }

    /** A part in parentheses, the match itself for number 0. */
    private static @Nullable Span group(RegularExpression regex, int[] characters, Span match, int number) {
        return number == 0 ? match : regex.groups(characters, match).get(number - 1);
    }

    private static Datum partOrNull(int[] characters, @Nullable Span span) {
        return span == null ? Datum.NULL : Datum.of(part(characters, span.start(), span.end()));
    }

    private static int[] characters(Datum text) {
        return text(text).codePoints().toArray();
    }

    private static String part(int[] characters, int start, int end) {
        int[] part = Arrays.copyOfRange(characters, start, end);
        return new String(part, 0, part.length);
    }
}
