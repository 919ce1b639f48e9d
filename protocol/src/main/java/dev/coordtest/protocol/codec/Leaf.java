package dev.coordtest.protocol.codec;

import dev.coordtest.expr.scalar.Func;
import dev.coordtest.expr.scalar.Functions;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Row;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Types whose form is not that of a record: written here, each by hand. */
final class Leaf {
    private Leaf() {}

    /** Writes one type. */
    @FunctionalInterface
    private interface Out<T> {
        void write(T value, Writer writer) throws CodecException;
    }

    /** Reads one type. */
    @FunctionalInterface
    private interface In<T> {
        T read(Reader reader) throws CodecException;
    }

    private static <T> Shape shape(Class<T> type, Out<T> out, In<T> in) {
        return new Shape() {
            @Override
            public void write(Object value, Writer writer) throws CodecException {
                out.write(type.cast(value), writer);
            }

            @Override
            public Object read(Reader reader) throws CodecException {
                return in.read(reader);
            }
        };
    }

    /** The form of {@code type}; null if it is to be derived. */
    static @Nullable Shape of(Class<?> type) {
        if (type == boolean.class) {
            return shape(
                    Boolean.class, (value, to) -> to.oneByte(value ? 1 : 0), from -> from.below(2, "boolean") == 1);
        }
        if (type == char.class) {
            return shape(Character.class, (value, to) -> to.count(value), from ->
                    (char) from.below(Character.MAX_VALUE + 1, "character"));
        }
        if (type == int.class || type == Integer.class)
            return shape(Integer.class, (value, to) -> to.signed(value), Leaf::integer);
        if (type == long.class) return shape(Long.class, (value, to) -> to.fixedLong(value), Reader::fixedLong);
        if (type == String.class) return shape(String.class, Leaf::write, Leaf::text);
        if (type == OptionalLong.class) return shape(OptionalLong.class, Leaf::write, Leaf::optionalLong);
        if (type == Row.class) return shape(Row.class, Leaf::write, Leaf::row);
        if (type == Datum.class) return shape(Datum.class, (value, to) -> write(Row.of(value), to), Leaf::datum);
        if (type == Batch.class) return shape(Batch.class, BatchForm::write, BatchForm::read);
        if (type == Func.class) return shape(Func.class, Leaf::write, Leaf::func);
        return null;
    }

    private static Integer integer(Reader from) throws CodecException {
        long value = from.signed();
        if (value != (int) value) throw from.failure("an integer of more than 32 bits");
        return (int) value;
    }

    private static void write(String value, Writer to) throws CodecException {
        try {
            ByteBuffer utf8 = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(value));
            byte[] bytes = new byte[utf8.remaining()];
            utf8.get(bytes);
            to.count(bytes.length);
            to.raw(bytes, 0, bytes.length);
        } catch (CharacterCodingException e) {
            throw new CodecException("text that is not Unicode: half a character", e);
        }
    }

    private static String text(Reader from) throws CodecException {
        int length = from.countOfMore();
        ByteBuffer utf8 = ByteBuffer.wrap(from.bytes(), from.pass(length), length);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
        } catch (CharacterCodingException e) {
            throw from.failure("text that is not UTF-8");
        }
    }

    private static void write(OptionalLong value, Writer to) {
        to.oneByte(value.isPresent() ? 1 : 0);
        if (value.isPresent()) to.fixedLong(value.getAsLong());
    }

    private static OptionalLong optionalLong(Reader from) throws CodecException {
        return from.below(2, "presence") == 0 ? OptionalLong.empty() : OptionalLong.of(from.fixedLong());
    }

    private static void write(Row row, Writer to) {
        to.count(row.length());
        to.raw(row.packed(), 0, row.length());
    }

    private static Row row(Reader from) throws CodecException {
        int length = from.countOfMore();
        int start = from.pass(length);
        if (!Row.isPacked(from.bytes(), start, start + length)) throw from.failure("bytes that are no row");
        return Row.ofPacked(from.bytes(), start, start + length);
    }

    private static Datum datum(Reader from) throws CodecException {
        Row row = row(from);
        try {
            List<Datum> datums = row.datums();
            if (datums.size() == 1) return datums.getFirst();
        } catch (IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException | ArithmeticException e) {
            throw from.failure(e);
        }
        throw from.failure("not one datum");
    }

    private static void write(Func func, Writer to) throws CodecException {
        try {
            if (!Functions.bySignature(func.signature()).equals(func))
                throw new CodecException("another function is called " + func);
        } catch (IllegalArgumentException e) {
            throw new CodecException("a function that is in no registry: " + func, e);
        }
        write(func.signature(), to);
    }

    private static Func func(Reader from) throws CodecException {
        String signature = text(from);
        try {
            return Functions.bySignature(signature);
        } catch (RuntimeException e) {
            throw from.failure(e);
        }
    }
}
