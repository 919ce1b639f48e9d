package dev.coordtest.expr.scalar;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Json;
import dev.coordtest.repr.type.ScalarType;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * What the aggregates that gather make of their arguments, one list for each row, in their order: that of the keys of the order, then of the arguments
 * themselves, ascending and NULLs first, and of equal ones that are written differently the one with the lesser packed form first. So the outcome
 * does not depend on the order in which rows came.
 */
public final class Gathered {
    private Gathered() {}

    /** The value; of no rows NULL. */
    public static Datum of(AggregateFunc func, List<List<Datum>> rows) {
        if (rows.isEmpty()) return Datum.NULL;
        return switch (func.kind()) {
            case STRING_AGG -> rows.getFirst().getFirst() instanceof Datum.Bytes ? bytes(rows) : text(rows);
            case ARRAY_AGG -> {
                List<Datum> values = rows.stream().map(List::getFirst).toList();
                boolean ofArrays = func.input() instanceof ScalarType.Array;
                yield ofArrays ? Arrays.accumulated(values) : Datum.ArrayValue.of(values);
            }
            case LIST_AGG ->
                new Datum.ListValue(rows.stream().map(List::getFirst).toList());
            case JSON_AGG -> {
                if (func.result() == ScalarType.Simple.JSON) yield WrittenJsonFunctions.gathered(func, rows);
                List<Json> elements = new ArrayList<>();
                for (List<Datum> row : rows) elements.add(JsonValues.of(row.getFirst(), func.input()));
                yield JsonValues.checked(new Json.Array(elements));
            }
            case JSON_OBJECT_AGG ->
                func.result() == ScalarType.Simple.JSON
                        ? WrittenJsonFunctions.gatheredObject(func, rows)
                        : object(func, rows);
            case COUNT, SUM, MIN, MAX, AVG, VAR_SAMP, VAR_POP, STDDEV_SAMP, STDDEV_POP, BOOL_AND, BOOL_OR, ANY ->
                throw new IllegalStateException(func + " does not gather");
        };
    }

    private static Datum object(AggregateFunc func, List<List<Datum>> rows) {
        SortedMap<String, Json> members = Json.members();
        for (List<Datum> row : rows) {
            if (row.get(0).isNull()) throw Errors.parameter("field name must not be null");
            String key = JsonValues.key(row.get(0), func.inputs().get(0));
            members.put(key, JsonValues.of(row.get(1), func.inputs().get(1)));
        }
        return JsonValues.checked(new Json.Members(members));
    }

    private static Datum text(List<List<Datum>> rows) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            List<Datum> row = rows.get(i);
            if (i > 0 && row.get(1) instanceof Datum.Text(var between)) text.append(between);
            text.append(((Datum.Text) row.getFirst()).value());
        }
        return Datum.of(text.toString());
    }

    private static Datum bytes(List<List<Datum>> rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < rows.size(); i++) {
            List<Datum> row = rows.get(i);
            if (i > 0 && row.get(1) instanceof Datum.Bytes(var between)) bytes.writeBytes(between);
            bytes.writeBytes(((Datum.Bytes) row.getFirst()).value());
        }
        return new Datum.Bytes(bytes.toByteArray());
    }
}
