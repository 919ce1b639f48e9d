package dev.coordtest.expr.scalar;

import static dev.coordtest.repr.type.ScalarType.FLOAT4;
import static dev.coordtest.repr.type.ScalarType.FLOAT8;
import static dev.coordtest.repr.type.ScalarType.INT2;
import static dev.coordtest.repr.type.ScalarType.INT4;
import static dev.coordtest.repr.type.ScalarType.INT8;
import static dev.coordtest.repr.type.ScalarType.NUMERIC;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Datum.NumericSpecial;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.ScalarType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.UnaryOperator;

/** Arithmetic on numbers. Nothing wraps around and nothing becomes infinite in silence. */
final class ArithmeticFunctions {
    private static final List<ScalarType> INTEGERS = List.of(INT2, INT4, INT8);
    private static final List<ScalarType> FLOATS = List.of(FLOAT4, FLOAT8);

    private ArithmeticFunctions() {}

    static List<Func> all() {
        List<Func> all = new ArrayList<>();
        for (ScalarType type : INTEGERS) {
            all.add(integer("+", type, Math::addExact));
            all.add(integer("-", type, Math::subtractExact));
            all.add(integer("*", type, Math::multiplyExact));
            all.add(integer("/", type, ArithmeticFunctions::quotient));
            all.add(integer("%", type, ArithmeticFunctions::remainder));
            all.add(integer("mod", type, ArithmeticFunctions::remainder));
            all.add(new Func(
                    "-", List.of(type), type, true, true, a -> narrow(type, () -> Math.negateExact(integer(a[0])))));
            all.add(new Func(
                    "abs", List.of(type), type, true, true, a -> narrow(type, () -> Math.absExact(integer(a[0])))));
        }
        all.add(numeric("+", Numerics::add));
        all.add(numeric("-", Numerics::subtract));
        all.add(numeric("*", Numerics::multiply));
        all.add(numeric("/", Numerics::divide));
        all.add(numeric("%", Numerics::remainder));
        all.add(numeric("mod", Numerics::remainder));
        all.add(numeric1("-", Numerics::negate));
        all.add(numeric1("abs", a -> Numerics.sign(a) < 0 ? Numerics.negate(a) : a));
        all.add(numeric1("ceil", rounding(RoundingMode.CEILING)));
        all.add(numeric1("ceiling", rounding(RoundingMode.CEILING)));
        all.add(numeric1("floor", rounding(RoundingMode.FLOOR)));
        all.add(numeric1("round", rounding(RoundingMode.HALF_UP)));
        all.add(numeric1("trunc", rounding(RoundingMode.DOWN)));
        all.add(new Func("round", List.of(NUMERIC, INT4), NUMERIC, true, true, a -> roundTo(a[0], a[1])));
        for (ScalarType type : FLOATS) {
            all.add(floating("+", type, (x, y) -> x + y));
            all.add(floating("-", type, (x, y) -> x - y));
            all.add(floating("*", type, (x, y) -> x * y));
            all.add(floating("/", type, (x, y) -> x / y));
            all.add(new Func("-", List.of(type), type, true, true, a -> floating(type, -Casts.toDouble(a[0]))));
            all.add(new Func(
                    "abs", List.of(type), type, true, true, a -> floating(type, Math.abs(Casts.toDouble(a[0])))));
        }
        all.add(floating1("ceil", StrictMath::ceil));
        all.add(floating1("ceiling", StrictMath::ceil));
        all.add(floating1("floor", StrictMath::floor));
        all.add(floating1("round", StrictMath::rint));
        all.add(floating1("trunc", x -> x < 0 ? StrictMath.ceil(x) : StrictMath.floor(x)));
        all.add(floating1("sqrt", ArithmeticFunctions::squareRoot));
        for (ScalarType type : List.of(INT2, INT4, INT8, FLOAT4, FLOAT8, NUMERIC)) {
            all.add(new Func("+", List.of(type), type, true, true, a -> a[0]));
        }
        return all;
    }

