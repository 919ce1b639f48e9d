package dev.coordtest.expr.scalar;

import static dev.coordtest.repr.type.ScalarType.BOOL;
import static dev.coordtest.repr.type.ScalarType.FLOAT4;
import static dev.coordtest.repr.type.ScalarType.FLOAT8;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.DatumOrder;
import dev.coordtest.repr.type.ScalarType;
import java.util.ArrayList;
import java.util.List;

/** The six comparisons for each type, and the canonical form that equality comes down to. */
final class ComparisonFunctions {
    /** The types whose values can be compared. */
    static final List<ScalarType> TYPES = List.of(
            BOOL,
            ScalarType.INT2,
            ScalarType.INT4,
            ScalarType.INT8,
            ScalarType.NUMERIC,
            FLOAT4,
            FLOAT8,
            ScalarType.TEXT,
            new ScalarType.Char(-1),
            ScalarType.Simple.NAME,
            ScalarType.Simple.CHAR,
            ScalarType.Simple.UUID,
            ScalarType.Simple.OID,
            ScalarType.BYTEA,
            ScalarType.DATE,
            ScalarType.TIME,
            ScalarType.TIMESTAMP,
            ScalarType.TIMESTAMPTZ,
            ScalarType.INTERVAL,
            ScalarType.Simple.JSONB);

    private ComparisonFunctions() {}

    static List<Func> all() {
        List<Func> all = new ArrayList<>();
        for (ScalarType type : TYPES) {
            for (Comparison comparison : Comparison.values()) all.add(comparison(comparison, type));
            all.add(Func.of("canonical", type, a -> DatumOrder.canonical(a[0]), type));
        }
        // Two floats of different width are compared as they are: neither is rounded to the other's.
        for (Comparison comparison : Comparison.values()) {
            Func.Impl impl = a -> Datum.of(comparison.holds(DatumOrder.ORDER.compare(wide(a[0]), wide(a[1]))));
            all.add(Func.of(comparison.symbol(), BOOL, impl, FLOAT4, FLOAT8));
            all.add(Func.of(comparison.symbol(), BOOL, impl, FLOAT8, FLOAT4));
        }
        // Names are compared with texts as they are, not cut to names.
        for (Comparison comparison : Comparison.values()) {
            Func.Impl impl = a -> Datum.of(comparison.holds(DatumOrder.ORDER.compare(a[0], a[1])));
            all.add(Func.of(comparison.symbol(), BOOL, impl, ScalarType.Simple.NAME, ScalarType.TEXT));
            all.add(Func.of(comparison.symbol(), BOOL, impl, ScalarType.TEXT, ScalarType.Simple.NAME));
        }
        List<ScalarType> moments = List.of(ScalarType.DATE, ScalarType.TIMESTAMP, ScalarType.TIMESTAMPTZ);
        for (ScalarType left : moments) {
            for (ScalarType right : moments) {
                if (left != right) all.addAll(moments(left, right));
            }
        }
        return all;
    }

    /** Dates and timestamps are compared as they are: a date need not be one that has a timestamp. */
    private static List<Func> moments(ScalarType left, ScalarType right) {
        List<Func> all = new ArrayList<>();
        for (Comparison comparison : Comparison.values()) {
            Func.Impl impl = a -> Datum.of(comparison.holds(DateTimes.compare(a[0], a[1])));
            all.add(Func.of(comparison.symbol(), BOOL, impl, left, right));
        }
        return all;
    }

    private static Func comparison(Comparison comparison, ScalarType type) {
        Func.Impl impl = a -> Datum.of(comparison.holds(DatumOrder.ORDER.compare(a[0], a[1])));
        return Func.of(comparison.symbol(), BOOL, impl, type, type).with(new Kernel.Compares(comparison));
    }

    private static Datum wide(Datum a) {
        return new Datum.Float64(Values.floating(a));
    }
}
