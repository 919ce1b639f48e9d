package dev.coordtest.protocol.codec;

import java.util.ArrayList;
import java.util.List;

/** A list: how many, and each. */
final class ListShape implements Shape {
    private final Shape element;

    ListShape(Shape element) {
        this.element = element;
    }

    @Override
    public void write(Object value, Writer writer) throws CodecException {
        List<?> list = (List<?>) value;
        writer.count(list.size());
        for (Object each : list) element.write(each, writer);
    }

    @Override
    public Object read(Reader reader) throws CodecException {
        int size = reader.countOfMore();
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < size; i++) list.add(element.read(reader));
        return List.copyOf(list);
    }
}
