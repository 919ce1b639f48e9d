package dev.coordtest.sql.bind;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.type.Column;
import dev.coordtest.repr.type.RelationDesc;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.sql.plan.BoundRel;
import dev.coordtest.sql.plan.BoundScalar;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A relation of the catalog while its rows are gathered. */
final class Listing {
    private final List<Column> columns = new ArrayList<>();
    private final List<List<BoundScalar>> rows = new ArrayList<>();

    /** @param columns each a name and a type, with a question mark if there may be NULLs: {@code "oid oid, relacl text[]?"} */
    Listing(String columns) {
        for (String column : columns.split(", ", -1)) {
            int space = column.indexOf(' ');
            boolean nullable = column.endsWith("?");
            String type = column.substring(space + 1, column.length() - (nullable ? 1 : 0));
            this.columns.add(Column.of(column.substring(0, space), type(type), nullable));
        }
    }

    private static ScalarType type(String name) {
        if (name.endsWith("[]")) return new ScalarType.Array(type(name.substring(0, name.length() - 2)));
        return switch (name) {
            case "oid" -> ScalarType.Simple.OID;
            case "name" -> ScalarType.Simple.NAME;
            case "char" -> ScalarType.Simple.CHAR;
            case "text" -> ScalarType.TEXT;
            case "bool" -> ScalarType.BOOL;
            case "int2" -> ScalarType.INT2;
            case "int4" -> ScalarType.INT4;
            case "int8" -> ScalarType.INT8;
            case "float4" -> ScalarType.FLOAT4;
            default -> throw new IllegalStateException("no column is of type " + name);
        };
    }

    /** One row: a value per column, numbers as int, oids too. */
    Listing add(@Nullable Object... values) {
        if (values.length != columns.size()) {
            throw new IllegalStateException(values.length + " values for columns " + columns);
        }
        List<BoundScalar> row = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            ScalarType type = columns.get(i).type().type();
            row.add(new BoundScalar.Literal(datum(values[i], type), type));
        }
        rows.add(row);
        return this;
    }

    private static Datum datum(@Nullable Object value, ScalarType type) {
        return switch (value) {
            case null -> Datum.NULL;
            case String text -> Datum.of(text);
            case Boolean bool -> Datum.of(bool);
            case Integer number -> number(number, type);
            case List<?> list
            when type instanceof ScalarType.Array(var element) ->
                Datum.ArrayValue.of(
                        list.stream().map(each -> datum(each, element)).toList());
            default -> throw new IllegalStateException("no value of " + type.sqlName() + ": " + value);
        };
    }

    private static Datum number(int number, ScalarType type) {
        return switch (type) {
            case ScalarType.Simple.OID -> new Datum.Oid(number);
            case ScalarType.Simple.INT2 -> new Datum.Int16((short) number);
            case ScalarType.Simple.INT4 -> Datum.of(number);
            case ScalarType.Simple.INT8 -> Datum.of((long) number);
            case ScalarType.Simple.FLOAT4 -> new Datum.Float32(number);
            default -> throw new IllegalStateException("no number is of type " + type.sqlName());
        };
    }

    SystemRelations.Contents contents() {
        RelationDesc desc = new RelationDesc(columns);
        return new SystemRelations.Contents(desc, new BoundRel.Values(rows, desc.types()));
    }
}
