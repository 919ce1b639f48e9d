package dev.coordtest.bench.kernel;

import dev.coordtest.repr.Batch;
import dev.coordtest.repr.BatchMerge;
import dev.coordtest.repr.Frontier;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Sorting a batch, and merging two sorted ones whose rows alternate. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BatchKernel {
    private static final int ROWS = 100_000;
    private final Batch shuffled = Rows.shuffled(ROWS, 0, 1, 1);
    private final Batch even = Rows.shuffled(ROWS / 2, 0, 2, 2).consolidate();
    private final Batch odd = Rows.shuffled(ROWS / 2, 1, 2, 3).consolidate();

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public Batch consolidate() {
        return shuffled.consolidate();
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public Batch merge() {
        BatchMerge merge = new BatchMerge(even, odd, Frontier.MINIMUM);
        merge.work(ROWS);
        return merge.result();
    }
}
