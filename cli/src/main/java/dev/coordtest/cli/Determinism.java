package dev.coordtest.cli;

import dev.coordtest.datadriven.ParseError;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Runs files here and in another process and compares what was delivered, message by message. The other process is one that orders the JDK's immutable
 * sets differently: if there is any order that nobody has asked for, it is likely to show.
 */
final class Determinism {
    private static final int PROCESSES_MAX = 20;
    private static final int LINES_BEFORE = 5;

    private final List<Path> files;
    private final Map<String, String> settings;
    private final @Nullable Long seed;
    private final long stress;

    Determinism(List<Path> files, Map<String, String> settings, @Nullable Long seed, long stress) {
        this.files = files;
        this.settings = new TreeMap<>(settings);
        this.seed = seed;
        this.stress = stress;
    }

    /** Compares, and prints to {@code out} what came of it. */
    ExitCode verify(PrintStream out) {
        String here = SetOrder.ofThisProcess();
        try {
            for (int started = 1; started <= PROCESSES_MAX; started++) {
                Process process = start();
                try (BufferedReader there = process.inputReader(StandardCharsets.UTF_8)) {
                    String order = there.readLine();
                    if (here.equals(order)) continue; // It would prove nothing.
                    if (order == null) throw new IOException("the other JVM said nothing");
                    ExitCode exit = compare(there, out);
                    if (exit == ExitCode.PASSED) {
                        out.println("two JVMs agree on every journal: " + files.size() + " files"
                                + (stress == 0 ? "" : ", " + stress + " seeds each") + "; they order sets as " + here
                                + " and " + order);
                    }
                    return exit;
                } finally {
                    process.destroy();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.println("--verify-determinism: " + PROCESSES_MAX + " JVMs ordered sets as this one does; nothing compared");
        return ExitCode.INTERNAL;
    }

    private Process start() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "journal"));
        if (seed != null) command.addAll(List.of("--seed", seed.toString()));
        if (stress > 0) command.addAll(List.of("--stress", Long.toString(stress)));
        settings.forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
        files.forEach(file -> command.add(file.toString()));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private ExitCode compare(BufferedReader there, PrintStream out) throws IOException {
        for (Path path : files) {
            List<String> mine;
            try {
                mine = Journals.of(path, settings).lines(seed, stress);
            } catch (ParseError e) {
                return ExitCode.USAGE; // Its run has told already.
            }
            for (int i = 0; i <= mine.size(); i++) {
                String here = i < mine.size() ? mine.get(i) : Journals.END;
                String other = there.readLine();
                if (here.equals(other)) continue;
                out.print(difference(path, mine, i, other));
                return ExitCode.NONDETERMINISM;
            }
        }
        return ExitCode.PASSED;
    }

    /** The first line that differs, and what came before it. */
    static String difference(Path path, List<String> mine, int place, @Nullable String other) {
        StringBuilder text = new StringBuilder();
        text.append("FAIL ")
                .append(path)
                .append("  two JVMs disagree from delivery ")
                .append(place + 1)
                .append(" on\n");
        for (int i = Math.max(0, place - LINES_BEFORE); i < place; i++)
            text.append("   ").append(mine.get(i)).append('\n');
        text.append("here   ")
                .append(place < mine.size() ? mine.get(place) : "nothing more")
                .append('\n');
        text.append("there  ")
                .append(other == null || other.equals(Journals.END) ? "nothing more" : other)
                .append('\n');
        return text.toString();
    }
}
