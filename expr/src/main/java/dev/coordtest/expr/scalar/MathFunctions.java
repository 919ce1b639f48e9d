package dev.coordtest.expr.scalar;

import static dev.coordtest.expr.scalar.Values.int4;
import static dev.coordtest.expr.scalar.Values.integer;
import static dev.coordtest.repr.type.ScalarType.FLOAT4;
import static dev.coordtest.repr.type.ScalarType.FLOAT8;
import static dev.coordtest.repr.type.ScalarType.INT2;
import static dev.coordtest.repr.type.ScalarType.INT4;
import static dev.coordtest.repr.type.ScalarType.INT8;
import static dev.coordtest.repr.type.ScalarType.NUMERIC;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.ScalarType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;

/** Mathematical functions, in the order of PostgreSQL's tables 9.5 and 9.7. */
final class MathFunctions {
    private static final BigDecimal TEN = BigDecimal.TEN;
    /** The last factorial with fewer digits than a numeric may have. */
    private static final long FACTORIAL_MAX = 32177;

    private MathFunctions() {}

    static List<Func> all() {
        List<Func> all = new ArrayList<>();
        for (ScalarType type : List.of(INT2, INT4, INT8)) {
            Func abs = Func.of("abs", type, a -> absolute(integer(a[0]), type), type);
            all.addAll(List.of(abs, abs.named("@")));
            all.add(Func.of("mod", type, a -> remainder(integer(a[0]), integer(a[1]), type), type, type));
        }
        for (ScalarType type : List.of(FLOAT4, FLOAT8)) {
            Func abs = Func.of("abs", type, a -> FloatMath.datum(Math.abs(Values.floating(a[0])), type), type);
            all.addAll(List.of(abs, abs.named("@")));
        }
        Func abs = numeric("abs", Numerics::abs);
        all.addAll(List.of(abs, abs.named("@")));
        all.add(floating("cbrt", StrictMath::cbrt));
        all.add(floating("cbrt", StrictMath::cbrt).named("||/"));
        for (String name : List.of("ceil", "ceiling")) {
            all.add(floating(name, StrictMath::ceil));
            all.add(numeric(name, a -> Numerics.round(a, 0, RoundingMode.CEILING)));
        }
        all.add(floating("degrees", x -> FloatMath.checkOverflow(x / (StrictMath.PI / 180), Double.isInfinite(x))));
        all.add(numeric("div", Numerics::integralQuotient));
        all.add(floating("exp", FloatMath::exp));
        all.add(numeric("exp", NumericMath::exp));
        all.add(Func.of("factorial", NUMERIC, a -> factorial(integer(a[0])), INT8));
        all.add(floating("floor", StrictMath::floor));
        all.add(numeric("floor", a -> Numerics.round(a, 0, RoundingMode.FLOOR)));
        for (ScalarType type : List.of(INT4, INT8)) {
            all.add(Func.of("gcd", type, a -> divisor(integer(a[0]), integer(a[1]), type), type, type));
            all.add(Func.of("lcm", type, a -> multiple(integer(a[0]), integer(a[1]), type), type, type));
        }
        all.add(numeric("gcd", Numerics::greatestCommonDivisor));
        all.add(numeric("lcm", Numerics::leastCommonMultiple));
        all.add(floating("ln", FloatMath::ln));
        all.add(numeric("ln", NumericMath::ln));
        for (String name : List.of("log", "log10")) {
            all.add(floating(name, FloatMath::log10));
            all.add(numeric(name, a -> NumericMath.log(Datum.of(TEN), a)));
        }
        all.add(numeric("log", NumericMath::log));
        all.add(Func.partial("min_scale", INT4, a -> scale(a[0], true), NUMERIC));
        all.add(numeric("mod", Numerics::remainder));
        all.add(Func.of("pi", FLOAT8, a -> new Datum.Float64(StrictMath.PI)));
        for (String name : List.of("power", "pow")) {
            all.add(Func.of(name, FLOAT8, a -> FloatMath.power(a[0], a[1]), FLOAT8, FLOAT8));
            all.add(numeric(name, (a, b) -> NumericMath.power(a, b)));
        }
        all.add(floating("radians", x -> FloatMath.checkUnderflow(x * (StrictMath.PI / 180), x == 0)));
        all.add(floating("round", FloatMath::round));
        all.add(numeric("round", a -> Numerics.round(a, 0, RoundingMode.HALF_UP)));
        all.add(Func.of("round", NUMERIC, a -> Numerics.round(a[0], int4(a[1]), RoundingMode.HALF_UP), NUMERIC, INT4));
        all.add(Func.partial("scale", INT4, a -> scale(a[0], false), NUMERIC));
        all.add(floating("sign", x -> x > 0 ? 1 : x < 0 ? -1 : 0));
        all.add(numeric("sign", MathFunctions::signum));
        all.add(floating("sqrt", FloatMath::sqrt));
        all.add(floating("sqrt", FloatMath::sqrt).named("|/"));
        all.add(numeric("sqrt", NumericMath::sqrt));
        all.add(numeric("trim_scale", MathFunctions::trimScale));
        all.add(floating("trunc", FloatMath::truncate));
        all.add(numeric("trunc", a -> Numerics.round(a, 0, RoundingMode.DOWN)));
        all.add(Func.of("trunc", NUMERIC, a -> Numerics.round(a[0], int4(a[1]), RoundingMode.DOWN), NUMERIC, INT4));
        all.addAll(trigonometric());
        return all;
    }

