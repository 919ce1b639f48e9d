package dev.coordtest.expr.scalar;

import static dev.coordtest.expr.scalar.JsonValues.json;
import static dev.coordtest.repr.type.ScalarType.BOOL;
import static dev.coordtest.repr.type.ScalarType.INT4;
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
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * Functions that make JSON of other values and tell of it (PostgreSQL's manual, section 9.16.2). The type {@code json} is another name for {@code jsonb}, and
 * so each function has a second name too.
 */
final class JsonFunctions {
    private static final String BUILD_ARRAY = "jsonb_build_array";
    private static final String BUILD_OBJECT = "jsonb_build_object";
    private static final List<String> EXTRACT = List.of("jsonb_extract_path", "jsonb_extract_path_text");

    private JsonFunctions() {}

    static List<Func> all() {
        List<Func> all = new ArrayList<>(List.of(
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
                Func.of("jsonb_object", JSONB, a -> Datum.of(object((ArrayValue) a[0])), JsonAccess.TEXTS),
                Func.of(
                        "jsonb_object",
                        JSONB,
                        a -> Datum.of(object((ArrayValue) a[0], (ArrayValue) a[1])),
                        JsonAccess.TEXTS,
                        JsonAccess.TEXTS),
                buildArray(List.of()),
                buildObject(List.of())));
        all.addAll(all.stream()
                .filter(func -> !func.name().equals("jsonb_pretty"))
                .map(func -> func.named(alias(func.name())))
                .toList());
        return Stream.of(all, JsonAccess.all(), JsonEdits.all())
                .flatMap(List::stream)
                .toList();
    }

    static List<Family> families() {
        Family toJsonb = Family.of(
                "to_jsonb",
                new Family.Of(JSONB),
                type -> a -> JsonValues.checked(JsonValues.of(a[0], type)),
                Family.Any.ELEMENT);
        Family arrays = Family.of(
                "array_to_json",
                new Family.Of(JSONB),
                element -> a -> JsonValues.checked(JsonValues.of(a[0], new ScalarType.Array(element))),
                Family.Any.ARRAY);
        return List.of(toJsonb, toJsonb.named("to_json"), arrays);
    }

    /** The name of a function of {@code json}. */
    static String alias(String name) {
        return name.replaceFirst("jsonb_", "json_");
    }

    // ---- any number of arguments

    /** Whether the functions of this name take any number of arguments. */
    static List<String> variadicNames() {
        return Stream.concat(Stream.of(BUILD_ARRAY, BUILD_OBJECT), EXTRACT.stream())
                .flatMap(name -> Stream.of(name, alias(name)))
                .toList();
    }

    /** The function of one of those names for arguments of these types; empty if they do not suit it. */
    static Optional<Func> variadic(String name, List<ScalarType> types) {
        String own = name.replaceFirst("^json_", "jsonb_");
        List<ScalarType> settled = types.stream()
                .map(type -> type == ScalarType.UNKNOWN ? TEXT : type)
                .toList();
        if (own.equals(BUILD_ARRAY)) return Optional.of(buildArray(settled).named(name));
        if (own.equals(BUILD_OBJECT)) return Optional.of(buildObject(settled).named(name));
        List<ScalarType> steps = settled.subList(1, settled.size());
        boolean suits = (types.getFirst() == JSONB || types.getFirst() == ScalarType.UNKNOWN)
                && steps.stream().allMatch(step -> Casts.find(step, TEXT).equals(Optional.of(Casts.Context.IMPLICIT)));
        return suits ? Optional.of(JsonAccess.extractPath(own, steps.size()).named(name)) : Optional.empty();
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
        if (a.length % 2 != 0) {
            throw new SqlException(SqlError.of(
                            SqlState.INVALID_PARAMETER_VALUE, "argument list must have even number of elements")
                    .withHint("The arguments of " + BUILD_OBJECT + "() must consist of alternating keys and values."));
        }
        SortedMap<String, Json> members = Json.members();
        for (int i = 0; i < a.length; i += 2) {
            if (a[i].isNull()) throw Errors.parameter("argument " + (i + 1) + ": key must not be null");
            members.put(JsonValues.key(a[i], types.get(i)), JsonValues.of(a[i + 1], types.get(i + 1)));
        }
        return new Json.Members(members);
    }

    // ---- of arrays of texts

    private static Json object(ArrayValue pairs) {
        int rank = pairs.dimensions().size();
        int last = rank == 0 ? 0 : pairs.dimensions().getLast().length();
        if (rank == 1 && last % 2 != 0) {
            throw Errors.error(SqlState.ARRAY_SUBSCRIPT_ERROR, "array must have even number of elements");
        }
        if (rank == 2 && last != 2) throw Errors.error(SqlState.ARRAY_SUBSCRIPT_ERROR, "array must have two columns");
        if (rank > 2) throw JsonEdits.wrongDimensions();
        SortedMap<String, Json> members = Json.members();
        List<Datum> elements = pairs.elements();
        for (int i = 0; i < elements.size(); i += 2) put(members, elements.get(i), elements.get(i + 1));
        return new Json.Members(members);
    }

    private static Json object(ArrayValue keys, ArrayValue values) {
        int rank = keys.dimensions().size();
        if (rank > 1 || rank != values.dimensions().size()) throw JsonEdits.wrongDimensions();
        if (keys.elements().size() != values.elements().size()) {
            throw Errors.error(SqlState.ARRAY_SUBSCRIPT_ERROR, "mismatched array dimensions");
        }
        SortedMap<String, Json> members = Json.members();
        for (int i = 0; i < keys.elements().size(); i++)
            put(members, keys.elements().get(i), values.elements().get(i));
        return new Json.Members(members);
    }

    private static void put(SortedMap<String, Json> members, Datum key, Datum value) {
        if (key.isNull()) throw Errors.error(SqlState.NULL_VALUE_NOT_ALLOWED, "null value not allowed for object key");
        members.put(Values.text(key), JsonValues.of(value, TEXT));
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
