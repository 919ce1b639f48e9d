package dev.coordtest.protocol.codec;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Derives shapes from types, each once, and describes them as it goes. */
final class Shapes {
    private final Map<Type, Shape> known = new HashMap<>();
    private final StringBuilder description = new StringBuilder();

    /** Every type met so far with what it is made of: equal if the binary form is. */
    String description() {
        return description.toString();
    }

    Shape of(Class<?> type) {
        Shape shape = known.get(type);
        if (shape != null) return shape;
        Shape leaf = Leaf.of(type);
        if (leaf != null) {
            describe(type.getSimpleName() + " is a leaf");
            known.put(type, leaf);
            return leaf;
        }
        // Types refer to themselves: what they refer to while they are being described is filled in at the end.
        Later later = new Later();
        known.put(type, later);
        later.shape = made(type);
        known.put(type, later.shape);
        return later.shape;
    }

    private Shape made(Class<?> type) {
        if (type.isEnum()) {
            Object[] constants = type.getEnumConstants();
            describe(type.getSimpleName() + " is one of " + List.of(constants));
            return new EnumShape(type.getSimpleName(), constants);
        }
        if (type.isRecord()) return record(type);
        if (type.isSealed()) return sealed(type);
        throw new IllegalStateException("no binary form for " + type);
    }

    /** @param arguments what a generic record's parameters stand for, none for others */
    private Shape record(Class<?> type, AnnotatedType... arguments) {
        List<TypeVariable<?>> parameters = List.of(type.getTypeParameters());
        List<Shape> components = new ArrayList<>();
        StringBuilder names = new StringBuilder();
        for (RecordComponent component : type.getRecordComponents()) {
            AnnotatedType declared = component.getAnnotatedType();
            int parameter = declared.getType() instanceof TypeVariable<?> variable ? parameters.indexOf(variable) : -1;
            AnnotatedType actual = parameter < 0 ? declared : arguments[parameter];
            components.add(of(actual));
            names.append(' ').append(actual).append(' ').append(component.getName());
        }
        describe(type.getSimpleName() + " is a record of" + names);
        return new RecordShape(type, components);
    }

    private Shape sealed(Class<?> type) {
        List<Class<?>> cases = cases(type);
        describe(type.getSimpleName() + " is one of "
                + cases.stream().map(Class::getSimpleName).toList());
        return new SealedShape(
                type.getSimpleName(), cases, cases.stream().map(this::of).toList());
    }

    /** The records and enumerations that a sealed interface stands for, in the order in which they are declared. */
    private static List<Class<?>> cases(Class<?> type) {
        if (!type.isSealed() || type.isRecord() || type.isEnum()) return List.of(type);
        List<Class<?>> cases = new ArrayList<>();
        for (Class<?> permitted : type.getPermittedSubclasses()) cases.addAll(cases(permitted));
        return cases;
    }

    private Shape of(AnnotatedType annotated) {
        Shape shape = ofNotNull(annotated);
        return annotated.isAnnotationPresent(Nullable.class) ? new NullableShape(shape) : shape;
    }

    private Shape ofNotNull(AnnotatedType annotated) {
        if (annotated instanceof AnnotatedParameterizedType parameterized
                && annotated.getType() instanceof ParameterizedType type
                && type.getRawType() == List.class) {
            return new ListShape(of(parameterized.getAnnotatedActualTypeArguments()[0]));
        }
        if (annotated instanceof AnnotatedParameterizedType parameterized
                && annotated.getType() instanceof ParameterizedType type
                && type.getRawType() instanceof Class<?> raw
                && raw.isRecord()) {
            return record(raw, parameterized.getAnnotatedActualTypeArguments());
        }
        if (annotated.getType() instanceof Class<?> type) return of(type);
        throw new IllegalStateException("no binary form for " + annotated);
    }

    private void describe(String line) {
        description.append(line).append('\n');
    }

    /** Stands for a shape that is being made. */
    private static final class Later implements Shape {
        private @Nullable Shape shape;

        private Shape shape() {
            if (shape == null) throw new IllegalStateException("used before it was made");
            return shape;
        }

        @Override
        public void write(Object value, Writer writer) throws CodecException {
            shape().write(value, writer);
        }

        @Override
        public Object read(Reader reader) throws CodecException {
            return shape().read(reader);
        }
    }
}
