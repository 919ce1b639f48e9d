package dev.coordtest.storage;

import java.io.IOException;
import java.io.OutputStream;

/**
 * The files that sources read and sinks write. Paths are as SQL gives them. Failures are {@link IOException}s whose message
 * is the system's text, without the path; a path that cannot be one is a file that is not there.
 */
public interface Files {
    boolean exists(String path);

    boolean isDirectory(String path);

    /** The file's length in bytes. Fails for what is not a regular file: a pipe would have to be waited for. */
    long size(String path) throws IOException;

    /** Reads up to {@code length} bytes from {@code offset} on into {@code into}; returns how many there were, 0 at the end. */
    int read(String path, long offset, byte[] into, int length) throws IOException;

    /** Makes an empty file, or empties the one that is there. */
    void create(String path) throws IOException;

    /** Makes a new file to write; fails if there is one. Each flush makes what was written visible to readers. */
    OutputStream createNew(String path) throws IOException;

    /** A file that is there, cut to its first {@code length} bytes, to write on from there, as {@link #createNew} says. Fails if it has fewer. */
    OutputStream reopen(String path, long length) throws IOException;

    /** Adds to the end of a file that is there. */
    void append(String path, byte[] bytes) throws IOException;

    void delete(String path) throws IOException;
}
