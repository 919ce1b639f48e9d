package dev.coordtest.protocol.codec;

/** How the values of one type are written. */
interface Shape {
    void write(Object value, Writer writer) throws CodecException;

    Object read(Reader reader) throws CodecException;
}
