package dev.coordtest.storage.source;

import dev.coordtest.storage.Files;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32C;

/** The bytes of a file up to a limit that each look sets anew, as a stream, so that a decompressor can stand on it. */
final class FileInput extends InputStream {
    private final Files files;
    private final String path;
    private final CRC32C checksum = new CRC32C();
    private long offset;
    private long limit;

    FileInput(Files files, String path) {
        this.files = files;
        this.path = path;
    }

    /** How many bytes have been read. */
    long offset() {
        return offset;
    }

    /** The checksum of all bytes that have been read, CRC-32C. */
    int checksum() {
        return (int) checksum.getValue();
    }

    /** Sees no byte from {@code end} on until told otherwise: a file that grows while it is read does not hold a look up. */
    void limit(long end) {
        limit = end;
    }

    @Override
    public int available() {
        return (int) Math.min(Integer.MAX_VALUE, limit - offset);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int at, int length) throws IOException {
        int wanted = (int) Math.min(length, limit - offset);
        if (wanted <= 0) return -1;
        byte[] target = at == 0 ? into : new byte[wanted];
        int count = files.read(path, offset, target, wanted);
        if (count <= 0) return -1;
        if (at != 0) System.arraycopy(target, 0, into, at, count);
        checksum.update(into, at, count);
        offset += count;
        return count;
    }
}