    private static Func integer(String name, ScalarType type, LongBinaryOperator operation) {
        return new Func(
                name,
                List.of(type, type),
                type,
                true,
                true,
                a -> narrow(type, () -> operation.applyAsLong(integer(a[0]), integer(a[1]))));
    }

    private interface Computation {
        long value();
    }

    private static Datum narrow(ScalarType type, Computation computation) {
        long value;
        try {
            value = computation.value();
        } catch (ArithmeticException e) {
            throw outOfRange(type);
        }
        if (type == INT8) return new Datum.Int64(value);
        if (type == INT4 && value == (int) value) return new Datum.Int32((int) value);
        if (type == INT2 && value == (short) value) return new Datum.Int16((short) value);
        throw outOfRange(type);
    }

    private static SqlException outOfRange(ScalarType type) {
        return new SqlException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, type.sqlName() + " out of range");
    }

    static long integer(Datum datum) {
        return switch (datum) {
            case Datum.Int16(var x) -> x;
            case Datum.Int32(var x) -> x;
            case Datum.Int64(var x) -> x;
            default -> throw new IllegalStateException("not an integer: " + datum);
        };
    }

    private static long quotient(long x, long y) {
        if (y == 0) throw Numerics.divisionByZero();
        return Math.divideExact(x, y);
    }

    private static long remainder(long x, long y) {
        if (y == 0) throw Numerics.divisionByZero();
        return x % y;
    }

    private static Func numeric(String name, BinaryOperator<Datum> operation) {
        return new Func(name, List.of(NUMERIC, NUMERIC), NUMERIC, true, true, a -> operation.apply(a[0], a[1]));
    }

    private static Func numeric1(String name, UnaryOperator<Datum> operation) {
        return new Func(name, List.of(NUMERIC), NUMERIC, true, true, a -> operation.apply(a[0]));
    }

    private static UnaryOperator<Datum> rounding(RoundingMode mode) {
        return a -> a instanceof Datum.Numeric(var x) ? Datum.of(x.setScale(0, mode)) : a;
    }

    private static Datum roundTo(Datum a, Datum places) {
        if (a instanceof NumericSpecial || !(a instanceof Datum.Numeric(var x))) return a;
        int scale = (int) integer(places);
        BigDecimal rounded = x.setScale(scale, RoundingMode.HALF_UP);
        return Datum.of(scale < 0 ? rounded.setScale(0) : rounded);
    }

    private static Func floating(String name, ScalarType type, DoubleBinaryOperator operation) {
        return new Func(name, List.of(type, type), type, true, true, a -> {
            double x = Casts.toDouble(a[0]);
            double y = Casts.toDouble(a[1]);
            if (name.equals("/") && y == 0 && !Double.isNaN(x)) throw Numerics.divisionByZero();
            double value = operation.applyAsDouble(x, y);
            double shown = type == FLOAT4 ? (float) value : value;
            if (Double.isInfinite(shown) && !Double.isInfinite(x) && !Double.isInfinite(y)) throw overflow("overflow");
            boolean vanishes =
                    name.equals("*") && x != 0 && y != 0 || name.equals("/") && x != 0 && !Double.isInfinite(y);
            if (shown == 0 && vanishes) throw overflow("underflow");
            return floating(type, value);
        });
    }

    private static SqlException overflow(String how) {
        return new SqlException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "value out of range: " + how);
    }

    private static Datum floating(ScalarType type, double value) {
        return type == FLOAT4 ? new Datum.Float32((float) value) : new Datum.Float64(value);
    }

    private static Func floating1(String name, DoubleUnaryOperator operation) {
        return new Func(
                name,
                List.of(FLOAT8),
                FLOAT8,
                true,
                true,
                a -> new Datum.Float64(operation.applyAsDouble(Casts.toDouble(a[0]))));
    }

    private static double squareRoot(double x) {
        if (x < 0) {
            throw new SqlException(
                    SqlState.INVALID_ARGUMENT_FOR_POWER_FUNCTION, "cannot take square root of a negative number");
        }
        return StrictMath.sqrt(x);
    }
}
