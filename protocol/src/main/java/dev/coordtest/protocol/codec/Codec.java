package dev.coordtest.protocol.codec;

import dev.coordtest.protocol.collection.Chunk;
import dev.coordtest.protocol.compute.ComputeCommand;
import dev.coordtest.protocol.compute.ComputeResponse;
import dev.coordtest.protocol.storage.StorageCommand;
import dev.coordtest.protocol.storage.StorageResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * The binary form of the messages of one direction.
 *
 * <p>A message is a checksum of four bytes (CRC-32C) and the value. Numbers are little-endian, of fixed length where their values are as good as random (times), and
 * of seven bits a byte where they are mostly small (counts, lengths, differences). A length is believed only as far as there are bytes left, so that what is
 * read into memory is bounded by what came in.
 *
 * <p>Two processes can talk if the {@link #fingerprint} of each direction is the same in both; there is no other rule of versions. Thread-safe.
 *
 * @param <T> what is sent in this direction
 */
public final class Codec<T> {
    public static final Codec<ComputeCommand> COMPUTE_COMMANDS = new Codec<>(ComputeCommand.class);
    public static final Codec<ComputeResponse> COMPUTE_RESPONSES = new Codec<>(ComputeResponse.class);
    public static final Codec<StorageCommand> STORAGE_COMMANDS = new Codec<>(StorageCommand.class);
    public static final Codec<StorageResponse> STORAGE_RESPONSES = new Codec<>(StorageResponse.class);
    public static final Codec<Chunk> CHUNKS = new Codec<>(Chunk.class);

    private static final int CHECKSUM_BYTES = Integer.BYTES;

    private final Class<T> type;
    private final Shape shape;
    private final long fingerprint;

    private Codec(Class<T> type) {
        this.type = type;
        Shapes shapes = new Shapes();
        this.shape = shapes.of(type);
        CRC32C checksum = new CRC32C();
        checksum.update(shapes.description().getBytes(StandardCharsets.UTF_8));
        this.fingerprint = checksum.getValue();
    }

    /** A number that differs if the form of any message of this direction does. */
    public long fingerprint() {
        return fingerprint;
    }

    /** Fails for what is nested too deep, and for functions that are in no registry. */
    public byte[] encode(T message) throws CodecException {
        Writer writer = new Writer();
        writer.fixedInt(0);
        shape.write(message, writer);
        byte[] bytes = writer.toBytes();
        int checksum = checksum(bytes);
        for (int i = 0; i < CHECKSUM_BYTES; i++) bytes[i] = (byte) (checksum >>> Byte.SIZE * i);
        return bytes;
    }

    /** The message, which is all of {@code bytes}. Fails if they are not what {@link #encode} wrote. */
    public T decode(byte[] bytes) throws CodecException {
        Reader reader = new Reader(bytes);
        int checksum = reader.fixedInt();
        if (checksum != checksum(bytes)) throw new CodecException("the checksum is not that of the message");
        return decodeChecked(reader);
    }

    /** As {@link #decode} does where the checksum is right. */
    T decodeChecked(Reader reader) throws CodecException {
        T message = type.cast(shape.read(reader));
        reader.end();
        return message;
    }

    private static int checksum(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, CHECKSUM_BYTES, bytes.length - CHECKSUM_BYTES);
        return (int) checksum.getValue();
    }
}