    private static List<Func> trigonometric() {
        return List.of(
                floating("acos", inside(-1, 1, StrictMath::acos)),
                floating("asin", inside(-1, 1, StrictMath::asin)),
                floating("atan", StrictMath::atan),
                floating("atan2", StrictMath::atan2),
                floating("cos", finite(StrictMath::cos)),
                floating("cot", finite(x -> 1 / StrictMath.tan(x))),
                floating("sin", finite(StrictMath::sin)),
                floating("tan", finite(StrictMath::tan)),
                floating("sinh", StrictMath::sinh),
                floating("cosh", StrictMath::cosh),
                floating("tanh", StrictMath::tanh));
    }

    private static DoubleUnaryOperator inside(double low, double high, DoubleUnaryOperator operation) {
        return x -> {
            if (x < low || x > high) throw Errors.error(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "input is out of range");
            return operation.applyAsDouble(x);
        };
    }

    private static DoubleUnaryOperator finite(DoubleUnaryOperator operation) {
        return inside(-Double.MAX_VALUE, Double.MAX_VALUE, operation);
    }

    private static Func floating(String name, DoubleUnaryOperator operation) {
        return Func.of(name, FLOAT8, a -> new Datum.Float64(operation.applyAsDouble(Values.floating(a[0]))), FLOAT8);
    }

    private static Func floating(String name, DoubleBinaryOperator operation) {
        Func.Impl impl = a -> new Datum.Float64(operation.applyAsDouble(Values.floating(a[0]), Values.floating(a[1])));
        return Func.of(name, FLOAT8, impl, FLOAT8, FLOAT8);
    }

    private static Func numeric(String name, UnaryOperator<Datum> operation) {
        return Func.of(name, NUMERIC, a -> operation.apply(a[0]), NUMERIC);
    }

    private static Func numeric(String name, BinaryOperator<Datum> operation) {
        return Func.of(name, NUMERIC, a -> operation.apply(a[0], a[1]), NUMERIC, NUMERIC);
    }

    private static Datum absolute(long value, ScalarType type) {
        return ArithmeticFunctions.datum(
                ArithmeticFunctions.narrow(Math.abs(value), value == Long.MIN_VALUE, type), type);
    }

    private static Datum remainder(long x, long y, ScalarType type) {
        return ArithmeticFunctions.datum(ArithmeticFunctions.remainder(x, y), type);
    }

    private static Datum divisor(long x, long y, ScalarType type) {
        BigInteger divisor = BigInteger.valueOf(x).gcd(BigInteger.valueOf(y));
        if (divisor.bitLength() > 63) throw Errors.outOfRange(type);
        return ArithmeticFunctions.datum(ArithmeticFunctions.narrow(divisor.longValueExact(), false, type), type);
    }

    private static Datum multiple(long x, long y, ScalarType type) {
        if (x == 0 || y == 0) return ArithmeticFunctions.datum(0, type);
        BigInteger first = BigInteger.valueOf(x);
        BigInteger second = BigInteger.valueOf(y);
        BigInteger multiple = first.divide(first.gcd(second)).multiply(second).abs();
        if (multiple.bitLength() > 63) throw Errors.outOfRange(type);
        return ArithmeticFunctions.datum(ArithmeticFunctions.narrow(multiple.longValueExact(), false, type), type);
    }

    private static Datum factorial(long n) {
        if (n < 0) {
            throw Errors.error(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "factorial of a negative number is undefined");
        }
        if (n > FACTORIAL_MAX) throw Errors.numericOverflow();
        BigInteger product = BigInteger.ONE;
        for (long i = 2; i <= n; i++) product = product.multiply(BigInteger.valueOf(i));
        return Numerics.checked(new BigDecimal(product));
    }

    /** The number of digits after the point: as shown, or as few as the value needs. NULL if the value is not finite. */
    private static Datum scale(Datum a, boolean least) {
        if (!(a instanceof Datum.Numeric(var x))) return Datum.NULL;
        return new Datum.Int32(least ? Math.max(0, x.stripTrailingZeros().scale()) : x.scale());
    }

    private static Datum signum(Datum a) {
        return a == Datum.NumericSpecial.NAN ? a : Datum.of(BigDecimal.valueOf(Numerics.sign(a)));
    }

    private static Datum trimScale(Datum a) {
        if (!(a instanceof Datum.Numeric(var x))) return a;
        BigDecimal trimmed = x.stripTrailingZeros();
        return new Datum.Numeric(trimmed.scale() < 0 ? trimmed.setScale(0) : trimmed);
    }
}
