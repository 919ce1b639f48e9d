package dev.coordtest.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A process of {@code ./coordtest} that has ended: its exit code and what it printed. */
record Started(int exit, String out, String err) {
    /** The folder of the launcher. */
    static Path root() {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(root.resolve("coordtest"))) root = root.getParent();
        return root;
    }

    /** Starts the launcher in {@code folder} and waits for its end. */
    static Started in(Path folder, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        File out = File.createTempFile("out", null);
        File err = File.createTempFile("err", null);
        try {
            List<String> command =
                    new ArrayList<>(List.of(root().resolve("coordtest").toString()));
            command.addAll(List.of(arguments));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(out)
                    .redirectError(err);
            builder.environment().putAll(environment);
            int exit = builder.start().waitFor();
            return new Started(exit, Files.readString(out.toPath()), Files.readString(err.toPath()));
        } finally {
            Files.delete(out.toPath());
            Files.delete(err.toPath());
        }
    }
}
