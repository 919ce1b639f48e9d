package dev.coordtest.expr.scalar;

import static dev.coordtest.expr.scalar.Values.floating;
import static dev.coordtest.expr.scalar.Values.int4;
import static dev.coordtest.expr.scalar.Values.integer;
import static dev.coordtest.repr.type.ScalarType.FLOAT4;
import static dev.coordtest.repr.type.ScalarType.FLOAT8;
import static dev.coordtest.repr.type.ScalarType.INT2;
import static dev.coordtest.repr.type.ScalarType.INT4;
import static dev.coordtest.repr.type.ScalarType.INT8;
import static dev.coordtest.repr.type.ScalarType.NUMERIC;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongBinaryOperator;

/** The operators of arithmetic. Nothing wraps around and nothing becomes infinite in silence. */
final class ArithmeticFunctions {
    private ArithmeticFunctions() {}

    static List<Func> all() {
        List<Func> all = new ArrayList<>();
        for (ScalarType type : List.of(INT2, INT4, INT8)) {
            all.addAll(integers(type));
            all.addAll(bits(type));
        }
        all.addAll(floats("+", FloatMath::add));
        all.addAll(floats("-", FloatMath::subtract));
        all.addAll(floats("*", FloatMath::multiply));
        all.addAll(floats("/", FloatMath::divide));
        for (ScalarType type : List.of(FLOAT4, FLOAT8)) {
            all.add(Func.of("-", type, a -> FloatMath.datum(-floating(a[0]), type), type));
        }
        all.add(Func.of("+", NUMERIC, a -> Numerics.add(a[0], a[1]), NUMERIC, NUMERIC));
        all.add(Func.of("-", NUMERIC, a -> Numerics.subtract(a[0], a[1]), NUMERIC, NUMERIC));
        all.add(Func.of("*", NUMERIC, a -> Numerics.multiply(a[0], a[1]), NUMERIC, NUMERIC));
        all.add(Func.of("/", NUMERIC, a -> Numerics.divide(a[0], a[1]), NUMERIC, NUMERIC));
        all.add(Func.of("%", NUMERIC, a -> Numerics.remainder(a[0], a[1]), NUMERIC, NUMERIC));
        all.add(Func.of("-", NUMERIC, a -> Numerics.negate(a[0]), NUMERIC));
        all.add(Func.of("^", FLOAT8, a -> FloatMath.power(a[0], a[1]), FLOAT8, FLOAT8));
        all.add(Func.of("^", NUMERIC, a -> NumericMath.power(a[0], a[1]), NUMERIC, NUMERIC));
        for (ScalarType type : List.of(INT2, INT4, INT8, FLOAT4, FLOAT8, NUMERIC)) {
            all.add(Func.of("+", type, a -> a[0], type));
        }
        return all;
    }

    private static List<Func> integers(ScalarType type) {
        return List.of(
                binary("+", type, Math::addExact),
                binary("-", type, Math::subtractExact),
                binary("*", type, Math::multiplyExact),
                binary("/", type, ArithmeticFunctions::quotient),
                binary("%", type, ArithmeticFunctions::remainder),
                Func.of(
                        "-",
                        type,
                        a -> datum(narrow(-integer(a[0]), integer(a[0]) == Long.MIN_VALUE, type), type),
                        type));
    }

    private static Func binary(String name, ScalarType type, LongBinaryOperator exact) {
        LongBinaryOperator checked = (x, y) -> {
            long value;
            try {
                value = exact.applyAsLong(x, y);
            } catch (ArithmeticException e) {
                throw Errors.outOfRange(type);
            }
            return narrow(value, false, type);
        };
        return Func.of(name, type, a -> datum(checked.applyAsLong(integer(a[0]), integer(a[1])), type), type, type)
                .with(new Kernel.OfLongs(checked));
    }

    private static long quotient(long x, long y) {
        if (y == 0) throw Errors.divisionByZero();
        return Math.divideExact(x, y);
    }

    static long remainder(long x, long y) {
        if (y == 0) throw Errors.divisionByZero();
        return x % y;
    }

    /** The value, if it fits the type and has not wrapped around before. */
    static long narrow(long value, boolean wrapped, ScalarType type) {
        boolean fits = type == INT8 || (type == INT4 ? value == (int) value : value == (short) value);
        if (!fits || wrapped) throw Errors.outOfRange(type);
        return value;
    }

    /** An integer that fits the type. */
    static Datum datum(long value, ScalarType type) {
        if (type == INT8) return new Datum.Int64(value);
        return type == INT4 ? new Datum.Int32((int) value) : new Datum.Int16((short) value);
    }

    /** Operators on bits wrap around: what a shift pushes out is gone, and only the low bits of its count matter. */
    private static List<Func> bits(ScalarType type) {
        return List.of(
                Func.of("&", type, a -> datum(integer(a[0]) & integer(a[1]), type), type, type),
                Func.of("|", type, a -> datum(integer(a[0]) | integer(a[1]), type), type, type),
                Func.of("#", type, a -> datum(integer(a[0]) ^ integer(a[1]), type), type, type),
                Func.of("~", type, a -> datum(~integer(a[0]), type), type),
                Func.of("<<", type, a -> shifted(integer(a[0]), int4(a[1]), type), type, INT4),
                Func.of(">>", type, a -> datum(integer(a[0]) >> (int4(a[1]) & mask(type)), type), type, INT4));
    }

    private static Datum shifted(long value, int count, ScalarType type) {
        long shifted = value << (count & mask(type));
        if (type == INT8) return new Datum.Int64(shifted);
        return type == INT4 ? new Datum.Int32((int) shifted) : new Datum.Int16((short) (int) shifted);
    }

    private static int mask(ScalarType type) {
        return type == INT8 ? 63 : 31;
    }

    private interface FloatOperation {
        double apply(double x, double y, ScalarType result);
    }

    /** One operator for all pairs of floats; two of the narrow kind stay narrow. */
    private static List<Func> floats(String name, FloatOperation operation) {
        List<Func> all = new ArrayList<>();
        for (ScalarType left : List.of(FLOAT4, FLOAT8)) {
            for (ScalarType right : List.of(FLOAT4, FLOAT8)) {
                ScalarType type = left == FLOAT4 && right == FLOAT4 ? FLOAT4 : FLOAT8;
                Func.Impl impl = a -> FloatMath.datum(operation.apply(floating(a[0]), floating(a[1]), type), type);
                all.add(Func.of(name, type, impl, left, right));
            }
        }
        return all;
    }
}
