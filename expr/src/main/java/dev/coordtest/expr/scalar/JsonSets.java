package dev.coordtest.expr.scalar;

import static dev.coordtest.expr.scalar.JsonValues.json;
import static dev.coordtest.repr.type.ScalarType.Simple.JSONB;
import static dev.coordtest.repr.type.ScalarType.TEXT;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Json;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.repr.type.ScalarType.RecordOf.Field;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** The rows of JSON arrays and objects (PostgreSQL's manual, section 9.16.2). */
final class JsonSets {
    private JsonSets() {}

    static List<Func> all() {
        return List.of(
                elements("jsonb_array_elements", JSONB, Datum::of),
                elements("jsonb_array_elements_text", TEXT, JsonValues::text),
                members("jsonb_each", JSONB, Datum::of),
                members("jsonb_each_text", TEXT, JsonValues::text),
                Func.of("jsonb_object_keys", RowSets.of(TEXT), JsonSets::keys, JSONB));
    }

    private static Func elements(String name, ScalarType type, Function<Json, Datum> value) {
        ScalarType rows = RowSets.of(new ScalarType.RecordOf(List.of(new Field("value", type))));
        Func.Impl impl = a -> {
            if (!(json(a[0]) instanceof Json.Array(var elements))) {
                boolean scalar = Json.isScalar(json(a[0]));
                throw Errors.parameter("cannot extract elements from " + (scalar ? "a scalar" : "an object"));
            }
            return set(elements.stream().map(each -> record(value.apply(each))));
        };
        return Func.of(name, rows, impl, JSONB);
    }

    private static Func members(String name, ScalarType type, Function<Json, Datum> value) {
        List<Field> columns = List.of(new Field("key", TEXT), new Field("value", type));
        Func.Impl impl = a -> {
            if (!(json(a[0]) instanceof Json.Members(var members))) {
                throw Errors.parameter("cannot call " + name + " on a non-object");
            }
            return set(members.entrySet().stream()
                    .map(member -> record(Datum.of(member.getKey()), value.apply(member.getValue()))));
        };
        return Func.of(name, RowSets.of(new ScalarType.RecordOf(columns)), impl, JSONB);
    }

    private static Datum keys(Datum[] a) {
        if (json(a[0]) instanceof Json.Members(SortedMap<String, Json> members)) {
            return set(members.keySet().stream().map(Datum::of));
        }
        String what = Json.isScalar(json(a[0])) ? "a scalar" : "an array";
        throw Errors.parameter("cannot call jsonb_object_keys on " + what);
    }

    static Datum record(Datum... fields) {
        return new Datum.ListValue(List.of(fields));
    }

    static Datum set(Stream<Datum> rows) {
        return new Datum.ListValue(rows.toList());
    }
}
