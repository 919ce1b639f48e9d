package dev.coordtest.expr.scalar;

import static dev.coordtest.repr.type.ScalarType.BOOL;
import static dev.coordtest.repr.type.ScalarType.INT4;
import static dev.coordtest.repr.type.ScalarType.Simple.JSON;
import static dev.coordtest.repr.type.ScalarType.TEXT;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Json;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.repr.type.ScalarType.RecordOf.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The operators and functions of the type {@code json}: what those of jsonb do ({@link JsonFunctions}), on values as they were written. */
final class WrittenJsonFunctions {
    private WrittenJsonFunctions() {}

    static List<Func> all() {
        List<Func> all = new ArrayList<>(List.of(
                Func.of("json_typeof", TEXT, a -> Datum.of(typeOf(read(a[0]))), JSON),
                Func.of("json_array_length", INT4, a -> Datum.of(length(read(a[0]))), JSON),
                Func.of("json_strip_nulls", JSON, a -> withoutNulls(a[0], false), JSON),
                Func.of("json_strip_nulls", JSON, a -> withoutNulls(a[0], a[1].equals(Datum.TRUE)), JSON, BOOL)));
        both(all, "->", "->>", (json, key) -> member(json, Values.text(key)), TEXT);
        both(all, "->", "->>", (json, index) -> element(json, Values.int4(index)), INT4);
        both(all, "#>", "#>>", (json, path) -> atPath(json, JsonAccess.texts(path)), JsonAccess.TEXTS);
        return all;
    }

    static List<Func> sets() {
        return List.of(
                elements("json_array_elements", JSON, WrittenJsonFunctions::part),
                elements("json_array_elements_text", TEXT, WrittenJsonFunctions::text),
                members("json_each", JSON, WrittenJsonFunctions::part),
                members("json_each_text", TEXT, WrittenJsonFunctions::text),
                Func.of("json_object_keys", RowSets.of(TEXT), WrittenJsonFunctions::keys, JSON));
    }

    static List<Family> families() {
        Family.Parameter json = new Family.Of(JSON);
        Family.Parameter bool = new Family.Of(BOOL);
        return List.of(
                Family.of(
                        "to_json",
                        json,
                        type -> a -> Datum.of(JsonWriter.append(a[0], type, new StringBuilder())
                                .toString()),
                        Family.Any.ELEMENT),
                Family.of("array_to_json", json, element -> a -> ofArray(a[0], element, false), Family.Any.ARRAY),
                Family.of(
                        "array_to_json",
                        json,
                        element -> a -> ofArray(a[0], element, a[1].equals(Datum.TRUE)),
                        Family.Any.ARRAY,
                        bool));
    }

    private static Datum ofArray(Datum array, ScalarType element, boolean lines) {
        String between = lines ? ",\n " : ",";
        return Datum.of(
                JsonWriter.append((Datum.ArrayValue) array, new ScalarType.Array(element), between, new StringBuilder())
                        .toString());
    }

    // ---- parts

    private static WrittenJson read(Datum datum) {
        return JsonParser.parse(Values.text(datum), WrittenJson.MAKING, true);
    }

    private static Datum part(WrittenJson json) {
        return Datum.of(json.written());
    }

    /** A text without its quotes, NULL of null. */
    private static Datum text(WrittenJson json) {
        if (json instanceof WrittenJson.Text(var written, var value)) return Datum.of(value);
        return isNull(json) ? Datum.NULL : part(json);
    }

    private static boolean isNull(WrittenJson json) {
        return json.written().equals("null");
    }

    private static void both(
            List<Func> all,
            String part,
            String text,
            BiFunction<WrittenJson, Datum, @Nullable WrittenJson> access,
            ScalarType by) {
        all.add(Func.partial(part, JSON, a -> given(access.apply(read(a[0]), a[1]), false), JSON, by));
        all.add(Func.partial(text, TEXT, a -> given(access.apply(read(a[0]), a[1]), true), JSON, by));
    }

    private static Datum given(@Nullable WrittenJson found, boolean asText) {
        return found == null ? Datum.NULL : asText ? text(found) : part(found);
    }

