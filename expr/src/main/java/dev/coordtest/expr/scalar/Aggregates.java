package dev.coordtest.expr.scalar;

import static dev.coordtest.repr.type.ScalarType.BOOL;
import static dev.coordtest.repr.type.ScalarType.BYTEA;
import static dev.coordtest.repr.type.ScalarType.FLOAT4;
import static dev.coordtest.repr.type.ScalarType.FLOAT8;
import static dev.coordtest.repr.type.ScalarType.INT2;
import static dev.coordtest.repr.type.ScalarType.INT4;
import static dev.coordtest.repr.type.ScalarType.INT8;
import static dev.coordtest.repr.type.ScalarType.NUMERIC;
import static dev.coordtest.repr.type.ScalarType.TEXT;

import dev.coordtest.expr.scalar.AggregateFunc.Kind;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Datum.NumericSpecial;
import dev.coordtest.repr.DatumOrder;
import dev.coordtest.repr.Row;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.ScalarType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** The aggregate functions: which there are, and what each means as a plain function of a multiset. */
public final class Aggregates {
    private static final List<String> NAMES = List.of(
            "count",
            "sum",
            "avg",
            "min",
            "max",
            "bool_and",
            "every",
            "bool_or",
            "any_value",
            "variance",
            "var_samp",
            "var_pop",
            "stddev",
            "stddev_samp",
            "stddev_pop",
            "string_agg",
            "array_agg",
            "list_agg",
            "jsonb_agg",
            "json_agg",
            "jsonb_object_agg",
            "json_object_agg");

    private Aggregates() {}

    /** A value and how often it is there. */
    public record Counted(Datum value, long count) {}

    /** The aggregate of a name for arguments of these types; empty if there is none. */
    public static Optional<AggregateFunc> find(String name, List<ScalarType> arguments) {
        if (arguments.size() == 1) return find(name, arguments.getFirst());
        List<ScalarType> types = arguments.stream().map(ScalarType::base).toList();
        if (types.size() == 2 && List.of("jsonb_object_agg", "json_object_agg").contains(name)) {
            return Optional.of(new AggregateFunc(Kind.JSON_OBJECT_AGG, types, json(name)));
        }
        boolean strings = types.equals(List.of(TEXT, TEXT)) || types.equals(List.of(BYTEA, BYTEA));
        return name.equals("string_agg") && strings
                ? Optional.of(new AggregateFunc(Kind.STRING_AGG, types, types.getFirst()))
                : Optional.empty();
    }

    /** The aggregate of a name for one argument of a type; empty if there is none. */
    public static Optional<AggregateFunc> find(String name, ScalarType argument) {
        ScalarType type = argument.base();
        return switch (name) {
            case "count" -> Optional.of(new AggregateFunc(Kind.COUNT, type, INT8));
            case "sum" -> sumType(type).map(result -> new AggregateFunc(Kind.SUM, type, result));
            case "avg" -> avgType(type).map(result -> new AggregateFunc(Kind.AVG, type, result));
            case "min" -> ordered(type) ? Optional.of(new AggregateFunc(Kind.MIN, type, type)) : Optional.empty();
            case "max" -> ordered(type) ? Optional.of(new AggregateFunc(Kind.MAX, type, type)) : Optional.empty();
            case "bool_and", "every" ->
                type == BOOL ? Optional.of(new AggregateFunc(Kind.BOOL_AND, BOOL, BOOL)) : Optional.empty();
            case "bool_or" ->
                type == BOOL ? Optional.of(new AggregateFunc(Kind.BOOL_OR, BOOL, BOOL)) : Optional.empty();
            case "any_value" ->
                type == ScalarType.UNKNOWN ? Optional.empty() : Optional.of(new AggregateFunc(Kind.ANY, type, type));
            case "array_agg" ->
                type == ScalarType.UNKNOWN
                        ? Optional.empty()
                        : Optional.of(new AggregateFunc(
                                Kind.ARRAY_AGG,
                                type,
                                type instanceof ScalarType.Array ? type : new ScalarType.Array(type)));
            case "list_agg" ->
                type == ScalarType.UNKNOWN
                        ? Optional.empty()
                        : Optional.of(new AggregateFunc(Kind.LIST_AGG, type, new ScalarType.ListOf(type)));
            case "jsonb_agg", "json_agg" -> Optional.of(new AggregateFunc(Kind.JSON_AGG, type, json(name)));
            case "variance", "var_samp" -> variance(Kind.VAR_SAMP, type);
            case "var_pop" -> variance(Kind.VAR_POP, type);
            case "stddev", "stddev_samp" -> variance(Kind.STDDEV_SAMP, type);
            case "stddev_pop" -> variance(Kind.STDDEV_POP, type);
            default -> Optional.empty();
        };
    }

