package dev.coordtest.protocol.codec;

import dev.coordtest.expr.scalar.Func;
import dev.coordtest.expr.scalar.Functions;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Row;
import dev.coordtest.repr.type.ScalarType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.TypeVariable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Draws values of any type that messages are made of, and counts the cases it has drawn. */
final class RandomMessages {
    private static final int DEPTH_MAX = 7;

    private final SplittableRandom random;
    /** How often each record and constant type was drawn, by name. */
    private final SortedMap<String, Integer> drawn = new TreeMap<>();

    RandomMessages(SplittableRandom random) {
        this.random = random;
    }

    SortedMap<String, Integer> drawn() {
        return drawn;
    }

    Object of(Class<?> type) throws ReflectiveOperationException {
        return of(type, 0);
    }

    private Object of(Class<?> type, int depth) throws ReflectiveOperationException {
        if (type == boolean.class) return random.nextBoolean();
        if (type == char.class) return (char) random.nextInt(Character.MAX_VALUE + 1);
        if (type == int.class || type == Integer.class) return integer();
        if (type == long.class) return random.nextBoolean() ? random.nextLong() : random.nextLong(100);
        if (type == String.class) return text();
        if (type == OptionalLong.class)
            return random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(random.nextLong(1L << 40));
        if (type == Row.class) return row();
        if (type == Datum.class) return datum();
        if (type == Batch.class) return batch();
        if (type == Func.class) return func();
        if (type.isEnum()) return constant(type);
        if (type.isRecord()) return record(type, depth);
        if (type.isSealed()) return permitted(type, depth);
        throw new IllegalStateException("cannot draw " + type);
    }

    private Object permitted(Class<?> type, int depth) throws ReflectiveOperationException {
        List<Class<?>> permitted = List.of(type.getPermittedSubclasses());
        if (depth >= DEPTH_MAX)
            permitted = permitted.stream().filter(each -> !refersTo(each, type)).toList();
        return of(permitted.get(random.nextInt(permitted.size())), depth);
    }

    /** Whether a record has a component, or a list, of {@code type}. */
    private static boolean refersTo(Class<?> record, Class<?> type) {
        if (!record.isRecord()) return false;
        for (RecordComponent component : record.getRecordComponents()) {
            if (component.getType() == type
                    || component.getGenericType().getTypeName().contains(type.getName() + ">")) return true;
        }
        return false;
    }

    private Object constant(Class<?> type) {
        drawn.merge(type.getName(), 1, Integer::sum);
        Object[] constants = type.getEnumConstants();
        return constants[random.nextInt(constants.length)];
    }

    /** A record lets itself not be made of everything: then other components are drawn. */
    private Object record(Class<?> type, int depth, AnnotatedType... arguments) throws ReflectiveOperationException {
        List<TypeVariable<?>> parameters = List.of(type.getTypeParameters());
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < types.length; i++) types[i] = components[i].getType();
        for (int attempt = 0; ; attempt++) {
            @Nullable Object[] values = new Object[types.length];
            for (int i = 0; i < types.length; i++) {
                AnnotatedType declared = components[i].getAnnotatedType();
                boolean open = declared.getType() instanceof TypeVariable<?>;
                values[i] = component(open ? arguments[parameters.indexOf(declared.getType())] : declared, depth + 1);
            }
            try {
                Object value = type.getConstructor(types).newInstance(values);
                drawn.merge(type.getName(), 1, Integer::sum);
                return value;
            } catch (InvocationTargetException e) {
                if (attempt == 100 || !(e.getCause() instanceof IllegalArgumentException)) throw e;
            }
        }
    }

    private @Nullable Object component(AnnotatedType type, int depth) throws ReflectiveOperationException {
        if (type.isAnnotationPresent(Nullable.class) && random.nextInt(3) == 0) return null;
        if (type instanceof AnnotatedParameterizedType parameterized) {
            Class<?> raw = (Class<?>) ((ParameterizedType) type.getType()).getRawType();
            if (raw.isRecord()) return record(raw, depth, parameterized.getAnnotatedActualTypeArguments());
            List<Object> list = new ArrayList<>();
            AnnotatedType element = parameterized.getAnnotatedActualTypeArguments()[0];
            for (int i = random.nextInt(depth < DEPTH_MAX ? 4 : 2); i > 0; i--) {
                Object each = component(element, depth);
                if (each != null) list.add(each);
            }
            return List.copyOf(list);
        }
        return of((Class<?>) type.getType(), depth);
    }

    private int integer() {
        return switch (random.nextInt(4)) {
            case 0 -> Integer.MIN_VALUE;
            case 1 -> Integer.MAX_VALUE;
            default -> random.nextInt(-100, 100);
        };
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--)
            text.appendCodePoint(random.nextBoolean() ? 'a' + random.nextInt(26) : 0x1F600);
        return text.toString();
    }

    private Row row() {
        List<Datum> datums = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) datums.add(datum());
        return Row.of(datums);
    }

    private Datum datum() {
        return switch (random.nextInt(12)) {
            case 0 -> Datum.NULL;
            case 1 -> Datum.of(random.nextBoolean());
            case 2 -> Datum.of(random.nextInt());
            case 3 -> Datum.of(random.nextLong());
            case 4 -> new Datum.Float64(random.nextDouble());
            case 5 -> new Datum.Numeric(new BigDecimal(random.nextLong()).movePointLeft(random.nextInt(20)));
            case 6 -> Datum.NumericSpecial.NAN;
            case 7 -> new Datum.Bytes(new byte[random.nextInt(300)]);
            case 8 -> new Datum.Interval(random.nextInt(), random.nextInt(), random.nextLong());
            case 9 -> new Datum.Date(random.nextInt());
            case 10 -> new Datum.ListValue(List.of(Datum.of(1), Datum.NULL));
            default -> Datum.of(text());
        };
    }

    private Batch batch() {
        Batch.Builder batch = new Batch.Builder();
        boolean oneTime = random.nextBoolean();
        boolean oneDiff = random.nextBoolean();
        for (int i = random.nextInt(20); i > 0; i--) {
            batch.add(row(), oneTime ? 7 : random.nextLong(), oneDiff ? 1 : random.nextLong(-3, 4));
        }
        return batch.build();
    }

    private Func func() {
        if (random.nextInt(8) == 0)
            return Functions.variadic("concat", List.of(ScalarType.TEXT, ScalarType.INT4))
                    .orElseThrow();
        if (random.nextInt(8) == 0) return Functions.compare("<", ScalarType.INT8);
        List<String> names = Functions.names();
        List<Func> funcs = List.of();
        while (funcs.isEmpty()) funcs = Functions.byName(names.get(random.nextInt(names.size())));
        return funcs.get(random.nextInt(funcs.size()));
    }
}
