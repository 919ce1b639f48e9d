package dev.coordtest.coordtest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The private directory that a test file calls {@code <TEMP>}. It has a path from the start, but is only made when something is put there: most tiny
 * tests never touch a file, and making a directory costs more than they do.
 */
final class TestDirectory {
    private static final String IN_MEMORY = "/temp";
    private static final AtomicLong NEXT = new AtomicLong(1);

    /** The directory of this process, below which each world has its own. */
    private static @Nullable Path processRoot;

    private final String path;
    private final boolean isReal;
    private boolean made;

    TestDirectory(boolean isReal) {
        this.isReal = isReal;
        this.path = isReal ? root().resolve("w" + NEXT.getAndIncrement()).toString() : IN_MEMORY;
    }

    private static synchronized Path root() {
        Path root = processRoot;
        if (root == null) {
            try {
                root = Files.createTempDirectory("coordtest");
            } catch (IOException e) {
                throw new UncheckedIOException("no temporary directory", e);
            }
            root.toFile().deleteOnExit();
            processRoot = root;
        }
        return root;
    }

    String path() {
        return path;
    }

    /** The path, now of a directory that is there. */
    String use() {
        if (isReal && !made) {
            made = true;
            try {
                Files.createDirectory(Path.of(path));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot make " + path, e);
            }
        }
        return path;
    }

    /** Removes the directory with all that is in it. */
    void remove() {
        if (!made) return;
        try (var paths = Files.walk(Path.of(path))) {
            for (Path each : paths.sorted(Comparator.reverseOrder()).toList()) Files.delete(each);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + path, e);
        }
    }
}
