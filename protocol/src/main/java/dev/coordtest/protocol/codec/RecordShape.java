package dev.coordtest.protocol.codec;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.List;

/** A record: its components, in order. */
final class RecordShape implements Shape {
    private final List<Shape> components;
    private final MethodHandle[] accessors;
    private final MethodHandle constructor;

    RecordShape(Class<?> type, List<Shape> components) {
        this.components = components;
        RecordComponent[] declared = type.getRecordComponents();
        accessors = new MethodHandle[declared.length];
        Class<?>[] types = new Class<?>[declared.length];
        try {
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            for (int i = 0; i < declared.length; i++) {
                types[i] = declared[i].getType();
                accessors[i] = lookup.unreflect(declared[i].getAccessor())
                        .asType(MethodType.methodType(Object.class, Object.class));
            }
            constructor = lookup.findConstructor(type, MethodType.methodType(void.class, types))
                    .asSpreader(Object[].class, types.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("messages are public: " + type, e);
        }
    }

    @Override
    public void write(Object value, Writer writer) throws CodecException {
        writer.down();
        for (int i = 0; i < accessors.length; i++) components.get(i).write(component(value, i), writer);
        writer.up();
    }

    // Accessors of records throw nothing that is checked.
    @SuppressWarnings("NullAway")
    private Object component(Object value, int i) {
        try {
            return (Object) accessors[i].invokeExact(value);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Object read(Reader reader) throws CodecException {
        reader.down();
        Object[] values = new Object[accessors.length];
        for (int i = 0; i < values.length; i++) values[i] = components.get(i).read(reader);
        reader.up();
        try {
            return (Object) constructor.invokeExact(values);
        } catch (IllegalArgumentException | IllegalStateException e) {
            // A record does not let itself be made of what it may not be.
            throw reader.failure(e);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