    /** {@code json_extract_path} and its like of text. */
    static Func extractPath(String name, int steps) {
        boolean asText = name.endsWith("_text");
        List<ScalarType> types = new ArrayList<>(List.of(JSON));
        types.addAll(Collections.nCopies(steps, TEXT));
        Func.Impl impl = a -> {
            List<@Nullable String> path = new ArrayList<>();
            for (int i = 1; i < a.length; i++) path.add(Values.text(a[i]));
            return given(atPath(read(a[0]), path), asText);
        };
        return new Func(name, types, asText ? TEXT : JSON, true, false, impl);
    }

    /** Of equal keys the last one counts. */
    private static @Nullable WrittenJson member(WrittenJson json, String key) {
        if (!(json instanceof WrittenJson.Members(var written, var members))) return null;
        WrittenJson found = null;
        for (Map.Entry<String, WrittenJson> member : members)
            if (member.getKey().equals(key)) found = member.getValue();
        return found;
    }

    private static @Nullable WrittenJson element(WrittenJson json, int index) {
        if (!(json instanceof WrittenJson.Array(var written, var elements))) return null;
        long at = index < 0 ? (long) elements.size() + index : index;
        return at < 0 || at >= elements.size() ? null : elements.get((int) at);
    }

    private static @Nullable WrittenJson atPath(WrittenJson json, List<@Nullable String> path) {
        if (path.contains(null)) return null;
        WrittenJson found = json;
        for (String step : path) {
            if (step == null || found == null) return null;
            Integer index = JsonAccess.index(step);
            boolean array = found instanceof WrittenJson.Array;
            found = !array ? member(found, step) : index == null ? null : element(found, index);
        }
        return found;
    }

    // ---- sets of rows

    private static Func elements(String name, ScalarType type, Function<WrittenJson, Datum> value) {
        ScalarType rows = RowSets.of(new ScalarType.RecordOf(List.of(new Field("value", type))));
        Func.Impl impl = a -> {
            WrittenJson json = read(a[0]);
            if (json instanceof WrittenJson.Array(var written, var elements)) {
                return JsonSets.set(elements.stream().map(each -> JsonSets.record(value.apply(each))));
            }
            boolean object = json instanceof WrittenJson.Members;
            throw Errors.parameter("cannot call " + name + " on a " + (object ? "non-array" : "scalar"));
        };
        return Func.of(name, rows, impl, JSON);
    }

    private static Func members(String name, ScalarType type, Function<WrittenJson, Datum> value) {
        List<Field> columns = List.of(new Field("key", TEXT), new Field("value", type));
        Func.Impl impl = a -> {
            WrittenJson json = read(a[0]);
            if (json instanceof WrittenJson.Members(var written, var members)) {
                return JsonSets.set(members.stream()
                        .map(each -> JsonSets.record(Datum.of(each.getKey()), value.apply(each.getValue()))));
            }
            boolean array = json instanceof WrittenJson.Array;
            throw Errors.parameter("cannot deconstruct " + (array ? "an array as an object" : "a scalar"));
        };
        return Func.of(name, RowSets.of(new ScalarType.RecordOf(columns)), impl, JSON);
    }

    private static Datum keys(Datum[] a) {
        WrittenJson json = read(a[0]);
        if (json instanceof WrittenJson.Members(var written, var members)) {
            return JsonSets.set(members.stream().map(each -> Datum.of(each.getKey())));
        }
        String what = json instanceof WrittenJson.Array ? "an array" : "a scalar";
        throw Errors.parameter("cannot call json_object_keys on " + what);
    }

    // ---- what tells of a value

    private static String typeOf(WrittenJson json) {
        return switch (json) {
            case WrittenJson.Text ignored -> "string";
            case WrittenJson.Numeric ignored -> "number";
            case WrittenJson.Word(var written) -> written.equals("null") ? "null" : "boolean";
            case WrittenJson.Array ignored -> "array";
            case WrittenJson.Members ignored -> "object";
        };
    }

