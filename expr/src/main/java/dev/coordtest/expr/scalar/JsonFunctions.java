package dev.coordtest.expr.scalar;

import static dev.coordtest.expr.scalar.JsonValues.json;
import static dev.coordtest.repr.type.ScalarType.BOOL;
import static dev.coordtest.repr.type.ScalarType.INT4;
import static dev.coordtest.repr.type.ScalarType.Simple.JSON;
import static dev.coordtest.repr.type.ScalarType.Simple.JSONB;
import static dev.coordtest.repr.type.ScalarType.TEXT;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Datum.ArrayValue;
import dev.coordtest.repr.Json;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/** Functions that make jsonb of other values and tell of it, and of both types those of any number of arguments (PostgreSQL's manual, section 9.16.2). */
final class JsonFunctions {
    private static final String BUILD_ARRAY = "jsonb_build_array";
    private static final String BUILD_OBJECT = "jsonb_build_object";
    private static final List<String> NAMES = List.of(
            BUILD_ARRAY,
            BUILD_OBJECT,
            "json_build_array",
            "json_build_object",
            "jsonb_extract_path",
            "jsonb_extract_path_text",
            "json_extract_path",
            "json_extract_path_text");

    private JsonFunctions() {}

    static List<Func> all() {
        List<Func> all = List.of(
                Func.of("jsonb_typeof", TEXT, a -> Datum.of(JsonValues.typeOf(json(a[0]))), JSONB),
                Func.of("jsonb_array_length", INT4, a -> Datum.of(length(json(a[0]))), JSONB),
                Func.of("jsonb_strip_nulls", JSONB, a -> Datum.of(withoutNulls(json(a[0]), false)), JSONB),
                Func.of(
                        "jsonb_strip_nulls",
                        JSONB,
                        a -> Datum.of(withoutNulls(json(a[0]), a[1].equals(Datum.TRUE))),
                        JSONB,
                        BOOL),
                Func.of("jsonb_pretty", TEXT, a -> Datum.of(JsonText.pretty(json(a[0]))), JSONB),
                Func.of("jsonb_object", JSONB, a -> object(pairs(a)), JsonAccess.TEXTS),
                Func.of("jsonb_object", JSONB, a -> object(pairs(a)), JsonAccess.TEXTS, JsonAccess.TEXTS),
                Func.of("json_object", JSON, a -> written(pairs(a)), JsonAccess.TEXTS),
                Func.of("json_object", JSON, a -> written(pairs(a)), JsonAccess.TEXTS, JsonAccess.TEXTS),
                buildArray(List.of()),
                buildObject(List.of()),
                WrittenJsonFunctions.buildArray(List.of()),
                WrittenJsonFunctions.buildObject(List.of()));
        return Stream.of(all, JsonAccess.all(), JsonEdits.all())
                .flatMap(List::stream)
                .toList();
    }

    static List<Family> families() {
        return List.of(Family.of(
                "to_jsonb",
                new Family.Of(JSONB),
                type -> a -> JsonValues.checked(JsonValues.of(a[0], type)),
                Family.Any.ELEMENT));
    }

    // ---- any number of arguments

    /** The names of the functions that take any number of arguments. */
    static List<String> variadicNames() {
        return NAMES;
    }

    /** The function of one of those names for arguments of these types; empty if they do not suit it. */
    static Optional<Func> variadic(String name, List<ScalarType> types) {
        List<ScalarType> settled = types.stream()
                .map(type -> type == ScalarType.UNKNOWN ? TEXT : type)
                .toList();
        return switch (name) {
            case "jsonb_build_array" -> Optional.of(buildArray(settled));
            case "jsonb_build_object" -> Optional.of(buildObject(settled));
            case "json_build_array" -> Optional.of(WrittenJsonFunctions.buildArray(settled));
            case "json_build_object" -> Optional.of(WrittenJsonFunctions.buildObject(settled));
            default -> extractPath(name, types);
        };
    }

    private static Optional<Func> extractPath(String name, List<ScalarType> types) {
        ScalarType wanted = name.startsWith("jsonb") ? JSONB : JSON;
        List<ScalarType> steps = types.subList(1, types.size());
        boolean suits = Casts.find(types.getFirst(), wanted).equals(Optional.of(Casts.Context.IMPLICIT))
                && steps.stream().allMatch(step -> Casts.find(step, TEXT).equals(Optional.of(Casts.Context.IMPLICIT)));
        if (!suits) return Optional.empty();
        return Optional.of(
                wanted == JSONB
                        ? JsonAccess.extractPath(name, steps.size())
                        : WrittenJsonFunctions.extractPath(name, steps.size()));
    }

