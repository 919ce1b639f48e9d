package dev.coordtest.expr.scalar;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Datum.NumericSpecial;
import dev.coordtest.repr.type.ScalarType;

/** Values as text and back, in PostgreSQL's formats. Each family of types has a class of its own. */
public final class TextFormat {
    private TextFormat() {}

    /** Reads a value of {@code type}, without modifiers. Throws {@link dev.coordtest.repr.SqlException} with PostgreSQL's wording. */
    public static Datum parse(String text, ScalarType type) {
        return switch (type) {
            case ScalarType.Numeric ignored -> NumericText.parse(text);
            case ScalarType.Char ignored -> new Datum.Char(text);
            case ScalarType.VarChar ignored -> Datum.of(text);
            case ScalarType.Simple simple -> parse(text, simple);
            case ScalarType.Array(var element) -> ArrayText.parse(text, element);
            case ScalarType.ListOf(var element, var made) -> ListText.parse(text, element);
            case ScalarType.MapOf ignored -> throw Errors.notSupported("type " + type.sqlName());
            case ScalarType.RecordOf ignored -> throw Errors.notSupported("type " + type.sqlName());
        };
    }

    private static Datum parse(String text, ScalarType.Simple type) {
        return switch (type) {
            case BOOL -> BooleanText.parse(text);
            case INT2 -> IntegerText.parseInt2(text);
            case INT4 -> IntegerText.parseInt4(text);
            case INT8 -> IntegerText.parseInt8(text);
            case FLOAT4 -> FloatText.parseFloat4(text);
            case FLOAT8 -> FloatText.parseFloat8(text);
            case TEXT, UNKNOWN -> Datum.of(text);
            case BYTEA -> ByteaText.parse(text);
            case DATE -> DateTimeText.parseDate(text);
            case TIME -> DateTimeText.parseTime(text);
            case TIMESTAMP -> DateTimeText.parseTimestamp(text);
            case TIMESTAMPTZ -> DateTimeText.parseTimestampTz(text);
            case INTERVAL -> IntervalText.parse(text);
            case NAME, CHAR -> StringCasts.ofType(text, type);
            case UUID -> UuidText.parse(text);
            case OID -> OidText.parse(text);
            case REGTYPE -> new Datum.Oid(TypeCatalog.parse(text));
            case REGPROC -> new Datum.Oid(FunctionCatalog.parse(text));
            case JSON -> {
                JsonParser.parse(text, WrittenJson.MAKING, false);
                yield Datum.of(text);
            }
            case JSONB -> Datum.of(JsonParser.parse(text));
            case REGCLASS -> throw Errors.notSupported("type " + type.sqlName());
        };
    }

    /** Writes a value; NULL has no text. */
    public static String print(Datum datum) {
        return switch (datum) {
            case Datum.Null ignored -> throw new IllegalStateException("NULL has no text");
            case Datum.Bool(var value) -> BooleanText.print(value);
            case Datum.Int16(var value) -> Short.toString(value);
            case Datum.Int32(var value) -> Integer.toString(value);
            case Datum.Int64(var value) -> Long.toString(value);
            case Datum.Float32(var value) -> FloatText.print(value);
            case Datum.Float64(var value) -> FloatText.print(value);
            case Datum.Numeric(var value) -> value.toPlainString();
            case NumericSpecial special -> NumericText.print(special);
            case Datum.Text(var value) -> value;
            case Datum.Char(var value) -> value;
            case Datum.Bytes(var value) -> ByteaText.print(value);
            case Datum.Date date -> DateTimeText.print(date);
            case Datum.Time time -> DateTimeText.print(time);
            case Datum.Timestamp timestamp -> DateTimeText.print(timestamp);
            case Datum.TimestampTz timestamp -> DateTimeText.print(timestamp);
            case Datum.Interval interval -> IntervalText.print(interval);
            case Datum.Uuid(var value) -> value.toString();
            case Datum.Oid oid -> Long.toString(oid.value());
            case Datum.JsonValue(var value) -> JsonText.print(value);
            case Datum.ArrayValue array -> ArrayText.print(array, null);
            case Datum.ListValue list -> ListText.print(list, null);
            case Datum.MapValue value -> value.toString();
        };
    }

    /** Writes a value of {@code type}, as {@link #print(Datum)} does for most; an oid may stand for a name. */
    public static String print(Datum datum, ScalarType type) {
        if (type == ScalarType.Simple.REGPROC && datum instanceof Datum.Oid(var oid)) return FunctionCatalog.name(oid);
        if (type == ScalarType.Simple.REGTYPE && datum instanceof Datum.Oid(var oid)) return TypeCatalog.name(oid);
        if (type instanceof ScalarType.Array(var element) && datum instanceof Datum.ArrayValue array) {
            return ArrayText.print(array, element);
        }
        if (type instanceof ScalarType.ListOf(var element, var made) && datum instanceof Datum.ListValue list) {
            return ListText.print(list, element);
        }
        return print(datum);
    }
}
