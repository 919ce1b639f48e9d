package dev.coordtest.expr.scalar;

import static dev.coordtest.expr.scalar.JsonValues.json;
import static dev.coordtest.repr.type.ScalarType.BOOL;
import static dev.coordtest.repr.type.ScalarType.INT4;
import static dev.coordtest.repr.type.ScalarType.Simple.JSONB;
import static dev.coordtest.repr.type.ScalarType.TEXT;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Json;
import dev.coordtest.repr.type.ScalarType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is in a JSON value: its parts by key, index and path, and whether it contains another one (PostgreSQL's manual, section 9.16.1). Outermost, a
 * scalar is taken for an array of one element by most of these, and so it is here.
 */
final class JsonAccess {
    static final ScalarType TEXTS = new ScalarType.Array(TEXT);

    private static final Pattern INTEGER = Pattern.compile("[ \\t-\\r]*[+-]?[0-9]+");

    private JsonAccess() {}

    static List<Func> all() {
        List<Func> all = new ArrayList<>();
        both(all, "->", "->>", (json, key) -> member(json, Values.text(key)), TEXT);
        both(all, "->", "->>", (json, index) -> element(elements(json), Values.int4(index)), INT4);
        both(all, "#>", "#>>", (json, path) -> atPath(json, texts(path)), TEXTS);
        all.add(Func.of("?", BOOL, a -> Datum.of(has(json(a[0]), Values.text(a[1]))), JSONB, TEXT));
        all.add(Func.of(
                "?|", BOOL, a -> Datum.of(given(a[1]).stream().anyMatch(key -> has(json(a[0]), key))), JSONB, TEXTS));
        all.add(Func.of(
                "?&", BOOL, a -> Datum.of(given(a[1]).stream().allMatch(key -> has(json(a[0]), key))), JSONB, TEXTS));
        all.add(Func.of("@>", BOOL, a -> Datum.of(contains(json(a[0]), json(a[1]))), JSONB, JSONB));
        all.add(Func.of("<@", BOOL, a -> Datum.of(contains(json(a[1]), json(a[0]))), JSONB, JSONB));
        return all;
    }

    /** An operator that gives a part, and the one that gives its text. */
    private static void both(
            List<Func> all, String part, String text, BiFunction<Json, Datum, @Nullable Json> access, ScalarType by) {
        all.add(Func.partial(
                part,
                JSONB,
                a -> {
                    Json found = access.apply(json(a[0]), a[1]);
                    return found == null ? Datum.NULL : Datum.of(found);
                },
                JSONB,
                by));
        all.add(Func.partial(
                text,
                TEXT,
                a -> {
                    Json found = access.apply(json(a[0]), a[1]);
                    return found == null ? Datum.NULL : JsonValues.text(found);
                },
                JSONB,
                by));
    }

    /** {@code jsonb_extract_path} and its like of text: the path is in as many arguments as it has steps. */
    static Func extractPath(String name, int steps) {
        boolean asText = name.endsWith("_text");
        List<ScalarType> types = new ArrayList<>(List.of(JSONB));
        types.addAll(Collections.nCopies(steps, TEXT));
        Func.Impl impl = a -> {
            List<@Nullable String> path = new ArrayList<>();
            for (int i = 1; i < a.length; i++) path.add(Values.text(a[i]));
            Json found = atPath(json(a[0]), path);
            return found == null ? Datum.NULL : asText ? JsonValues.text(found) : Datum.of(found);
        };
        return new Func(name, types, asText ? TEXT : JSONB, true, false, impl);
    }

    // ---- parts

    private static @Nullable Json member(Json json, String key) {
        return json instanceof Json.Members(var members) ? members.get(key) : null;
    }

    /** The elements of an array; a scalar is one by itself, an object has none. */
    private static List<Json> elements(Json json) {
        return json instanceof Json.Array(var elements) ? elements : Json.isScalar(json) ? List.of(json) : List.of();
    }

    /** The element of an index, counted from 0, or from −1 at the end; null if there is none. */
    private static @Nullable Json element(List<Json> elements, int index) {
        long at = index < 0 ? (long) elements.size() + index : index;
        return at < 0 || at >= elements.size() ? null : elements.get((int) at);
    }

    /** What is found at a path; null if there is nothing, or a step is NULL. */
    private static @Nullable Json atPath(Json json, List<@Nullable String> path) {
        if (path.contains(null)) return null;
        Json found = json;
        for (String step : path) {
            if (step == null || found == null) return null;
            if (found instanceof Json.Array(var elements)) {
                Integer index = index(step);
                found = index == null ? null : element(elements, index);
            } else {
                found = member(found, step);
            }
        }
        return found;
    }

    /** The number that a step of a path is; null if it is none. */
    static @Nullable Integer index(String step) {
        if (!INTEGER.matcher(step).matches()) return null;
        try {
            return Integer.valueOf(Blanks.trim(step));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** The elements of an array of texts, NULLs among them, whatever its dimensions. */
    static List<@Nullable String> texts(Datum array) {
        List<@Nullable String> texts = new ArrayList<>();
        for (Datum element : ((Datum.ArrayValue) array).elements()) {
            texts.add(element.isNull() ? null : Values.text(element));
        }
        return texts;
    }

    /** The elements that are not NULL. */
    static List<String> given(Datum array) {
        return ((Datum.ArrayValue) array)
                .elements().stream()
                        .filter(element -> !element.isNull())
                        .map(Values::text)
                        .toList();
    }

    // ---- containment

    /** Whether a text is a key of an object or an element of an array. */
    private static boolean has(Json json, String key) {
        return json instanceof Json.Members(var members)
                ? members.containsKey(key)
                : elements(json).contains(Json.of(key));
    }

    /** Outermost, an array contains a scalar that is one of its elements. */
    private static boolean contains(Json whole, Json part) {
        if (Json.isScalar(part)) return !(whole instanceof Json.Members) && hasElement(elements(whole), part);
        return containsInside(whole, part);
    }

    /** Whether a value has all that is in another one of its kind, in whatever order and however often. */
    private static boolean containsInside(Json whole, Json part) {
        if (whole instanceof Json.Members(var members) && part instanceof Json.Members(var wanted)) {
            for (Map.Entry<String, Json> member : wanted.entrySet()) {
                Json found = members.get(member.getKey());
                if (found == null || !containsInside(found, member.getValue())) return false;
            }
            return true;
        }
        if (whole instanceof Json.Array(var elements) && part instanceof Json.Array(var wanted)) {
            return wanted.stream()
                    .allMatch(each -> Json.isScalar(each)
                            ? hasElement(elements, each)
                            : elements.stream().anyMatch(element -> containsInside(element, each)));
        }
        return Json.isScalar(whole) && Json.isScalar(part) && Json.ORDER.compare(whole, part) == 0;
    }

    private static boolean hasElement(List<Json> elements, Json scalar) {
        return elements.stream()
                .anyMatch(element -> Json.isScalar(element) && Json.ORDER.compare(element, scalar) == 0);
    }
}
