package dev.coordtest.cli;

import dev.coordtest.coordtest.Explorer;
import dev.coordtest.coordtest.Promise;
import dev.coordtest.coordtest.WorldSettings;
import dev.coordtest.datadriven.Dialect;
import dev.coordtest.datadriven.ParseError;
import dev.coordtest.datadriven.TestFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs test files in every order in which their messages could be delivered. */
@Command(
        name = "explore",
        description = "Runs files in every order of deliveries, the nearest to their own first.",
        sortOptions = false)
final class ExploreCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files or directories.")
    private List<String> paths = List.of();

    @Option(
            names = "--bound",
            paramLabel = "D",
            description =
                    "Only orders with at most D deviations from that of the file. Without it all orders, after those with one.")
    private @Nullable Integer bound;

    @Option(
            names = "--from",
            defaultValue = "0",
            paramLabel = "LINE",
            description = "What comes before this line runs in its own order.")
    private int from;

    @Option(
            names = "--max",
            defaultValue = "100000",
            paramLabel = "N",
            description = "At most N runs of each file (100000).")
    private long max;

    @Option(names = "--every-order", description = "Run orders to their end that are equal to others but for names.")
    private boolean everyOrder;

    @Option(names = "--monotone", description = "Readers of every isolation level must never go back.")
    private boolean monotone;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Change a setting of the test worlds.")
    private Map<String, String> settings = new TreeMap<>();

    @Option(
            names = {"-v", "--verbose"},
            description = "Show what stanzas print in different orders.")
    private boolean verbose;

    @Option(
            names = "--sample",
            defaultValue = "0",
            paramLabel = "N",
            description = "If that was not all, draw N orders more.")
    private long samples;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "S", description = "Draw them from this seed (1).")
    private long seed;

    @Option(
            names = "--crashes",
            defaultValue = "0",
            paramLabel = "N",
            description = "The system may also crash, up to N times at any place, and is started again (0).")
    private int crashes;

    @Option(
            names = "--out",
            defaultValue = "explore-failures",
            paramLabel = "DIR",
            description = "Where files go that break the same when run alone (explore-failures).")
    private Path directory = Path.of("explore-failures");

    @Override
    public Integer call() {
        ExitCode exit = ExitCode.PASSED;
        try {
            WorldSettings.DEFAULT.with(new TreeMap<>(settings));
            List<Selection> selected = Selection.of(paths, null);
            if (selected.isEmpty()) {
                System.err.println("no test file selected");
                return ExitCode.NOTHING_SELECTED.code();
            }
            for (Selection selection : selected) exit = exit.worse(explore(selection));
        } catch (ParseError e) {
            Failures.parseError(e).forEach(System.err::println);
            return ExitCode.USAGE.code();
        } catch (IllegalArgumentException e) {
            System.err.println("--set: " + e.getMessage());
            return ExitCode.USAGE.code();
        }
        return exit.code();
    }

    private ExitCode explore(Selection selection) {
        TestFile file = TestFile.read(selection.file(), Dialect.RUST_0_6);
        TestFile chosen = selection.line() == 0 ? file : file.until(selection.line());
        long start = System.nanoTime();
        Explorer explorer = new Explorer(
                chosen,
                new Explorer.Options(
                        new TreeMap<>(settings),
                        from,
                        bound == null ? 1 : bound,
                        bound == null,
                        max,
                        monotone,
                        !everyOrder,
                        samples,
                        seed,
                        crashes));
        Explorer.Report report = explorer.explore();
        double seconds = (System.nanoTime() - start) / 1e9;
        Explorer.Failure failure = report.failure();
        if (failure != null) print(failure);
        System.out.println((failure == null ? "PASS " : "FAIL ") + file.name() + "  explored " + count(report)
                + String.format(Locale.ROOT, " in %.2f s", seconds)
                + "; " + tried(report));
        if (failure != null) write(explorer, failure, file.name());
        report.printed().forEach((line, outputs) -> {
            if (outputs.size() == 1) return;
            System.out.println("  line " + line + " prints " + outputs.size() + " different things");
            if (verbose)
                outputs.keySet()
                        .forEach(output ->
                                System.out.println(output.strip().indent(4).stripTrailing()));
        });
        return failure == null ? ExitCode.PASSED : ExitCode.FAILED;
    }

    /** Writes a file that breaks the same when it is run alone. */
    private void write(Explorer explorer, Explorer.Failure failure, String name) {
        Optional<String> text = explorer.reproduce(failure);
        if (text.isEmpty()) {
            System.out.println("  no file was found that breaks the same when it is run alone");
            return;
        }
        String base = Path.of(name).getFileName().toString().replaceFirst("\\.[^.]*$", "");
        Path path = directory.resolve(base + "-" + failure.signature().replaceAll("[^A-Za-z0-9]+", "-") + ".ct");
        try {
            Files.createDirectories(directory);
            Files.writeString(path, text.get());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + path, e);
        }
        System.out.println("replay with  coordtest run " + path);
    }

    private static String count(Explorer.Report report) {
        String orders = String.format(Locale.ROOT, "%,d", report.orders());
        String cut = report.cut() == 0
                ? ""
                : String.format(Locale.ROOT, "; %,d runs were cut short as equal to one of them", report.cut());
        if (report.isComplete()) return orders + " of " + orders + " orders (complete" + cut + ")";
        String left = report.waiting() == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "; at least %,d more are left, and about %.1g there are by the branches seen",
                        report.waiting(),
                        report.estimate());
        String how =
                report.bound() < 0 ? "not even its own to the end" : "all with up to " + report.bound() + " deviations";
        String drawn = report.sampled().runs() == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "; %,d more were drawn from the seed, %,d of them different",
                        report.sampled().runs(),
                        report.sampled().different());
        return orders + " orders (not complete; " + how + left + cut + drawn + ")";
    }

    private static String tried(Explorer.Report report) {
        StringBuilder text = new StringBuilder();
        for (Promise promise : Promise.values()) {
            Long times = report.tried().get(promise);
            if (times != null) text.append(promise).append(String.format(Locale.ROOT, " %,d, ", times));
        }
        return text + String.format(Locale.ROOT, "laws %,d evaluations", report.lawEvaluations());
    }

    private static void print(Explorer.Failure failure) {
        System.out.println(failure.what());
        System.out.println(
                failure.deviations().isEmpty() ? "in the order of the file" : "in the order of the file, but");
        failure.deviations().forEach(deviation -> System.out.println("  " + deviation));
        System.out.println("last messages");
        failure.messages().forEach(message -> System.out.println("  " + message));
    }
}
