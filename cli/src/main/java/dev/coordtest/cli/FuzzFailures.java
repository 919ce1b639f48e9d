package dev.coordtest.cli;

import dev.coordtest.coordtest.Walk;
import dev.coordtest.coordtest.fuzz.Fuzzer;
import dev.coordtest.datadriven.Dialect;
import dev.coordtest.datadriven.TestFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** Tells of what fuzzing has found: the first of each kind with a command that replays it and a shrunk file. */
final class FuzzFailures {
    private final Fuzzer fuzzer;
    private final Path directory;
    private final String options;
    private final SortedMap<String, Integer> kinds = new TreeMap<>();

    FuzzFailures(Fuzzer fuzzer, Path directory, String options) {
        this.fuzzer = fuzzer;
        this.directory = directory;
        this.options = options;
    }

    void tell(Fuzzer.Failure failure) {
        String signature = failure.breach().signature();
        if (kinds.merge(signature, 1, Integer::sum) > 1) return;
        System.out.println("FAIL seed " + failure.seed() + "  " + signature + orderOf(failure.order()));
        print(failure.breach());
        System.out.println("replay with  coordtest fuzz --runs 1 --seed " + failure.seed() + options);
        shrink(failure);
    }

    /**
     * Writes the smallest file that breaks the same: one that does so when it is run alone, or else one whose order has to be drawn again.
     */
    private void shrink(Fuzzer.Failure failure) {
        String signature = failure.breach().signature();
        Fuzzer.Failure shown = fuzzer.shrink(failure);
        Path path =
                directory.resolve("seed-" + failure.seed() + "-" + signature.replaceAll("[^A-Za-z0-9]+", "-") + ".ct");
        Optional<String> alone = fuzzer.reproduce(shown);
        try {
            Files.createDirectories(directory);
            Files.writeString(path, alone.orElseGet(() -> drawn(shown, path)));
            TestFile written = TestFile.read(path, Dialect.RUST_0_6);
            System.out.println("shrunk from " + failure.file().directives().size() + " stanzas to "
                    + written.directives().size() + "; replay with  "
                    + (alone.isPresent() ? "coordtest run " + path : replay(shown, path)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + path, e);
        }
    }

    private static String replay(Fuzzer.Failure shown, Path path) {
        OptionalLong order = shown.order();
        return "coordtest fuzz " + path + (order.isEmpty() ? " --orders 1" : " --order " + order.getAsLong());
    }

    private static String drawn(Fuzzer.Failure shown, Path path) {
        StringBuilder text = new StringBuilder("# Breaks ");
        text.append(shown.breach().signature());
        text.append("; replay with ").append(replay(shown, path)).append('\n');
        shown.breach()
                .what()
                .lines()
                .forEach(line -> text.append("# ").append(line).append('\n'));
        return text.append('\n').append(shown.file().text()).toString();
    }

    private static String orderOf(OptionalLong order) {
        return order.isEmpty() ? ", in the order of the file" : ", in order " + order.getAsLong();
    }

    private static void print(Walk.Breach breach) {
        breach.what().lines().forEach(line -> System.out.println("  " + line));
        System.out.println("  last messages");
        breach.messages().forEach(message -> System.out.println("    " + message));
    }

    /** Judges a file in its own order and in {@code orders} others, or in one alone; says what it breaks first, and returns whether that is nothing. */
    boolean judge(TestFile file, OptionalLong only, int orders) {
        for (int i = 0; i < orders; i++) {
            OptionalLong order = only.isPresent() ? only : i == 0 ? OptionalLong.empty() : OptionalLong.of(i);
            Walk.Outcome outcome = fuzzer.walk(file, order);
            String refused = outcome.refused();
            if (refused != null) System.out.println("stopped" + orderOf(order) + ": " + refused);
            Walk.Breach breach = outcome.breach();
            if (breach != null) {
                System.out.println("FAIL " + file.name() + "  " + breach.signature() + orderOf(order));
                print(breach);
                return false;
            }
            if (only.isPresent()) break;
        }
        System.out.println("PASS " + file.name());
        return true;
    }

    String summary() {
        if (kinds.isEmpty()) return "nothing broken";
        StringBuilder text = new StringBuilder("broken:");
        kinds.forEach((kind, times) ->
                text.append(' ').append(kind).append(" (").append(times).append(')'));
        return text.toString();
    }
}