    private static ScalarType json(String name) {
        return name.startsWith("jsonb") ? ScalarType.Simple.JSONB : ScalarType.Simple.JSON;
    }

    private static Optional<AggregateFunc> variance(Kind kind, ScalarType type) {
        // Like an average, but not of intervals.
        return type == ScalarType.INTERVAL
                ? Optional.empty()
                : avgType(type).map(result -> new AggregateFunc(kind, type, result));
    }

    public static boolean isName(String name) {
        return NAMES.contains(name);
    }

    private static boolean ordered(ScalarType type) {
        return type != BOOL
                && type != ScalarType.Simple.UUID
                && type != ScalarType.Simple.JSON
                && type != ScalarType.Simple.JSONB
                && type != ScalarType.UNKNOWN;
    }

    private static Optional<ScalarType> sumType(ScalarType type) {
        if (type == INT2 || type == INT4) return Optional.of(INT8);
        if (type == INT8 || type.equals(NUMERIC)) return Optional.of(NUMERIC);
        if (type == FLOAT4 || type == FLOAT8 || type == ScalarType.INTERVAL) return Optional.of(type);
        return Optional.empty();
    }

    private static Optional<ScalarType> avgType(ScalarType type) {
        if (type == INT2 || type == INT4 || type == INT8 || type.equals(NUMERIC)) return Optional.of(NUMERIC);
        if (type == FLOAT4 || type == FLOAT8) return Optional.of(FLOAT8);
        return type == ScalarType.INTERVAL ? Optional.of(type) : Optional.empty();
    }

    /** The value of an aggregate over a multiset, NULLs left out; of one that does not gather. */
    public static Datum evaluate(AggregateFunc func, Iterable<Counted> values) {
        return switch (func.kind()) {
            case COUNT -> Datum.of(count(values));
            case SUM, AVG ->
                func.input() == ScalarType.INTERVAL
                        ? intervals(func, values)
                        : ofExactSum(func, exactSum(values), count(values));
            case VAR_SAMP, VAR_POP, STDDEV_SAMP, STDDEV_POP ->
                Variances.of(func, exactSum(values), sumOfSquares(values), count(values));
            case MIN -> extreme(values, -1);
            case MAX -> extreme(values, 1);
            case ANY -> any(values);
            case BOOL_AND -> connective(values, Datum.FALSE);
            case BOOL_OR -> connective(values, Datum.TRUE);
            case STRING_AGG, ARRAY_AGG, LIST_AGG, JSON_AGG, JSON_OBJECT_AGG ->
                throw new IllegalStateException(func + " needs an order");
        };
    }

    private static long count(Iterable<Counted> values) {
        long count = 0;
        for (Counted counted : values) if (!counted.value.isNull()) count += counted.count;
        return count;
    }

    /**
     * The value of a SUM or AVG, not of intervals, over {@code count} values; NULL of none.
     *
     * @param sum the sum of the values, each made {@link #exact}
     */
    public static Datum ofExactSum(AggregateFunc func, Datum sum, long count) {
        if (count == 0) return Datum.NULL;
        if (func.kind() == Kind.AVG) return average(func, sum, count);
        ScalarType result = func.result();
        if (result.equals(NUMERIC)) return sum instanceof Datum.Numeric(var value) ? Numerics.checked(value) : sum;
        if (result == INT8) {
            BigDecimal whole = ((Datum.Numeric) sum).value();
            if (whole.unscaledValue().bitLength() > 63) throw outOfRange("bigint");
            return Datum.of(whole.longValueExact());
        }
        double value = NumberCasts.toDouble(sum);
        if (result == FLOAT4) {
            if (Float.isInfinite((float) value) && sum instanceof Datum.Numeric) throw overflow();
            return new Datum.Float32((float) value);
        }
        if (Double.isInfinite(value) && sum instanceof Datum.Numeric) throw overflow();
        return new Datum.Float64(value);
    }

