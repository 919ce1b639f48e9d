package dev.coordtest.storage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/** Files in memory, for runs that make and forget thousands of worlds. There is one directory level: whatever is a prefix of a file's path up to a slash. */
public final class MemoryFiles implements Files {
    private final SortedMap<String, byte[]> files = new TreeMap<>();

    @Override
    public boolean exists(String path) {
        return files.containsKey(path) || isDirectory(path);
    }

    @Override
    public boolean isDirectory(String path) {
        String prefix = path.endsWith("/") ? path : path + "/";
        SortedMap<String, byte[]> after = files.tailMap(prefix);
        return !after.isEmpty() && after.firstKey().startsWith(prefix);
    }

    @Override
    public long size(String path) throws IOException {
        return content(path).length;
    }

    @Override
    public int read(String path, long offset, byte[] into, int length) throws IOException {
        byte[] content = content(path);
        if (offset >= content.length) return 0;
        int count = (int) Math.min(length, content.length - offset);
        System.arraycopy(content, (int) offset, into, 0, count);
        return count;
    }

    @Override
    public void create(String path) {
        files.put(path, new byte[0]);
    }

    @Override
    public OutputStream createNew(String path) throws IOException {
        if (files.containsKey(path)) throw new IOException("file exists");
        files.put(path, new byte[0]);
        return new ByteArrayOutputStream() {
            @Override
            public void flush() {
                files.put(path, toByteArray());
            }

            @Override
            public void close() {
                flush();
            }
        };
    }

    @Override
    public void append(String path, byte[] bytes) throws IOException {
        byte[] before = content(path);
        byte[] after = Arrays.copyOf(before, before.length + bytes.length);
        System.arraycopy(bytes, 0, after, before.length, bytes.length);
        files.put(path, after);
    }

    private byte[] content(String path) throws IOException {
        byte[] content = files.get(path);
        if (content == null) throw new IOException("No such file or directory");
        return content;
    }
}
