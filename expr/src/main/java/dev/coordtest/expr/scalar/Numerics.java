package dev.coordtest.expr.scalar;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Datum.NumericSpecial;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Arithmetic of numerics with PostgreSQL's scales: how many fractional digits a result has, and shows. */
final class Numerics {
    private static final int MIN_SIGNIFICANT_DIGITS = 16;
    private static final int SCALE_MAX = 1000;

    private Numerics() {}

    static Datum add(Datum a, Datum b) {
        if (a instanceof Datum.Numeric(var x) && b instanceof Datum.Numeric(var y)) return Datum.of(x.add(y));
        if (isNan(a, b) || isInfinite(a) && isInfinite(b) && a != b) return NumericSpecial.NAN;
        return isInfinite(a) ? a : b;
    }

    static Datum subtract(Datum a, Datum b) {
        return add(a, negate(b));
    }

    static Datum negate(Datum a) {
        return switch (a) {
            case Datum.Numeric(var x) -> Datum.of(x.negate());
            case NumericSpecial special ->
                switch (special) {
                    case NAN -> NumericSpecial.NAN;
                    case POSITIVE_INFINITY -> NumericSpecial.NEGATIVE_INFINITY;
                    case NEGATIVE_INFINITY -> NumericSpecial.POSITIVE_INFINITY;
                };
            default -> throw new IllegalStateException("not a numeric: " + a);
        };
    }

    static Datum multiply(Datum a, Datum b) {
        if (a instanceof Datum.Numeric(var x) && b instanceof Datum.Numeric(var y)) return Datum.of(x.multiply(y));
        int sign = sign(a) * sign(b);
        if (isNan(a, b) || sign == 0) return NumericSpecial.NAN;
        return sign > 0 ? NumericSpecial.POSITIVE_INFINITY : NumericSpecial.NEGATIVE_INFINITY;
    }

    static Datum divide(Datum a, Datum b) {
        if (isNan(a, b)) return NumericSpecial.NAN;
        if (sign(b) == 0) throw divisionByZero();
        if (a instanceof Datum.Numeric(var x) && b instanceof Datum.Numeric(var y)) {
            return Datum.of(x.divide(y, divisionScale(x, y), RoundingMode.HALF_UP));
        }
        if (isInfinite(a)) {
            if (isInfinite(b)) return NumericSpecial.NAN;
            return sign(a) * sign(b) > 0 ? NumericSpecial.POSITIVE_INFINITY : NumericSpecial.NEGATIVE_INFINITY;
        }
        return Datum.of(BigDecimal.ZERO);
    }

    static Datum remainder(Datum a, Datum b) {
        if (isNan(a, b)) return NumericSpecial.NAN;
        if (sign(b) == 0) throw divisionByZero();
        if (isInfinite(a)) return NumericSpecial.NAN;
        if (a instanceof Datum.Numeric(var x) && b instanceof Datum.Numeric(var y)) {
            return Datum.of(x.remainder(y).setScale(Math.max(x.scale(), y.scale())));
        }
        return a;
    }

    static SqlException divisionByZero() {
        return new SqlException(SqlState.DIVISION_BY_ZERO, "division by zero");
    }

    /** At least sixteen significant digits, counted in groups of four as the digits are stored, and no fewer than the operands show. */
    static int divisionScale(BigDecimal x, BigDecimal y) {
        int weight = weight(x) - weight(y);
        if (leading(x) <= leading(y)) weight--;
        int scale = MIN_SIGNIFICANT_DIGITS - 4 * weight;
        return Math.min(Math.max(Math.max(scale, 0), Math.max(x.scale(), y.scale())), SCALE_MAX);
    }

    /** The exponent of the leading group of four digits. */
    private static int weight(BigDecimal value) {
        if (value.signum() == 0) return 0;
        return Math.floorDiv(value.precision() - value.scale() - 1, 4);
    }

    private static int leading(BigDecimal value) {
        if (value.signum() == 0) return 0;
        return value.abs().movePointLeft(4 * weight(value)).intValue();
    }

    static int sign(Datum a) {
        return switch (a) {
            case Datum.Numeric(var x) -> x.signum();
            case NumericSpecial special -> special == NumericSpecial.NEGATIVE_INFINITY ? -1 : 1;
            default -> throw new IllegalStateException("not a numeric: " + a);
        };
    }

    private static boolean isNan(Datum a, Datum b) {
        return a == NumericSpecial.NAN || b == NumericSpecial.NAN;
    }

    private static boolean isInfinite(Datum a) {
        return a == NumericSpecial.POSITIVE_INFINITY || a == NumericSpecial.NEGATIVE_INFINITY;
    }
}
