package dev.coordtest.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the same seeds in two other JVMs that order the JDK's immutable sets differently, and compares the digests of what they did, slice by slice. */
final class FuzzDeterminism {
    private static final int PROCESSES_MAX = 20;

    private final List<String> arguments;

    FuzzDeterminism(List<String> arguments) {
        this.arguments = arguments;
    }

    ExitCode verify(PrintStream out) {
        try {
            List<String> first = digests();
            for (int i = 0; i < PROCESSES_MAX; i++) {
                List<String> second = digests();
                // It would prove nothing.
                if (first.getFirst().equals(second.getFirst())) continue;
                return compare(first, second, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.println("--verify-determinism: " + PROCESSES_MAX + " JVMs ordered sets as the first; nothing compared");
        return ExitCode.INTERNAL;
    }

    private static ExitCode compare(List<String> first, List<String> second, PrintStream out) {
        for (int i = 1; i < Math.max(first.size(), second.size()); i++) {
            String here = i < first.size() ? first.get(i) : "nothing more";
            String there = i < second.size() ? second.get(i) : "nothing more";
            if (here.equals(there)) continue;
            out.println("FAIL two JVMs disagree on slice " + i + ": digests " + here + " and " + there);
            return ExitCode.NONDETERMINISM;
        }
        out.println("two JVMs agree on " + (first.size() - 1) + " digests; they order sets as " + first.getFirst()
                + " and " + second.getFirst());
        return ExitCode.PASSED;
    }

    private List<String> digests() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xss8m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(arguments);
        command.add("--digests");
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader there = process.inputReader(StandardCharsets.UTF_8)) {
            List<String> lines = there.lines().toList();
            if (lines.isEmpty()) throw new IOException("the other JVM said nothing");
            return lines;
        } finally {
            process.destroy();
        }
    }
}
