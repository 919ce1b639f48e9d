package dev.coordtest.protocol.codec;

import java.util.Arrays;

/** A constant: its number, in the order in which they are declared. */
final class EnumShape implements Shape {
    private final String name;
    private final Object[] constants;

    EnumShape(String name, Object[] constants) {
        this.name = name;
        this.constants = constants;
    }

    @Override
    public void write(Object value, Writer writer) {
        writer.count(Arrays.asList(constants).indexOf(value));
    }

    @Override
    public Object read(Reader reader) throws CodecException {
        return constants[reader.below(constants.length, name)];
    }
}
