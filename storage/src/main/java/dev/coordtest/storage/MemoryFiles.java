package dev.coordtest.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Files in memory, for runs that make and forget thousands of worlds. Its directories are those that it was made with.
 */
public final class MemoryFiles implements Files {
    private final SortedMap<String, Content> files = new TreeMap<>();
    private final List<String> directories;

    /** No files yet, and these directories, each without a slash at its end. */
    public MemoryFiles(String... directories) {
        this.directories = List.of(directories);
    }

    /** Bytes that can grow. */
    private static final class Content {
        private byte[] bytes = new byte[0];
        private int length;

        void append(byte[] more, int from, int count) throws IOException {
            if (count > Integer.MAX_VALUE - 8 - length) throw new IOException("File too large");
            if (length + count > bytes.length) {
                long twice = Math.min(2L * bytes.length, Integer.MAX_VALUE - 8);
                bytes = Arrays.copyOf(bytes, Math.max(length + count, (int) twice));
            }
            System.arraycopy(more, from, bytes, length, count);
            length += count;
        }
    }

    @Override
    public boolean exists(String path) {
        return files.containsKey(path) || isDirectory(path);
    }

    @Override
    public boolean isDirectory(String path) {
        return directories.contains(path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
    }

    @Override
    public long size(String path) throws IOException {
        return content(path).length;
    }

    @Override
    public int read(String path, long offset, byte[] into, int length) throws IOException {
        Content content = content(path);
        if (offset >= content.length) return 0;
        int count = (int) Math.min(length, content.length - offset);
        System.arraycopy(content.bytes, (int) offset, into, 0, count);
        return count;
    }

    @Override
    public void create(String path) throws IOException {
        if (isDirectory(path)) throw new IOException("Is a directory");
        add(path);
    }

    @Override
    public OutputStream createNew(String path) throws IOException {
        if (exists(path)) throw new IOException("File exists");
        return writing(add(path));
    }

    @Override
    public OutputStream reopen(String path, long length) throws IOException {
        Content content = content(path);
        if (content.length < length) throw new IOException("File too short");
        content.length = (int) length;
        return writing(content);
    }

    private static OutputStream writing(Content content) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                content.append(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int count) throws IOException {
                content.append(bytes, from, count);
            }
        };
    }

    @Override
    public void append(String path, byte[] bytes) throws IOException {
        content(path).append(bytes, 0, bytes.length);
    }

    @Override
    public void delete(String path) throws IOException {
        if (files.remove(path) == null) throw new IOException("No such file or directory");
    }

    private Content add(String path) throws IOException {
        if (!isDirectory(path.substring(0, Math.max(path.lastIndexOf('/'), 0))))
            throw new IOException("No such file or directory");
        Content content = new Content();
        files.put(path, content);
        return content;
    }

    private Content content(String path) throws IOException {
        Content content = files.get(path);
        if (content != null) return content;
        throw new IOException(isDirectory(path) ? "Is a directory" : "No such file or directory");
    }
}
