package dev.coordtest.protocol.codec;

import java.util.List;

/** One of several types: its number, in the order in which they are declared, and the value. */
final class SealedShape implements Shape {
    private final String name;
    private final List<Class<?>> cases;
    private final List<Shape> shapes;

    SealedShape(String name, List<Class<?>> cases, List<Shape> shapes) {
        this.name = name;
        this.cases = cases;
        this.shapes = shapes;
    }

    @Override
    public void write(Object value, Writer writer) throws CodecException {
        for (int i = 0; i < cases.size(); i++) {
            if (!cases.get(i).isInstance(value)) continue;
            writer.count(i);
            shapes.get(i).write(value, writer);
            return;
        }
        throw new IllegalStateException(name + " has no case " + value.getClass());
    }

    @Override
    public Object read(Reader reader) throws CodecException {
        return shapes.get(reader.below(cases.size(), name)).read(reader);
    }
}
