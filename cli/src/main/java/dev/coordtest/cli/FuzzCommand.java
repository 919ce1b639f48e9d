package dev.coordtest.cli;

import dev.coordtest.coordtest.WorldSettings;
import dev.coordtest.coordtest.fuzz.Fuzzer;
import dev.coordtest.coordtest.fuzz.Tally;
import dev.coordtest.datadriven.Dialect;
import dev.coordtest.datadriven.ParseError;
import dev.coordtest.datadriven.TestFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
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

/** Invents test files from seeds, runs each in several orders, and shrinks what breaks. */
@Command(
        name = "fuzz",
        description = "Invents test files from seeds and runs each in several orders of deliveries.",
        sortOptions = false)
final class FuzzCommand implements Callable<Integer> {
    private static final int SLICE = 25;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "Judge this file, in its own order and in others, in place of invented ones.")
    private @Nullable Path file;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "S", description = "The first seed (1).")
    private long seed;

    @Option(names = "--runs", defaultValue = "4000", paramLabel = "N", description = "How many runs (4000).")
    private long runs;

    @Option(
            names = "--time",
            paramLabel = "SECONDS",
            description = "Start nothing new after this time, and run until then.")
    private @Nullable Long seconds;

    @Option(
            names = "--steps",
            defaultValue = "0",
            paramLabel = "N",
            description = "Stanzas of a file (drawn by the seed, from 30 on).")
    private int steps;

    @Option(
            names = "--orders",
            defaultValue = "4",
            paramLabel = "N",
            description = "Runs of each file (4): the first in its own order.")
    private int orders;

    @Option(names = "--order", paramLabel = "S", description = "With FILE: run it in the order of this seed alone.")
    private @Nullable Long order;

    @Option(
            names = {"-j", "--jobs"},
            defaultValue = "1",
            paramLabel = "N",
            description = "Run N files at a time (1). What is printed is the same.")
    private int jobs;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Change a setting of the test worlds.")
    private Map<String, String> settings = new TreeMap<>();

    @Option(
            names = "--out",
            defaultValue = "fuzz-failures",
            paramLabel = "DIR",
            description = "Where shrunk files go (fuzz-failures).")
    private Path directory = Path.of("fuzz-failures");

    @Option(names = "--keep-going", description = "Go on after a failure; show one of each kind.")
    private boolean keepGoing;

    @Option(names = "--print", description = "Print the file of the seed and run nothing.")
    private boolean print;

    @Option(names = "--verify-determinism", description = "Run the same seeds in another JVM and compare the digests.")
    private boolean verifyDeterminism;

    @Option(
            names = "--digests",
            hidden = true,
            description = "Say the order of sets and the digest of each slice, and nothing else.")
    private boolean digests;

    @Override
    public Integer call() throws IOException {
        SortedMap<String, String> given = new TreeMap<>(settings);
        try {
            WorldSettings.DEFAULT.with(given);
            if (jobs < 1 || orders < 1 || runs < 1)
                throw new IllegalArgumentException("--jobs, --orders and --runs are numbers from 1 on");
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return ExitCode.USAGE.code();
        }
        Fuzzer fuzzer = new Fuzzer(new Fuzzer.Options(given, steps, orders));
        if (print) {
            System.out.print(fuzzer.generate(seed).file().text());
            return ExitCode.PASSED.code();
        }
        FuzzFailures failures = new FuzzFailures(fuzzer, directory, commandOptions());
        if (file != null) return judge(failures, file).code();
        if (digests) System.out.println(SetOrder.ofThisProcess());
        ExitCode exit = fuzz(fuzzer, failures);
        if (verifyDeterminism) exit = exit.worse(new FuzzDeterminism(childArguments(given)).verify(System.out));
        return exit.code();
    }

    private String commandOptions() {
        StringBuilder text = new StringBuilder();
        if (steps != 0) text.append(" --steps ").append(steps);
        if (orders != 4) text.append(" --orders ").append(orders);
        new TreeMap<>(settings)
                .forEach((key, value) -> text.append(" --set '")
                        .append(key)
                        .append('=')
                        .append(value)
                        .append('\''));
        return text.toString();
    }

    private List<String> childArguments(SortedMap<String, String> given) {
        List<String> arguments = new ArrayList<>(List.of(
                "fuzz",
                "--seed",
                Long.toString(seed),
                "--runs",
                Long.toString(runs),
                "--steps",
                Integer.toString(steps),
                "--orders",
                Integer.toString(orders),
                "--keep-going"));
        given.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
        return arguments;
    }

    private ExitCode judge(FuzzFailures failures, Path path) {
        try {
            TestFile test = TestFile.read(path, Dialect.RUST_0_6);
            OptionalLong only = order == null ? OptionalLong.empty() : OptionalLong.of(order);
            return failures.judge(test, only, orders) ? ExitCode.PASSED : ExitCode.FAILED;
        } catch (ParseError e) {
            Failures.parseError(e).forEach(System.err::println);
            return ExitCode.USAGE;
        }
    }

    /** What a slice of seeds has come to. */
    private record Slice(Tally tally, List<Fuzzer.Failure> failures) {}

    private ExitCode fuzz(Fuzzer fuzzer, FuzzFailures failures) throws IOException {
        long start = System.nanoTime();
        Tally tally = new Tally();
        ExitCode exit = ExitCode.PASSED;
        long end = seed + (runs + orders - 1) / orders;
        ExecutorService workers =
                Executors.newFixedThreadPool(jobs, Thread.ofPlatform().daemon().factory());
        try {
            List<Future<Slice>> ahead = new ArrayList<>();
            long next = seed;
            while (!ahead.isEmpty() || goesOn(start, next, end)) {
                while (ahead.size() < 2 * jobs && goesOn(start, next, end)) {
                    long first = next;
                    long last = seconds == null ? Math.min(next + SLICE, end) : next + SLICE;
                    ahead.add(workers.submit(() -> slice(fuzzer, first, last)));
                    next = last;
                }
                if (ahead.isEmpty()) break;
                Slice slice = await(ahead.removeFirst());
                tally.add(slice.tally);
                if (digests) System.out.println(Long.toHexString(slice.tally.digest()));
                else for (Fuzzer.Failure failure : slice.failures) failures.tell(failure);
                if (slice.failures.isEmpty()) continue;
                exit = ExitCode.FAILED;
                if (!keepGoing) break;
            }
        } finally {
            workers.shutdownNow();
        }
        if (!digests) {
            FuzzTable.print(tally, System.out);
            double took = (System.nanoTime() - start) / 1e9;
            System.out.println((exit == ExitCode.PASSED ? "PASS " : "FAIL ")
                    + String.format(
                            Locale.ROOT,
                            "seeds %d to %d: %,d runs of %,d files, %,d stanzas, %,d deliveries in %.1f s (%,.0f runs/s); %s; digest %016x",
                            seed,
                            seed + tally.seeds() - 1,
                            tally.runs(),
                            tally.seeds(),
                            tally.stanzas(),
                            tally.deliveries(),
                            took,
                            tally.runs() / took,
                            failures.summary(),
                            tally.digest()));
        }
        return exit;
    }

    private boolean goesOn(long start, long next, long end) {
        return seconds == null ? next < end : System.nanoTime() - start < seconds * 1_000_000_000L;
    }

    private Slice slice(Fuzzer fuzzer, long first, long end) {
        Tally tally = new Tally();
        List<Fuzzer.Failure> failures = new ArrayList<>();
        for (long each = first; each < end; each++) {
            Fuzzer.Failure failure = fuzzer.run(each, tally);
            if (failure == null) continue;
            failures.add(failure);
            if (!keepGoing) break;
        }
        return new Slice(tally, failures);
    }

    private static Slice await(Future<Slice> slice) {
        try {
            return slice.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
