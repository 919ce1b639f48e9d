package dev.coordtest.expr.scalar;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Json;
import dev.coordtest.repr.type.ScalarType;
import java.util.List;

/** SQL's values as texts of the type {@code json}: what {@code to_json} makes of them, without blanks. */
final class JsonWriter {
    private JsonWriter() {}

    /** Appends a value of a type. */
    static StringBuilder append(Datum datum, ScalarType type, StringBuilder text) {
        if (type == ScalarType.Simple.JSON && !datum.isNull()) return text.append(Values.text(datum));
        if (datum instanceof Datum.ArrayValue array) return append(array, type, ",", text);
        if (datum instanceof Datum.ListValue(var elements) && type instanceof ScalarType.ListOf list) {
            return append(elements, list.element(), ",", text);
        }
        if (datum instanceof Datum.Float32(var value) && Float.isFinite(value))
            return text.append(FloatText.print(value));
        if (datum instanceof Datum.Float64(var value) && Double.isFinite(value))
            return text.append(FloatText.print(value));
        // All other values are written alike in both types: what has blanks in jsonb is jsonb already, but for records
        // and maps.
        if (datum instanceof Datum.ListValue || datum instanceof Datum.MapValue) {
            throw Errors.notSupported("json of type " + type.sqlName());
        }
        return text.append(JsonText.print(JsonValues.of(datum, type)));
    }

    /** @param between what stands between the elements of the outermost dimension */
    static StringBuilder append(Datum.ArrayValue array, ScalarType type, String between, StringBuilder text) {
        ScalarType element = ((ScalarType.Array) type).element();
        if (array.dimensions().isEmpty()) return text.append("[]");
        return append(array, element, 0, 0, array.elements().size(), between, text);
    }

    /** A part of an array: the elements from an index, so many, that the dimensions from a depth hold. */
    private static StringBuilder append(
            Datum.ArrayValue array,
            ScalarType element,
            int depth,
            int from,
            int count,
            String between,
            StringBuilder text) {
        if (depth == array.dimensions().size()) return append(array.elements().get(from), element, text);
        int length = array.dimensions().get(depth).length();
        text.append('[');
        for (int i = 0; i < length; i++) {
            text.append(i == 0 ? "" : between);
            append(array, element, depth + 1, from + i * (count / length), count / length, ",", text);
        }
        return text.append(']');
    }

    private static StringBuilder append(List<Datum> elements, ScalarType type, String between, StringBuilder text) {
        text.append('[');
        for (int i = 0; i < elements.size(); i++) append(elements.get(i), type, text.append(i == 0 ? "" : between));
        return text.append(']');
    }

    /** Appends a name of a member and what stands between it and its value. */
    static StringBuilder appendKey(String key, StringBuilder text) {
        return text.append(JsonText.print(Json.of(key))).append(" : ");
    }

    /** A text that has been put together, and may have grown too deep by it. */
    static Datum checked(StringBuilder text) {
        JsonParser.parse(text.toString(), WrittenJson.MAKING, false);
        return Datum.of(text.toString());
    }
}