    /**
     * The exact sum as a numeric. Floats are summed without rounding and rounded once, so that the order in which they come and go does not show; a
     * numeric sum shows as many fractional digits as the summand that shows most.
     */
    private static Datum exactSum(Iterable<Counted> values) {
        Datum sum = Datum.of(BigDecimal.ZERO);
        for (Counted counted : values) {
            if (counted.value.isNull()) continue;
            Datum times = Datum.of(BigDecimal.valueOf(counted.count));
            sum = Numerics.add(sum, Numerics.multiply(exact(counted.value), times));
        }
        return sum;
    }

    private static BigDecimal sumOfSquares(Iterable<Counted> values) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Counted counted : values) {
            if (!counted.value.isNull() && exact(counted.value) instanceof Datum.Numeric(var x))
                sum = sum.add(x.multiply(x).multiply(BigDecimal.valueOf(counted.count)));
        }
        return sum;
    }

    /** A number as the numeric that is exactly it. */
    public static Datum exact(Datum value) {
        return switch (value) {
            case Datum.Float32(var x) when Float.isFinite(x) -> Datum.of(new BigDecimal(x));
            case Datum.Float64(var x) when Double.isFinite(x) -> Datum.of(new BigDecimal(x));
            default -> NumberCasts.toNumeric(value);
        };
    }

    private static Datum intervals(AggregateFunc func, Iterable<Counted> values) {
        IntervalTotal total = new IntervalTotal();
        for (Counted counted : values) {
            if (counted.value instanceof Datum.Interval interval) total.add(interval, counted.count);
        }
        return total.value(func);
    }

    private static Datum average(AggregateFunc func, Datum sum, long count) {
        if (func.result() == FLOAT8) {
            if (sum instanceof NumericSpecial) return new Datum.Float64(NumberCasts.toDouble(sum));
            double total = NumberCasts.toDouble(sum);
            if (Double.isInfinite(total)) throw overflow();
            return new Datum.Float64(total / count);
        }
        return Numerics.divide(sum, Datum.of(BigDecimal.valueOf(count)));
    }

    /** The average of {@code count} whole numbers that come to {@code sum}; NULL of none. */
    public static Datum average(BigInteger sum, long count) {
        if (count == 0) return Datum.NULL;
        return Numerics.divide(numeric(sum), Datum.of(BigDecimal.valueOf(count)));
    }

    /** The sum of whole numbers as a numeric. */
    public static Datum numeric(BigInteger sum) {
        return Datum.of(new BigDecimal(sum));
    }

    private static Datum extreme(Iterable<Counted> values, int sign) {
        Datum best = Datum.NULL;
        for (Counted counted : values) {
            Datum value = counted.value;
            if (value.isNull() || counted.count == 0) continue;
            int compared = best.isNull() ? 1 : sign * Integer.signum(DatumOrder.ORDER.compare(value, best));
            // Of equal values that are written differently always the same one.
            if (compared > 0 || compared == 0 && Row.of(value).compareTo(Row.of(best)) < 0) best = value;
        }
        return best;
    }

    private static Datum any(Iterable<Counted> values) {
        Datum best = Datum.NULL;
        for (Counted counted : values) {
            boolean first = best.isNull() && !counted.value.isNull();
            if (first || !counted.value.isNull() && Row.of(counted.value).compareTo(Row.of(best)) < 0)
                best = counted.value;
        }
        return best;
    }

    private static Datum connective(Iterable<Counted> values, Datum winner) {
        Datum result = Datum.NULL;
        for (Counted counted : values) {
            if (counted.value.isNull()) continue;
            if (counted.value.equals(winner)) return winner;
            result = counted.value;
        }
        return result;
    }

    /** What a sum that its type cannot hold fails with. */
    public static SqlException outOfRange(String type) {
        return new SqlException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, type + " out of range");
    }

    static SqlException overflow() {
        return new SqlException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "value out of range: overflow");
    }
}
