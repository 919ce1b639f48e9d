package dev.coordtest.coordtest.report;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Datum.NumericSpecial;
import dev.coordtest.repr.DatumOrder;
import dev.coordtest.repr.Json;
import dev.coordtest.repr.type.ScalarType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

/** The debug form of datums. Numbers in JSON are integers or floats, however they are stored. */
final class DatumDebug {
    private static final BigInteger NANOS_PER_MICRO = BigInteger.valueOf(1_000);
    private static final BigInteger MICROS_PER_DAY = BigInteger.valueOf(86_400_000_000L);

    private DatumDebug() {}

    static Debug of(Datum datum, ScalarType type) {
        return switch (datum) {
            case Datum.Null _ -> Debug.word("Null");
            case Datum.Bool(var value) -> Debug.word(value ? "True" : "False");
            case Datum.Int16(var value) -> Debug.tuple("Int16", Debug.word(value));
            case Datum.Int32(var value) -> Debug.tuple("Int32", Debug.word(value));
            case Datum.Int64(var value) -> Debug.tuple("Int64", Debug.word(value));
            case Datum.Float32(var value) -> Debug.tuple("Float32", Debug.tuple("OrderedFloat", Debug.word(value)));
            case Datum.Float64(var value) -> float64(value);
            case Datum.Numeric(var value) -> numeric(Decimals.engineering(value));
            case NumericSpecial special ->
                numeric(
                        switch (special) {
                            case NAN -> "NaN";
                            case POSITIVE_INFINITY -> "Infinity";
                            case NEGATIVE_INFINITY -> "-Infinity";
                        });
            case Datum.Text(var value) -> Debug.tuple("String", Debug.quoted(value));
            case Datum.Char text -> Debug.tuple("String", Debug.quoted(text.stripped()));
            case Datum.Oid(var bits) -> Debug.tuple("Int32", Debug.word(bits));
            case Datum.Bytes(var value) -> Debug.tuple("Bytes", bytes(value));
            case Datum.Date date -> Debug.tuple("Date", Debug.word(DateTimes.of(date)));
            case Datum.Time time -> Debug.tuple("Time", Debug.word(DateTimes.of(time)));
            case Datum.Timestamp it -> Debug.tuple("Timestamp", Debug.word(DateTimes.timestamp(it.micros(), "")));
            case Datum.TimestampTz it -> Debug.tuple("TimestampTz", Debug.word(DateTimes.timestamp(it.micros(), "Z")));
            case Datum.Interval interval -> interval(interval);
            case Datum.Uuid(var value) -> Debug.tuple("Uuid", Debug.word(value.toString()));
            case Datum.ArrayValue array -> array(array, type);
            case Datum.ListValue(var elements) -> Debug.tuple("List", list(elements, type));
            case Datum.MapValue(var entries) -> {
                var shown = new ArrayList<Debug.Entry>();
                entries.forEach((key, value) ->
                        shown.add(new Debug.Entry(Debug.quoted(key), of(value, element(type, 0)))));
                yield Debug.tuple("Map", new Debug.Entries(shown));
            }
            case Datum.JsonValue(var value) -> json(value);
        };
    }

    private static Debug float64(double value) {
        return Debug.tuple("Float64", Debug.tuple("OrderedFloat", Debug.word(value)));
    }

    private static Debug numeric(String value) {
        return Debug.tuple("Numeric", Debug.tuple("OrderedDecimal", Debug.word(value)));
    }

    private static Debug json(Json json) {
        return switch (json) {
            case Json.Null _ -> Debug.word("JsonNull");
            case Json.Bool(var value) -> Debug.word(value ? "True" : "False");
            case Json.Numeric(var value) -> jsonNumber(value);
            case Json.Text(var value) -> Debug.tuple("String", Debug.quoted(value));
            case Json.Array(var elements) -> Debug.tuple("List", Debug.items(map(elements, DatumDebug::json)));
            case Json.Members(var members) -> {
                var sorted = new TreeMap<String, Json>(DatumOrder.TEXT);
                sorted.putAll(members);
                var shown = new ArrayList<Debug.Entry>();
                sorted.forEach((key, value) -> shown.add(new Debug.Entry(Debug.quoted(key), json(value))));
                yield Debug.tuple("Map", new Debug.Entries(shown));
            }
        };
    }

    private static Debug jsonNumber(BigDecimal value) {
        boolean isLong = value.scale() == 0 && value.unscaledValue().bitLength() < Long.SIZE;
        return isLong ? Debug.tuple("Int64", Debug.word(value.longValueExact())) : float64(value.doubleValue());
    }

    private static Debug bytes(byte[] value) {
        var bytes = new ArrayList<Debug>(value.length);
        for (byte b : value) bytes.add(Debug.word(Byte.toUnsignedInt(b)));
        return Debug.items(bytes);
    }

    /** Days are part of the duration, of 24 hours each; months are not. */
    private static Debug interval(Datum.Interval interval) {
        var nanos = BigInteger.valueOf(interval.days())
                .multiply(MICROS_PER_DAY)
                .add(BigInteger.valueOf(interval.micros()))
                .multiply(NANOS_PER_MICRO);
        return Debug.tuple(
                "Interval",
                Debug.struct(
                        "Interval",
                        Debug.field("months", Debug.word(interval.months())),
                        Debug.field("duration", Debug.word(nanos.toString()))));
    }

    private static Debug array(Datum.ArrayValue array, ScalarType type) {
        List<Debug> dimensions = map(
                array.dimensions(),
                it -> Debug.struct(
                        "ArrayDimension",
                        Debug.field("lower_bound", Debug.word(it.lowerBound())),
                        Debug.field("length", Debug.word(it.length()))));
        return Debug.tuple(
                "Array",
                Debug.struct(
                        "Array",
                        Debug.field("elements", list(array.elements(), type)),
                        Debug.field("dims", Debug.items(dimensions))));
    }

    private static Debug list(List<Datum> elements, ScalarType type) {
        var shown = new ArrayList<Debug>(elements.size());
        for (int i = 0; i < elements.size(); i++) shown.add(of(elements.get(i), element(type, i)));
        return Debug.items(shown);
    }

    /** The type of a part: within JSON all is JSON. */
    private static ScalarType element(ScalarType type, int index) {
        return switch (type) {
            case ScalarType.Array(var element) -> element;
            case ScalarType.ListOf(var element, var made) -> element;
            case ScalarType.MapOf(var value, var made) -> value;
            case ScalarType.RecordOf(var fields) -> fields.get(index).type();
            case ScalarType.Simple simple -> simple;
            case ScalarType.Numeric numeric -> numeric;
            case ScalarType.Char fixed -> fixed;
            case ScalarType.VarChar varying -> varying;
        };
    }

    private static <T> List<Debug> map(List<T> values, Function<T, Debug> debug) {
        return values.stream().map(debug).toList();
    }
}
