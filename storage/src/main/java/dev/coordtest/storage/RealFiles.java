package dev.coordtest.storage;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The files of the machine. */
public final class RealFiles implements Files {
    @Override
    public boolean exists(String path) {
        return java.nio.file.Files.exists(Path.of(path));
    }

    @Override
    public boolean isDirectory(String path) {
        return java.nio.file.Files.isDirectory(Path.of(path));
    }

    @Override
    public long size(String path) throws IOException {
        try {
            return java.nio.file.Files.size(Path.of(path));
        } catch (NoSuchFileException e) {
            throw missing(e);
        }
    }

    @Override
    public int read(String path, long offset, byte[] into, int length) throws IOException {
        try (SeekableByteChannel channel = java.nio.file.Files.newByteChannel(Path.of(path), StandardOpenOption.READ)) {
            channel.position(offset);
            ByteBuffer buffer = ByteBuffer.wrap(into, 0, length);
            while (buffer.hasRemaining() && channel.read(buffer) > 0) {}
            return buffer.position();
        } catch (NoSuchFileException e) {
            throw missing(e);
        }
    }

    @Override
    public void create(String path) throws IOException {
        java.nio.file.Files.write(Path.of(path), new byte[0]);
    }

    @Override
    public OutputStream createNew(String path) throws IOException {
        try {
            return new BufferedOutputStream(
                    java.nio.file.Files.newOutputStream(Path.of(path), StandardOpenOption.CREATE_NEW));
        } catch (FileAlreadyExistsException e) {
            throw new IOException("file exists", e);
        } catch (NoSuchFileException e) {
            throw missing(e);
        }
    }

    @Override
    public void append(String path, byte[] bytes) throws IOException {
        try {
            java.nio.file.Files.write(Path.of(path), bytes, StandardOpenOption.APPEND);
        } catch (NoSuchFileException e) {
            throw missing(e);
        }
    }

    private static IOException missing(NoSuchFileException cause) {
        return new IOException("No such file or directory", cause);
    }
}
