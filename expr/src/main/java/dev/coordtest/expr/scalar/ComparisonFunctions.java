package dev.coordtest.expr.scalar;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.DatumOrder;
import dev.coordtest.repr.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** The six comparisons for each type, and the canonical form that equality comes down to. */
final class ComparisonFunctions {
    private static final List<ScalarType> TYPES = List.of(
            ScalarType.BOOL,
            ScalarType.INT2,
            ScalarType.INT4,
            ScalarType.INT8,
            ScalarType.NUMERIC,
            ScalarType.FLOAT4,
            ScalarType.FLOAT8,
            ScalarType.TEXT,
            ScalarType.BYTEA,
            ScalarType.DATE,
            ScalarType.TIME,
            ScalarType.TIMESTAMP,
            ScalarType.TIMESTAMPTZ,
            ScalarType.INTERVAL);

    private ComparisonFunctions() {}

    static List<Func> all() {
        List<Func> all = new ArrayList<>();
        for (ScalarType type : TYPES) {
            all.add(comparison("=", type, sign -> sign == 0));
            all.add(comparison("<>", type, sign -> sign != 0));
            all.add(comparison("<", type, sign -> sign < 0));
            all.add(comparison("<=", type, sign -> sign <= 0));
            all.add(comparison(">", type, sign -> sign > 0));
            all.add(comparison(">=", type, sign -> sign >= 0));
            all.add(new Func("canonical", List.of(type), type, true, true, a -> DatumOrder.canonical(a[0])));
        }
        return all;
    }

    private static Func comparison(String operator, ScalarType type, IntPredicate holds) {
        return new Func(
                operator,
                List.of(type, type),
                ScalarType.BOOL,
                true,
                true,
                a -> Datum.of(holds.test(DatumOrder.ORDER.compare(a[0], a[1]))));
    }
}
