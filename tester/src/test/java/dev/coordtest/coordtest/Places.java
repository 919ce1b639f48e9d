package dev.coordtest.coordtest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the project's own files are, and the corpus beside the project where it is there. */
final class Places {
    private Places() {}

    /** The root of the project: the nearest folder upwards that has the launcher. */
    static Path root() {
        Path path = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(path.resolve("coordtest"))) path = path.getParent();
        return path;
    }

    /** A folder of the corpus; says loudly that it is not there if it is not. */
    static Optional<Path> corpus(String name) {
        Path path = root().resolveSibling("shared").resolve("corpus").resolve(name);
        if (Files.isDirectory(path)) return Optional.of(path);
        System.err.println("SKIPPED: the corpus " + path + " is not there; its files were not run");
        return Optional.empty();
    }
}
