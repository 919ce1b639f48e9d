package dev.coordtest.protocol.codec;

import org.jspecify.annotations.Nullable;

/** A value that may not be there: whether it is, and then the value. */
final class NullableShape implements Shape {
    private final Shape shape;

    NullableShape(Shape shape) {
        this.shape = shape;
    }

    @Override
    public void write(@Nullable Object value, Writer writer) throws CodecException {
        writer.oneByte(value == null ? 0 : 1);
        if (value != null) shape.write(value, writer);
    }

    @Override
    @SuppressWarnings("NullAway") // Where this shape stands, null may too.
    public Object read(Reader reader) throws CodecException {
        return reader.below(2, "presence") == 0 ? null : shape.read(reader);
    }
}
