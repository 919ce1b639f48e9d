package dev.coordtest.compute;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Datum.ArrayValue.Dimension;
import dev.coordtest.repr.Datum.NumericSpecial;
import dev.coordtest.repr.Json;
import dev.coordtest.repr.type.ScalarType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;

/** Values of every type, few enough that equal ones meet, with those among them that are easily got wrong. */
public final class RandomValues {
    private static final List<ScalarType> TYPES = List.of(
            ScalarType.BOOL,
            ScalarType.INT2,
            ScalarType.INT4,
            ScalarType.INT8,
            ScalarType.FLOAT4,
            ScalarType.FLOAT8,
            ScalarType.NUMERIC,
            ScalarType.INTERVAL,
            ScalarType.TEXT,
            ScalarType.Simple.JSONB,
            new ScalarType.Array(ScalarType.INT4),
            new ScalarType.Array(ScalarType.NUMERIC),
            new ScalarType.Array(ScalarType.TEXT));
    private static final List<String> NUMBERS = List.of(
            "0",
            "0.00",
            "1",
            "1.0",
            "1.50",
            "-1.5",
            "-1.50000",
            "10",
            "100",
            "-0.001",
            "99.999",
            "1e40",
            "-1e40",
            "1e-30");
    private static final double[] DOUBLES = {
        0,
        -0.0,
        1,
        -1,
        0.1,
        0.2,
        0.3,
        1e16,
        -1e16,
        1e300,
        -1e300,
        1e-300,
        Double.MIN_VALUE,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY
    };
    private static final float[] FLOATS = {0, -0f, 1, 0.1f, 1e10f, -1e10f, 3e38f, Float.MIN_VALUE, Float.NaN, -1e-10f};
    private static final List<String> TEXTS = List.of("", "a", "b", "ab", "a\0", "\0", "é", "\uFFFD", "\uD83D\uDE00");
    private final SplittableRandom random;

    public RandomValues(SplittableRandom random) {
        this.random = random;
    }

    public ScalarType type() {
        return TYPES.get(random.nextInt(TYPES.size()));
    }

    public Datum datum(ScalarType type) {
        if (random.nextInt(6) == 0) return Datum.NULL;
        if (type == ScalarType.BOOL) return Datum.of(random.nextBoolean());
        if (type == ScalarType.INT2) return new Datum.Int16((short) random.nextInt(-3, 4));
        if (type == ScalarType.INT4) return new Datum.Int32(edge(Integer.MIN_VALUE, Integer.MAX_VALUE));
        if (type == ScalarType.INT8) return new Datum.Int64(whole());
        if (type == ScalarType.FLOAT4) return new Datum.Float32(FLOATS[random.nextInt(FLOATS.length)]);
        if (type == ScalarType.FLOAT8) return new Datum.Float64(DOUBLES[random.nextInt(DOUBLES.length)]);
        if (type == ScalarType.NUMERIC) return numeric();
        if (type == ScalarType.INTERVAL) {
            return new Datum.Interval(random.nextInt(-1, 2), edge(-30, 30), random.nextInt(-1, 2) * 86_400_000_000L);
        }
        if (type == ScalarType.TEXT) return new Datum.Text(TEXTS.get(random.nextInt(TEXTS.size())));
        if (type == ScalarType.Simple.JSONB) return Datum.of(json(2));
        if (type instanceof ScalarType.Array(var element)) return array(element);
        throw new IllegalArgumentException(type.toString());
    }

    private Json json(int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 6)) {
            case 0 -> Json.NULL;
            case 1 -> Json.of(random.nextBoolean());
            case 2 -> new Json.Numeric(plain(new BigDecimal(NUMBERS.get(random.nextInt(NUMBERS.size())))));
            case 3 -> Json.of(TEXTS.get(random.nextInt(TEXTS.size())));
            case 4 -> {
                List<Json> elements = new ArrayList<>();
                for (int i = random.nextInt(3); i > 0; i--) elements.add(json(depth - 1));
                yield new Json.Array(elements);
            }
            default -> {
                SortedMap<String, Json> members = Json.members();
                for (int i = random.nextInt(3); i > 0; i--)
                    members.put(TEXTS.get(random.nextInt(TEXTS.size())), json(depth - 1));
                yield new Json.Members(members);
            }
        };
    }

    private Datum numeric() {
        if (random.nextInt(12) == 0) return NumericSpecial.values()[random.nextInt(3)];
        return new Datum.Numeric(plain(new BigDecimal(NUMBERS.get(random.nextInt(NUMBERS.size())))));
    }

    private static BigDecimal plain(BigDecimal value) {
        return value.scale() < 0 ? value.setScale(0) : value;
    }

    private int edge(int least, int greatest) {
        return switch (random.nextInt(8)) {
            case 0 -> least;
            case 1 -> greatest;
            default -> random.nextInt(-2, 3);
        };
    }

    private long whole() {
        return switch (random.nextInt(8)) {
            case 0 -> Long.MIN_VALUE;
            case 1 -> Long.MAX_VALUE;
            default -> random.nextInt(-2, 3);
        };
    }

    /** Of up to two dimensions, which need not be counted from 1. */
    private Datum array(ScalarType element) {
        List<Dimension> dimensions = new ArrayList<>();
        int count = 1;
        for (int i = random.nextInt(3); i > 0; i--) {
            dimensions.add(new Dimension(random.nextInt(4) == 0 ? random.nextInt(-1, 2) : 1, random.nextInt(1, 3)));
            count *= dimensions.getLast().length();
        }
        if (dimensions.isEmpty()) return Datum.ArrayValue.EMPTY;
        List<Datum> elements = new ArrayList<>();
        for (int i = 0; i < count; i++) elements.add(datum(element));
        return new Datum.ArrayValue(elements, dimensions);
    }
}