    private static Func buildArray(List<ScalarType> types) {
        Func.Impl impl = a -> {
            List<Json> elements = new ArrayList<>();
            for (int i = 0; i < a.length; i++) elements.add(JsonValues.of(a[i], types.get(i)));
            return JsonValues.checked(new Json.Array(elements));
        };
        return new Func(BUILD_ARRAY, types, JSONB, false, true, impl);
    }

    private static Func buildObject(List<ScalarType> types) {
        return new Func(BUILD_OBJECT, types, JSONB, false, true, a -> JsonValues.checked(built(a, types)));
    }

    private static Json built(Datum[] a, List<ScalarType> types) {
        checkPairs(a, BUILD_OBJECT);
        SortedMap<String, Json> members = Json.members();
        for (int i = 0; i < a.length; i += 2) {
            if (a[i].isNull()) throw Errors.parameter("argument " + (i + 1) + ": key must not be null");
            members.put(JsonValues.key(a[i], types.get(i)), JsonValues.of(a[i + 1], types.get(i + 1)));
        }
        return new Json.Members(members);
    }

    /** Whether keys and values alternate. */
    static void checkPairs(Datum[] a, String name) {
        if (a.length % 2 == 0) return;
        throw new SqlException(
                SqlError.of(SqlState.INVALID_PARAMETER_VALUE, "argument list must have even number of elements")
                        .withHint("The arguments of " + name + "() must consist of alternating keys and values."));
    }

    // ---- of arrays of texts

    /** The keys and values in one array, or in two. */
    private static List<Map.Entry<String, Datum>> pairs(Datum[] a) {
        ArrayValue keys = (ArrayValue) a[0];
        if (a.length == 2) checkParallel(keys, (ArrayValue) a[1]);
        else checkAlternating(keys);
        List<Map.Entry<String, Datum>> pairs = new ArrayList<>();
        int step = a.length == 2 ? 1 : 2;
        for (int i = 0; i < keys.elements().size(); i += step) {
            Datum key = keys.elements().get(i);
            if (key.isNull()) throw WrittenJsonFunctions.noKey();
            Datum value = step == 1
                    ? ((ArrayValue) a[1]).elements().get(i)
                    : keys.elements().get(i + 1);
            pairs.add(Map.entry(Values.text(key), value));
        }
        return pairs;
    }

    private static void checkAlternating(ArrayValue pairs) {
        int rank = pairs.dimensions().size();
        int last = rank == 0 ? 0 : pairs.dimensions().getLast().length();
        if (rank == 1 && last % 2 != 0) {
            throw Errors.error(SqlState.ARRAY_SUBSCRIPT_ERROR, "array must have even number of elements");
        }
        if (rank == 2 && last != 2) throw Errors.error(SqlState.ARRAY_SUBSCRIPT_ERROR, "array must have two columns");
        if (rank > 2) throw JsonEdits.wrongDimensions();
    }

    private static void checkParallel(ArrayValue keys, ArrayValue values) {
        int rank = keys.dimensions().size();
        if (rank > 1 || rank != values.dimensions().size()) throw JsonEdits.wrongDimensions();
        if (keys.elements().size() != values.elements().size()) {
            throw Errors.error(SqlState.ARRAY_SUBSCRIPT_ERROR, "mismatched array dimensions");
        }
    }

    private static Datum object(List<Map.Entry<String, Datum>> pairs) {
        SortedMap<String, Json> members = Json.members();
        pairs.forEach(pair -> members.put(pair.getKey(), JsonValues.of(pair.getValue(), TEXT)));
        return Datum.of(new Json.Members(members));
    }

    private static Datum written(List<Map.Entry<String, Datum>> pairs) {
        StringBuilder text = new StringBuilder("{");
        for (Map.Entry<String, Datum> pair : pairs) {
            JsonWriter.appendKey(pair.getKey(), text.append(text.length() == 1 ? "" : ", "));
            JsonWriter.append(pair.getValue(), TEXT, text);
        }
        return Datum.of(text.append('}').toString());
    }

    // ---- what tells of a value

    private static int length(Json json) {
        if (json instanceof Json.Array(var elements)) return elements.size();
        throw Errors.parameter("cannot get array length of a " + (Json.isScalar(json) ? "scalar" : "non-array"));
    }

    private static Json withoutNulls(Json json, boolean inArrays) {
        return switch (json) {
            case Json.Members(var members) -> {
                SortedMap<String, Json> left = Json.members();
                members.forEach((key, value) -> {
                    if (!value.equals(Json.NULL)) left.put(key, withoutNulls(value, inArrays));
                });
                yield new Json.Members(left);
            }
            case Json.Array(var elements) ->
                new Json.Array(elements.stream()
                        .filter(each -> !inArrays || !each.equals(Json.NULL))
                        .map(each -> withoutNulls(each, inArrays))
                        .toList());
            case Json scalar -> scalar;
        };
    }
}
