package dev.coordtest.sql;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Trees of records as text, positions left out; two trees are the same, positions aside, if their texts are. */
public final class Shape {
    /** Asked for once: each answer of reflection is a new object that has to find its method anew. */
    private static final ClassValue<List<RecordComponent>> COMPONENTS = new ClassValue<>() {
        @Override
        protected List<RecordComponent> computeValue(Class<?> type) {
            List<RecordComponent> components = List.of(type.getRecordComponents());
            components.forEach(component -> component.getAccessor().setAccessible(true));
            return components;
        }
    };

    private Shape() {}

    public static String of(@Nullable Object value) {
        return switch (value) {
            case null -> "-";
            case String text -> "'" + text + "'";
            case Character c -> "'" + c + "'";
            case List<?> list -> list.stream().map(Shape::of).collect(Collectors.joining(", ", "[", "]"));
            case Optional<?> optional -> of(optional.orElse(null));
            case OptionalLong optional -> optional.isPresent() ? Long.toString(optional.getAsLong()) : "-";
            case Record record -> record(record);
            default -> value.toString();
        };
    }

    private static String record(Record record) {
        StringBuilder text = new StringBuilder(record.getClass().getSimpleName()).append('(');
        String separator = "";
        for (RecordComponent component : COMPONENTS.get(record.getClass())) {
            if (component.getName().equals("position")) continue;
            text.append(separator).append(of(value(record, component)));
            separator = ", ";
        }
        return text.append(')').toString();
    }

    private static @Nullable Object value(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }
}
