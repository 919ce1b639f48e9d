package dev.coordtest.expr.scalar;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Datum.NumericSpecial;
import dev.coordtest.repr.Json;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.ScalarType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** SQL's values as JSON, and JSON's scalars as SQL's values (PostgreSQL's manual, sections 8.14 and 9.16). */
final class JsonValues {
    private JsonValues() {}

    static Json json(Datum datum) {
        return ((Datum.JsonValue) datum).value();
    }

    /** A value that has been put together, and may have grown too deep by it. */
    static Datum checked(Json json) {
        if (Json.depth(json) > Json.DEPTH_MAX) throw tooDeep();
        return Datum.of(json);
    }

    static SqlException tooDeep() {
        return Errors.error(
                SqlState.STATEMENT_TOO_COMPLEX, "JSON is nested more than " + Json.DEPTH_MAX + " levels deep");
    }

    // ---- from JSON

    /** A cast to a boolean or a number; JSON's null is NULL. */
    static Datum cast(Datum datum, ScalarType to) {
        return switch (json(datum)) {
            case Json.Null ignored -> Datum.NULL;
            case Json.Bool(var value) when to == ScalarType.BOOL -> Datum.of(value);
            case Json.Numeric(var value)
            when to != ScalarType.BOOL -> Casts.apply(Datum.of(value), ScalarType.NUMERIC, to.base());
            case Json json -> throw Errors.parameter("cannot cast jsonb " + kind(json) + " to type " + to.sqlName());
        };
    }

    /** {@code jsonb_typeof}, but that errors call a number {@code numeric}. */
    private static String kind(Json json) {
        return json instanceof Json.Numeric ? "numeric" : typeOf(json);
    }

    static String typeOf(Json json) {
        return switch (json) {
            case Json.Null ignored -> "null";
            case Json.Bool ignored -> "boolean";
            case Json.Numeric ignored -> "number";
            case Json.Text ignored -> "string";
            case Json.Array ignored -> "array";
            case Json.Members ignored -> "object";
        };
    }

    /** What {@code ->>} makes of a part: a text without its quotes, NULL of null. */
    static Datum text(Json json) {
        return switch (json) {
            case Json.Null ignored -> Datum.NULL;
            case Json.Text(var value) -> Datum.of(value);
            default -> Datum.of(JsonText.print(json));
        };
    }

    // ---- to JSON

    /** What {@code to_jsonb} makes of a value of a type. */
    static Json of(Datum datum, ScalarType type) {
        return switch (datum) {
            case Datum.Null ignored -> Json.NULL;
            case Datum.Text(var written) when type == ScalarType.Simple.JSON -> JsonParser.parse(written);
            case Datum.JsonValue(var json) -> json;
            case Datum.Bool(var value) -> Json.of(value);
            case Datum.Int16(var value) -> number(value);
            case Datum.Int32(var value) -> number(value);
            case Datum.Int64(var value) -> number(value);
            case Datum.Numeric(var value) -> new Json.Numeric(value);
            case NumericSpecial special -> Json.of(NumericText.print(special));
            case Datum.Float32(var value) -> number(FloatText.print(value), Float.isFinite(value));
            case Datum.Float64(var value) -> number(FloatText.print(value), Double.isFinite(value));
            case Datum.ArrayValue array -> ofArray(array, type);
            case Datum.ListValue(var elements)
            when type instanceof ScalarType.ListOf(var element, var made) ->
                new Json.Array(elements.stream().map(each -> of(each, element)).toList());
            case Datum.ListValue(var elements)
            when type instanceof ScalarType.RecordOf(var fields) -> {
                SortedMap<String, Json> members = Json.members();
                for (int i = 0; i < fields.size(); i++)
                    members.put(
                            fields.get(i).name(),
                            of(elements.get(i), fields.get(i).type()));
                yield new Json.Members(members);
            }
            case Datum.MapValue(var entries)
            when type instanceof ScalarType.MapOf(var value, var made) -> {
                SortedMap<String, Json> members = Json.members();
                entries.forEach((key, each) -> members.put(key, of(each, value)));
                yield new Json.Members(members);
            }
            default -> Json.of(plain(datum, type));
        };
    }

    /** The text of a scalar; dates and times in the format of ISO 8601. */
    private static String plain(Datum datum, ScalarType type) {
        String text = TextFormat.print(datum, type);
        return switch (datum) {
            case Datum.Timestamp ignored -> text.replaceFirst(" ", "T");
            case Datum.TimestampTz ignored ->
                text.replaceFirst(" ", "T").replaceFirst("([+-][0-9]{2})( BC)?$", "$1:00$2");
            default -> text;
        };
    }

    /** What names a member of an object that is built: the text of a scalar that is not NULL. */
    static String key(Datum datum, ScalarType type) {
        boolean scalar = switch (type) {
            case ScalarType.Array ignored -> false;
            case ScalarType.ListOf ignored -> false;
            case ScalarType.MapOf ignored -> false;
            case ScalarType.RecordOf ignored -> false;
            case ScalarType.Simple simple -> simple != ScalarType.Simple.JSONB && simple != ScalarType.Simple.JSON;
            case ScalarType.Numeric ignored -> true;
            case ScalarType.Char ignored -> true;
            case ScalarType.VarChar ignored -> true;
        };
        if (!scalar) throw Errors.parameter("key value must be scalar, not array, composite, or json");
        return datum instanceof Datum.Bool(var value) ? Boolean.toString(value) : plain(datum, type);
    }

    private static Json number(long value) {
        return new Json.Numeric(BigDecimal.valueOf(value));
    }

    private static Json number(String text, boolean finite) {
        return finite ? new Json.Numeric(((Datum.Numeric) NumericText.parse(text)).value()) : Json.of(text);
    }

    private static Json ofArray(Datum.ArrayValue array, ScalarType type) {
        ScalarType element = ((ScalarType.Array) type).element();
        List<Json> parts = new ArrayList<>();
        for (Datum each : array.elements()) parts.add(of(each, element));
        // The last dimension is the innermost.
        for (int i = array.dimensions().size() - 1; i > 0; i--) {
            int length = array.dimensions().get(i).length();
            List<Json> outer = new ArrayList<>();
            for (int at = 0; at < parts.size(); at += length) outer.add(new Json.Array(parts.subList(at, at + length)));
            parts = outer;
        }
        return new Json.Array(parts);
    }
}
