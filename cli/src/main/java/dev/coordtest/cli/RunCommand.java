package dev.coordtest.cli;

import dev.coordtest.coordtest.CoordTest;
import dev.coordtest.coordtest.Seeds;
import dev.coordtest.coordtest.WorldSettings;
import dev.coordtest.coordtest.law.Law;
import dev.coordtest.datadriven.Dialect;
import dev.coordtest.datadriven.Directive;
import dev.coordtest.datadriven.Outcome;
import dev.coordtest.datadriven.ParseError;
import dev.coordtest.datadriven.Rewriter;
import dev.coordtest.datadriven.Run;
import dev.coordtest.datadriven.TestFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
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

    @Option(names = "--seed", paramLabel = "S", description = "Draw the order of deliveries from this seed.")
    private @Nullable Long seed;

    @Option(names = "--filter", paramLabel = "TEXT", description = "Only files whose path contains this.")
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
            names = {"-v", "--verbose"},
            description = "Announce each directive; say how often each law was tried.")
    private boolean verbose;

    @Option(
            names = "--verify-determinism",
            description = "Run everything again in another JVM and compare the journals.")
    private boolean verifyDeterminism;

    private long files;
    private long failed;
    private long stanzas;
    private long deliveries;
    private final Map<Law, Long> laws = new EnumMap<>(Law.class);

    @Override
    public Integer call() {
        long start = System.nanoTime();
        ExitCode exit = checkSettings();
        if (exit != ExitCode.PASSED) return exit.code();
        List<Selection> selected;
        try {
            selected = select();
        } catch (ParseError e) {
            return usage(e);
        }
        if (selected.isEmpty()) {
            System.err.println("no test file selected");
            return ExitCode.NOTHING_SELECTED.code();
        }
        for (Selection selection : selected) {
            exit = exit.worse(run(selection));
            if (failFast && exit != ExitCode.PASSED) break;
        }
        if (verifyDeterminism) {
            List<Path> chosen = selected.stream().map(Selection::file).toList();
            exit = exit.worse(new Determinism(chosen, settings, seed, stress).verify(System.out));
        }
        if (verbose) printLaws();
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.println(String.format(
                Locale.ROOT,
                "%d files, %d stanzas, %d steps: %d passed, %d failed (%.2f s) · laws %d evaluations%s",
                files,
                stanzas,
                deliveries,
                files - failed,
                failed,
                seconds,
                laws.values().stream().mapToLong(Long::longValue).sum(),
                seed == null ? "" : " · seed " + seed));
        return exit.code();
    }

    private ExitCode checkSettings() {
        try {
            WorldSettings.DEFAULT.with(new TreeMap<>(settings));
            return ExitCode.PASSED;
        } catch (IllegalArgumentException e) {
            System.err.println("--set: " + e.getMessage() + "; settings are " + String.join(", ", WorldSettings.NAMES));
            return ExitCode.USAGE;
        }
    }

    /** A file, and the line up to which it runs (0: to its end). */
    private record Selection(Path file, int line) {}

    private List<Selection> select() {
        List<Selection> selected = new ArrayList<>();
        for (String given : paths) {
            String path = given;
            int line = 0;
            int colon = given.lastIndexOf(':');
            if (colon > 0 && given.substring(colon + 1).matches("[0-9]{1,9}") && !Files.exists(Path.of(given))) {
                path = given.substring(0, colon);
                line = Integer.parseInt(given.substring(colon + 1));
            }
            for (Path file : CoordTest.walk(Path.of(path))) {
                if (filter == null || file.toString().contains(filter)) selected.add(new Selection(file, line));
            }
        }
        return selected;
    }

    private static int usage(ParseError error) {
        System.err.println(error.getMessage());
        System.err.print(error.excerpt());
        return ExitCode.USAGE.code();
    }

    private ExitCode run(Selection selection) {
        files++;
        TestFile file;
        try {
            file = TestFile.read(selection.file, Dialect.RUST_0_6);
        } catch (ParseError e) {
            failed++;
            System.out.println("FAIL " + selection.file);
            usage(e);
            return ExitCode.USAGE;
        }
        if (stress > 0) return stress(file);
        CoordTest.Result result = once(file, selection.line, seed);
        stanzas += result.run().outcomes().size();
        if (rewrite || System.getenv("REWRITE") != null) return rewrite(selection.file, result);
        return report(file, result, seed);
    }

    private CoordTest.Result once(TestFile file, int line, @Nullable Long withSeed) {
        CoordTest.Options options = new CoordTest.Options(new TreeMap<>(settings), withSeed, true);
        boolean goOn = keepGoing || rewrite || System.getenv("REWRITE") != null;
        TestFile shortened = line == 0 ? file : file.until(line);
        CoordTest.Result result = CoordTest.runTest(
                shortened, options, goOn ? Run.OnFailure.KEEP_GOING : Run.OnFailure.STOP, listener(file));
        deliveries += result.deliveries();
        tried(result);
        return result;
    }

    private void tried(CoordTest.Result result) {
        result.laws().forEach((law, times) -> laws.merge(law, times, Long::sum));
    }

    /** How often each law was tried, for those who want to know. */
    private void printLaws() {
        for (Law law : Law.values()) {
            System.err.println(
                    String.format(Locale.ROOT, "%-4s%,12d  %s", law, laws.getOrDefault(law, 0L), law.text()));
        }
    }

    private Run.Listener listener(TestFile file) {
        if (!verbose) return Run.Listener.NONE;
        return new Run.Listener() {
            @Override
            public void started(Directive directive) {
                System.err.println(file.name() + ":" + directive.line() + "  "
                        + directive.lines().getFirst());
            }
        };
    }

    private ExitCode stress(TestFile file) {
        long first = seed == null ? 1 : seed;
        Seeds seeds = new Seeds(file, new CoordTest.Options(new TreeMap<>(settings), null, true));
        for (long s = first; s < first + stress; s++) {
            Seeds.Seeded seeded = seeds.run(s);
            deliveries += seeded.result().deliveries();
            tried(seeded.result());
            if (!seeded.result().passed()) return report(file, seeded.result(), s);
            if (seeded.difference().isPresent()) {
                failed++;
                System.out.println(
                        "FAIL " + file.name() + "  depends on the order of deliveries: seeds " + first + " and " + s);
                System.out.println(seeded.difference().get());
                return ExitCode.FAILED;
            }
        }
        stanzas += file.directives().size();
        System.out.println("PASS " + file.name() + "  (" + stress + " seeds from " + first + ")");
        return ExitCode.PASSED;
    }

    private ExitCode rewrite(Path path, CoordTest.Result result) {
        String problem = result.problem();
        if (problem != null) {
            failed++;
            System.out.println("FAIL " + path + "  not rewritten: " + problem);
            return ExitCode.FAILED;
        }
        try {
            if (Rewriter.save(path, result.run().rewritten())) System.out.println("rewrote " + path);
            return ExitCode.PASSED;
        } catch (ParseError e) {
            failed++;
            System.out.println("FAIL " + path + "  not rewritten");
            return usage(e) == 0 ? ExitCode.PASSED : ExitCode.USAGE;
        }
    }

    private ExitCode report(TestFile file, CoordTest.Result result, @Nullable Long withSeed) {
        if (result.passed()) {
            System.out.println(
                    "PASS " + file.name() + "  (" + result.run().outcomes().size() + " stanzas)");
            return ExitCode.PASSED;
        }
        failed++;
        ExitCode exit = ExitCode.FAILED;
        for (Outcome outcome : result.run().outcomes()) {
            switch (outcome) {
                case Outcome.Passed ignored -> {}
                case Outcome.Differs differs -> {
                    System.out.println(
                            "FAIL " + file.name() + ":" + differs.directive().line() + "  "
                                    + differs.directive().name());
                    System.out.println(differs.diff().text());
                }
                case Outcome.Refused(var directive, var error) -> {
                    System.out.println("FAIL " + file.name() + ":" + directive.line() + "  " + directive.name());
                    System.out.println(error.getMessage());
                    System.out.println(error.excerpt());
                    exit = exit.worse(ExitCode.USAGE);
                }
            }
        }
        String problem = result.problem();
        if (problem != null) System.out.println("FAIL " + file.name() + "  " + problem);
        System.out.println("last messages");
        result.lastDeliveries().forEach(line -> System.out.println("  " + shortened(line)));
        System.out.println("reproduce:  coordtest run " + file.name()
                + (withSeed == null ? "" : " --seed " + withSeed)
                + settingsText());
        return exit;
    }

    private static String shortened(String line) {
        return line.length() <= 200 ? line : line.substring(0, 200) + "…";
    }

    private String settingsText() {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(settings)
                .forEach((key, value) ->
                        text.append(" --set ").append(key).append('=').append(value));
        return text.toString();
    }
}
