package dev.coordtest.cli;

import dev.coordtest.coordtest.WorldSettings;
import dev.coordtest.coordtest.law.Law;
import dev.coordtest.datadriven.ParseError;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs test files, one line each; failures are explained where they happen. */
@Command(name = "run", description = "Runs test files.", sortOptions = false)
final class RunCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "PATH[:LINE]",
            description = "Files or directories; with :LINE, up to that line only.")
    private List<String> paths = List.of();

    @Option(names = "--rewrite", description = "Write the actual outputs into the files (also with REWRITE set).")
    private boolean rewrite;

    @Option(
            names = "--stress",
            arity = "0..1",
            fallbackValue = "100",
            defaultValue = "0",
            paramLabel = "N",
            description = "Run each file N times (100), each with another seed.")
    private long stress;

    @Option(
            names = "--explore",
            arity = "0..1",
            fallbackValue = "10000",
            defaultValue = "0",
            paramLabel = "N",
            description =
                    "Then run each file in every order of deliveries, N (10000) at most; what it prints must be the same.")
    private long explore;

    @Option(names = "--seed", paramLabel = "S", description = "Draw the order of deliveries from this seed.")
    private @Nullable Long seed;

    @Option(
            names = {"-f", "--filter"},
            paramLabel = "TEXT",
            description = "Only files whose path contains this.")
    private @Nullable String filter;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Change a setting of the test worlds.")
    private Map<String, String> settings = new TreeMap<>();

    @Option(
            names = {"-x", "--fail-fast"},
            description = "Stop at the first file that fails.")
    private boolean failFast;

    @Option(names = "--keep-going", description = "Go on within a file after a failure.")
    private boolean keepGoing;

    @Option(
            names = {"-j", "--jobs"},
            defaultValue = "1",
            paramLabel = "N",
            description = "Run N files at a time (1). What is printed is the same.")
    private int jobs;

    @Option(
            names = {"-v", "--verbose"},
            description = "Announce each directive; say how often each law was tried.")
    private boolean verbose;

    @Option(
            names = "--color",
            defaultValue = "auto",
            paramLabel = "WHEN",
            description = "auto, always or never; auto heeds NO_COLOR.")
    private Paint.When color = Paint.When.auto;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write what happens as JSON lines; - for stdout, alone.")
    private @Nullable String json;

    @Option(names = "--junit", paramLabel = "FILE", description = "Write the results as JUnit XML.")
    private @Nullable Path junit;

    @Option(
            names = "--verify-determinism",
            description = "Run everything again in another JVM and compare the journals.")
    private boolean verifyDeterminism;

    @Override
    public Integer call() throws IOException {
        ExitCode exit = checkOptions();
        if (exit != ExitCode.PASSED) return exit.code();
        List<Selection> selected;
        try {
            selected = Selection.of(paths, filter);
        } catch (ParseError e) {
            Failures.parseError(e).forEach(System.err::println);
            return ExitCode.USAGE.code();
        }
        if (selected.isEmpty()) {
            System.err.println("no test file selected");
            return ExitCode.NOTHING_SELECTED.code();
        }
        boolean jsonOnly = "-".equals(json);
        PrintStream lines = jsonOnly ? new PrintStream(OutputStream.nullOutputStream()) : System.out;
        try (PrintStream jsonStream = jsonStream()) {
            return run(selected, lines, new JsonLines(jsonStream, seed)).code();
        }
    }

    /** Where JSON goes; closing it does no harm. */
    private PrintStream jsonStream() throws IOException {
        if (json == null) return new PrintStream(OutputStream.nullOutputStream());
        if (json.equals("-")) return new PrintStream(System.out, true, StandardCharsets.UTF_8);
        return new PrintStream(Files.newOutputStream(Path.of(json)), true, StandardCharsets.UTF_8);
    }

    private ExitCode run(List<Selection> selected, PrintStream lines, JsonLines events) {
        long start = System.nanoTime();
        Paint paint = Paint.of(color);
        Totals totals = new Totals();
        JUnitXml xml = new JUnitXml();
        ExitCode exit = ExitCode.PASSED;
        FileRunner runner = new FileRunner(new FileRunner.Settings(
                new TreeMap<>(settings),
                seed,
                stress,
                rewrite || System.getenv("REWRITE") != null,
                keepGoing,
                verbose));
        ExecutorService workers =
                Executors.newFixedThreadPool(jobs, Thread.ofPlatform().daemon().factory());
        try {
            for (Callable<FileReport> next : reports(selected, runner, workers)) {
                FileReport report = await(next);
                report.text().forEach(line -> lines.println(paint.line(line)));
                totals.add(report);
                events.file(report);
                xml.file(report);
                exit = exit.worse(report.exit());
                if (failFast && exit != ExitCode.PASSED) break;
            }
        } finally {
            workers.shutdownNow();
        }
        if (explore > 0) {
            OrderCheck check = new OrderCheck(settings, explore, lines);
            for (Selection selection : selected) exit = exit.worse(check.check(selection));
        }
        if (verifyDeterminism) {
            List<Path> chosen = selected.stream().map(Selection::file).toList();
            exit = exit.worse(new Determinism(chosen, settings, seed, stress).verify(lines));
        }
        if (verbose) printLaws(totals);
        long millis = (System.nanoTime() - start) / 1_000_000;
        lines.println(totals.summary(millis, seed));
        events.finished(totals, exit, millis);
        if (junit != null) xml.write(junit);
        return exit;
    }

    /** The reports in the order of the files: each made when it is asked for or, with several jobs, ahead. */
    private List<Callable<FileReport>> reports(List<Selection> selected, FileRunner runner, ExecutorService workers) {
        List<Callable<FileReport>> reports = new ArrayList<>();
        for (Selection selection : selected) {
            if (jobs == 1) {
                reports.add(() -> runner.run(selection));
            } else {
                Future<FileReport> report = workers.submit(() -> runner.run(selection));
                reports.add(report::get);
            }
        }
        return reports;
    }

    private static FileReport await(Callable<FileReport> report) {
        try {
            return report.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private ExitCode checkOptions() {
        if (jobs < 1) {
            System.err.println("--jobs: expected a number from 1 on, not " + jobs);
            return ExitCode.USAGE;
        }
        try {
            WorldSettings.DEFAULT.with(new TreeMap<>(settings));
            return ExitCode.PASSED;
        } catch (IllegalArgumentException e) {
            System.err.println("--set: " + e.getMessage() + "; settings are " + String.join(", ", WorldSettings.NAMES));
            return ExitCode.USAGE;
        }
    }

    /** How often each law was tried, for those who want to know. */
    private static void printLaws(Totals totals) {
        for (Law law : Law.values()) {
            System.err.println(String.format(Locale.ROOT, "%-4s%,12d  %s", law, totals.evaluations(law), law.text()));
        }
    }
}
