package dev.coordtest.storage;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The files of the machine. */
public final class RealFiles implements Files {
    /** One thing done to the file at a path. */
    @FunctionalInterface
    private interface Access<T> {
        T at(Path path) throws IOException;
    }

    @Override
    public boolean exists(String path) {
        return isPath(path) && java.nio.file.Files.exists(Path.of(path));
    }

    @Override
    public boolean isDirectory(String path) {
        return isPath(path) && java.nio.file.Files.isDirectory(Path.of(path));
    }

    @Override
    public long size(String path) throws IOException {
        return access(path, file -> {
            long size = java.nio.file.Files.size(file);
            if (java.nio.file.Files.isRegularFile(file)) return size;
            throw new IOException(java.nio.file.Files.isDirectory(file) ? "Is a directory" : "Not a regular file");
        });
    }

    @Override
    public int read(String path, long offset, byte[] into, int length) throws IOException {
        return access(path, file -> {
            try (SeekableByteChannel channel = java.nio.file.Files.newByteChannel(file, StandardOpenOption.READ)) {
                channel.position(offset);
                ByteBuffer buffer = ByteBuffer.wrap(into, 0, length);
                while (buffer.hasRemaining() && channel.read(buffer) > 0) {}
                return buffer.position();
            }
        });
    }

    @Override
    public void create(String path) throws IOException {
        access(path, file -> java.nio.file.Files.write(file, new byte[0]));
    }

    @Override
    public OutputStream createNew(String path) throws IOException {
        return access(
                path,
                file -> new BufferedOutputStream(
                        java.nio.file.Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)));
    }

    @Override
    public OutputStream reopen(String path, long length) throws IOException {
        return access(path, file -> {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                if (channel.size() < length) throw new IOException("File too short");
                channel.truncate(length);
            }
            return new BufferedOutputStream(java.nio.file.Files.newOutputStream(file, StandardOpenOption.APPEND));
        });
    }

    @Override
    public void append(String path, byte[] bytes) throws IOException {
        access(path, file -> java.nio.file.Files.write(file, bytes, StandardOpenOption.APPEND));
    }

    @Override
    public void delete(String path) throws IOException {
        access(path, file -> {
            java.nio.file.Files.delete(file);
            return file;
        });
    }

    private static <T> T access(String path, Access<T> access) throws IOException {
        if (!isPath(path)) throw new IOException("No such file or directory");
        try {
            return access.at(Path.of(path));
        } catch (NoSuchFileException e) {
            throw new IOException("No such file or directory", e);
        } catch (FileAlreadyExistsException e) {
            throw new IOException("File exists", e);
        } catch (AccessDeniedException e) {
            throw new IOException("Permission denied", e);
        } catch (FileSystemException e) {
            throw e.getReason() == null ? e : new IOException(e.getReason(), e);
        }
    }

    private static boolean isPath(String path) {
        try {
            return !path.isEmpty() && !Path.of(path).toString().isEmpty();
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
