package dev.coordtest.sql.transform;

import dev.coordtest.expr.RelExpr;
import dev.coordtest.expr.scalar.Functions;
import dev.coordtest.expr.scalar.ScalarExpr;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Json;
import dev.coordtest.repr.type.ColumnType;
import dev.coordtest.repr.type.ScalarType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;

/** How keys, which the algebra compares as bytes and never with NULL, come to mean what SQL means by equal. */
final class Keys {
    private Keys() {}

    /** Whether values of the type are equal only if their bytes are. */
    static boolean isBytewise(ScalarType type) {
        return !Functions.needsCanonical(type);
    }

    /** {@code expr}, whose bytes are equal exactly where its values are. */
    static ScalarExpr canonical(ScalarExpr expr, ScalarType type) {
        return isBytewise(type) ? expr : new ScalarExpr.Call(Functions.canonical(type), List.of(expr));
    }

    /** Pairs of the two inputs whose columns at the given positions are the same, as bytes, NULL the same as NULL. */
    static RelExpr joinOnSame(RelExpr left, List<Integer> leftColumns, RelExpr right, List<Integer> rightColumns) {
        List<ColumnType> leftTypes = left.types();
        List<ColumnType> rightTypes = right.types();
        List<ScalarExpr> leftKeys = new ArrayList<>();
        List<ScalarExpr> rightKeys = new ArrayList<>();
        for (int i = 0; i < leftColumns.size(); i++) {
            ScalarExpr leftColumn = ScalarExpr.column(leftColumns.get(i));
            ScalarExpr rightColumn = ScalarExpr.column(rightColumns.get(i));
            ColumnType leftType = leftTypes.get(leftColumns.get(i));
            if (leftType.nullable() || rightTypes.get(rightColumns.get(i)).nullable()) {
                ScalarExpr filler = ScalarExpr.literal(filler(leftType.type()), leftType.type());
                leftKeys.add(new ScalarExpr.IsNull(leftColumn));
                rightKeys.add(new ScalarExpr.IsNull(rightColumn));
                leftColumn = new ScalarExpr.Coalesce(List.of(leftColumn, filler));
                rightColumn = new ScalarExpr.Coalesce(List.of(rightColumn, filler));
            }
            leftKeys.add(leftColumn);
            rightKeys.add(rightColumn);
        }
        return new RelExpr.Join(left, right, leftKeys, rightKeys);
    }

    /** Some value of the type, to stand where a NULL was. */
    private static Datum filler(ScalarType type) {
        return switch (type) {
            case ScalarType.Simple simple ->
                switch (simple) {
                    case BOOL -> Datum.FALSE;
                    case INT2 -> new Datum.Int16((short) 0);
                    case INT4 -> new Datum.Int32(0);
                    case OID, REGCLASS, REGPROC, REGTYPE -> new Datum.Oid(0);
                    case INT8 -> new Datum.Int64(0);
                    case FLOAT4 -> new Datum.Float32(0);
                    case FLOAT8 -> new Datum.Float64(0);
                    case TEXT, NAME, CHAR, UNKNOWN -> new Datum.Text("");
                    case BYTEA -> new Datum.Bytes(new byte[0]);
                    case DATE -> new Datum.Date(0);
                    case TIME -> new Datum.Time(0);
                    case TIMESTAMP -> new Datum.Timestamp(0);
                    case TIMESTAMPTZ -> new Datum.TimestampTz(0);
                    case INTERVAL -> new Datum.Interval(0, 0, 0);
                    case UUID -> new Datum.Uuid(new UUID(0, 0));
                    case JSON -> new Datum.Text("null");
                    case JSONB -> Datum.of(Json.NULL);
                };
            case ScalarType.Numeric numeric -> new Datum.Numeric(BigDecimal.ZERO);
            case ScalarType.Char fixed -> new Datum.Char("");
            case ScalarType.VarChar varying -> new Datum.Text("");
            case ScalarType.Array array -> new Datum.ArrayValue(List.of(), List.of());
            case ScalarType.ListOf list -> new Datum.ListValue(List.of());
            case ScalarType.MapOf map -> new Datum.MapValue(new TreeMap<>());
            case ScalarType.RecordOf record -> new Datum.ListValue(List.of());
        };
    }
}
