package dev.coordtest.bench;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./coordtest bench}: runs workloads and prints rates, latencies, memory and checksums. Ends with 1 if a checksum is wrong. */
@Command(
        name = "coordtest bench",
        description = "Measures the engine: count, agg, join2, hydrate, peek; kernels alone: kernels.",
        mixinStandardHelpOptions = true)
public final class Bench implements Callable<Integer> {
    private static final List<String> ALL = List.of("count", "agg", "join2", "hydrate", "peek");

    @Parameters(paramLabel = "WORKLOAD", description = "which to run; all but the kernels if none is named")
    private List<String> workloads = List.of();

    @Option(names = "--rows", description = "rows loaded before the clock runs (1,000,000; hydrate 10,000,000)")
    private int rows;

    @Option(names = "--updates", description = "updates made (500,000; peek: 2,000,000 reads)")
    private int updates;

    @Option(names = "--batch", description = "updates in one commit (1000, 1 and 100000 in turn)")
    private int batch;

    @Option(names = "--repeat", defaultValue = "1", description = "how often (${DEFAULT-VALUE})")
    private int repeat;

    private final PrintStream out = System.out;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    @Override
    public Integer call() {
        for (int i = 0; i < repeat; i++) {
            for (String workload : workloads.isEmpty() ? ALL : workloads) run(workload);
        }
        return 0;
    }

    private void run(String workload) {
        switch (workload) {
            case "count", "agg", "join2" -> {
                for (int size : batch == 0 ? new int[] {1000, 1, 100_000} : new int[] {batch}) maintain(workload, size);
            }
            case "hydrate" -> hydrate(orElse(rows, 10_000_000));
            case "peek" -> peek(orElse(rows, 1_000_000), orElse(updates, 2_000_000));
            case "kernels" -> Kernels.run();
            default ->
                throw new CommandLine.ParameterException(
                        new CommandLine(this),
                        "no workload " + workload + "; there are " + String.join(", ", ALL) + ", kernels");
        }
    }

    private static int orElse(int given, int otherwise) {
        return given == 0 ? otherwise : given;
    }

    private void maintain(String name, int batchSize) {
        int size = orElse(rows, 1_000_000);
        int count = orElse(updates, 500_000);
        warmUp(name, size, count, batchSize);
        Maintenance run = new Maintenance(workload(name, size));
        run.load(size);
        Stopwatch watch = new Stopwatch();
        run.update(count, batchSize, watch::step);
        out.println(String.format(Locale.ROOT, "%-7s N=%,d B=%,d U=%,d: ", name, size, batchSize, count)
                + watch.rates(count, "updates") + "; " + watch.latencies() + "; "
                + Expected.verdict(name, size, count, run.engine().checksum()));
    }

    /** The same once before: what is measured is the engine, not the compiler. */
    private static void warmUp(String name, int size, int count, int batchSize) {
        Maintenance run = new Maintenance(workload(name, size));
        run.load(size);
        run.update(count, batchSize, () -> {});
    }

    static Workload workload(String name, int rows) {
        return switch (name) {
            case "count" -> new Count();
            case "agg" -> new Agg(rows, false, new Draws(1));
            case "join2" -> new Join2(rows, new Draws(1));
            default -> throw new IllegalArgumentException(name);
        };
    }

    private void hydrate(int size) {
        long before = Memory.live();
        Hydrate hydrate = new Hydrate(size);
        var input = hydrate.input();
        Stopwatch watch = new Stopwatch();
        Engine engine = hydrate.run(input);
        String rates = watch.rates(size, "rows");
        input = null;
        double perRow = (Memory.live() - before) / (double) size;
        out.println(String.format(Locale.ROOT, "hydrate N=%,d: ", size)
                + rates
                + String.format(Locale.ROOT, "; %.1f live bytes a row; ", perRow)
                + Expected.verdict("hydrate", size, 0, engine.checksum()));
    }

    private void peek(int size, int reads) {
        Maintenance run = new Maintenance(new Agg(size, true, new Draws(1)));
        run.load(size);
        run.update(100_000, 1000, () -> run.engine().compact());
        Peeks peeks = new Peeks(run.engine(), size / 10);
        for (int i = 0; i < reads / 10; i++) peeks.one();
        Stopwatch watch = new Stopwatch();
        for (int i = 0; i < reads; i++) {
            peeks.one();
            watch.step();
        }
        out.println(String.format(Locale.ROOT, "peek    N=%,d: ", size) + watch.rates(reads, "reads") + "; "
                + watch.latencies()
                + String.format(Locale.ROOT, "; %,d rows found", run.engine().rowsAnswered()));
    }
}
