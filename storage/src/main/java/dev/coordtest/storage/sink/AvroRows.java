package dev.coordtest.storage.sink;

import dev.coordtest.expr.scalar.TextFormat;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.type.Column;
import dev.coordtest.repr.type.RelationDesc;
import dev.coordtest.repr.type.ScalarType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * How a row looks in Avro. Every column is nullable, so that one schema serves {@code before} and {@code after}. Values that Avro has no
 * exact type for are their text: numerics, which may be NaN or infinite whatever their declared scale, and intervals.
 */
final class AvroRows {
    private final Schema row;

    AvroRows(RelationDesc desc) {
        List<Schema.Field> fields = new ArrayList<>();
        SortedSet<String> taken = new TreeSet<>();
        for (Column column : desc.columns()) {
            Schema nullable = Schema.createUnion(
                    Schema.create(Schema.Type.NULL), schema(column.type().type()));
            fields.add(new Schema.Field(name(column.name(), taken), nullable, null, Schema.Field.NULL_DEFAULT_VALUE));
        }
        row = Schema.createRecord("row", null, "dev.coordtest.sink", false, fields);
    }

    Schema row() {
        return row;
    }

    /** An Avro name: other characters become underscores, and a name that is taken gets a number. */
    private static String name(String sqlName, SortedSet<String> taken) {
        String name = sqlName.replaceAll("[^A-Za-z0-9_]", "_");
        if (name.isEmpty() || Character.isDigit(name.charAt(0))) name = "_" + name;
        String free = name;
        for (int i = 1; !taken.add(free); i++) free = name + i;
        return free;
    }

    private static Schema schema(ScalarType type) {
        if (!(type instanceof ScalarType.Simple simple)) return Schema.create(Schema.Type.STRING);
        return switch (simple) {
            case BOOL -> Schema.create(Schema.Type.BOOLEAN);
            case INT2, INT4 -> Schema.create(Schema.Type.INT);
            case INT8 -> Schema.create(Schema.Type.LONG);
            case FLOAT4 -> Schema.create(Schema.Type.FLOAT);
            case FLOAT8 -> Schema.create(Schema.Type.DOUBLE);
            case BYTEA -> Schema.create(Schema.Type.BYTES);
            case DATE -> LogicalTypes.date().addToSchema(Schema.create(Schema.Type.INT));
            case TIME -> LogicalTypes.timeMicros().addToSchema(Schema.create(Schema.Type.LONG));
            case TIMESTAMP -> LogicalTypes.localTimestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
            case TIMESTAMPTZ -> LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
            case OID, REGCLASS, REGPROC, REGTYPE -> Schema.create(Schema.Type.LONG);
            case TEXT, NAME, CHAR, INTERVAL, UUID, JSON, JSONB, UNKNOWN -> Schema.create(Schema.Type.STRING);
        };
    }

    GenericRecord record(List<Datum> datums) {
        GenericRecord record = new GenericData.Record(row);
        for (int i = 0; i < datums.size(); i++) record.put(i, value(datums.get(i)));
        return record;
    }

    private static @Nullable Object value(Datum datum) {
        return switch (datum) {
            case Datum.Null ignored -> null;
            case Datum.Bool(var v) -> v;
            case Datum.Int16(var v) -> (int) v;
            case Datum.Int32(var v) -> v;
            case Datum.Int64(var v) -> v;
            case Datum.Float32(var v) -> v;
            case Datum.Float64(var v) -> v;
            case Datum.Bytes(var v) -> ByteBuffer.wrap(v);
            case Datum.Date(var v) -> v;
            case Datum.Time(var v) -> v;
            case Datum.Timestamp(var v) -> v;
            case Datum.TimestampTz(var v) -> v;
            case Datum.Text(var v) -> v;
            case Datum.Char(var v) -> v;
            case Datum.Oid oid -> oid.value();
            case Datum.Numeric(var v) -> v.toPlainString();
            case Datum.NumericSpecial v ->
                switch (v) {
                    case NAN -> "NaN";
                    case POSITIVE_INFINITY -> "Infinity";
                    case NEGATIVE_INFINITY -> "-Infinity";
                };
            case Datum.Interval v ->
                "P" + v.months() + "M" + v.days() + "DT"
                        + java.math.BigDecimal.valueOf(v.micros(), 6).toPlainString() + "S";
            case Datum.Uuid(var v) -> v.toString();
            case Datum.ArrayValue v -> v.toString();
            case Datum.ListValue v -> v.toString();
            case Datum.MapValue v -> v.toString();
            case Datum.JsonValue v -> TextFormat.print(v);
        };
    }
}