    private static int length(WrittenJson json) {
        if (json instanceof WrittenJson.Array(var written, var elements)) return elements.size();
        boolean object = json instanceof WrittenJson.Members;
        throw Errors.parameter("cannot get array length of a " + (object ? "non-array" : "scalar"));
    }

    private static Datum withoutNulls(Datum json, boolean inArrays) {
        StringBuilder text = new StringBuilder();
        withoutNulls(read(json), inArrays, text);
        return Datum.of(text.toString());
    }

    private static void withoutNulls(WrittenJson json, boolean inArrays, StringBuilder text) {
        switch (json) {
            case WrittenJson.Text(var written, var value) -> text.append(JsonText.print(Json.of(value)));
            case WrittenJson.Numeric(var written) -> text.append(written);
            case WrittenJson.Word(var written) -> text.append(written);
            case WrittenJson.Array(var written, var elements) -> {
                String between = "[";
                for (WrittenJson element : elements) {
                    if (inArrays && isNull(element)) continue;
                    withoutNulls(element, inArrays, text.append(between));
                    between = ",";
                }
                text.append(between.equals("[") ? "[]" : "]");
            }
            case WrittenJson.Members(var written, var members) -> {
                String between = "{";
                for (Map.Entry<String, WrittenJson> member : members) {
                    if (isNull(member.getValue())) continue;
                    text.append(between)
                            .append(JsonText.print(Json.of(member.getKey())))
                            .append(':');
                    withoutNulls(member.getValue(), inArrays, text);
                    between = ",";
                }
                text.append(between.equals("{") ? "{}" : "}");
            }
        }
    }

    // ---- building

    static Func buildArray(List<ScalarType> types) {
        Func.Impl impl = a -> {
            StringBuilder text = new StringBuilder("[");
            for (int i = 0; i < a.length; i++) JsonWriter.append(a[i], types.get(i), text.append(i == 0 ? "" : ", "));
            return JsonWriter.checked(text.append(']'));
        };
        return new Func("json_build_array", types, JSON, false, true, impl);
    }

    static Func buildObject(List<ScalarType> types) {
        Func.Impl impl = a -> {
            JsonFunctions.checkPairs(a, "json_build_object");
            StringBuilder text = new StringBuilder("{");
            for (int i = 0; i < a.length; i += 2) {
                if (a[i].isNull()) throw noKey();
                text.append(i == 0 ? "" : ", ");
                JsonWriter.appendKey(JsonValues.key(a[i], types.get(i)), text);
                JsonWriter.append(a[i + 1], types.get(i + 1), text);
            }
            return JsonWriter.checked(text.append('}'));
        };
        return new Func("json_build_object", types, JSON, false, true, impl);
    }

    static SqlException noKey() {
        return Errors.error(SqlState.NULL_VALUE_NOT_ALLOWED, "null value not allowed for object key");
    }

    /** {@code json_agg}. */
    static Datum gathered(AggregateFunc func, List<List<Datum>> rows) {
        StringBuilder text = new StringBuilder("[");
        boolean structured = func.input() instanceof ScalarType.Array || func.input() instanceof ScalarType.RecordOf;
        for (int i = 0; i < rows.size(); i++) {
            Datum value = rows.get(i).getFirst();
            text.append(i == 0 ? "" : structured && !value.isNull() ? ", \n " : ", ");
            JsonWriter.append(value, func.input(), text);
        }
        return JsonWriter.checked(text.append(']'));
    }

    /** {@code json_object_agg}. */
    static Datum gatheredObject(AggregateFunc func, List<List<Datum>> rows) {
        StringBuilder text = new StringBuilder("{ ");
        for (int i = 0; i < rows.size(); i++) {
            Datum key = rows.get(i).get(0);
            if (key.isNull()) throw noKey();
            JsonWriter.appendKey(JsonValues.key(key, func.inputs().get(0)), text.append(i == 0 ? "" : ", "));
            JsonWriter.append(rows.get(i).get(1), func.inputs().get(1), text);
        }
        return JsonWriter.checked(text.append(" }"));
    }
}
