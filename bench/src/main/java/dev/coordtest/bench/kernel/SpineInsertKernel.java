package dev.coordtest.bench.kernel;

import dev.coordtest.compute.arrange.Spine;
import dev.coordtest.repr.Batch;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Filling an empty arrangement by commits, merges included. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SpineInsertKernel {
    private static final int COMMITS = 100;
    private static final int COMMIT_ROWS = 1000;
    private final Batch[] commits = new Batch[COMMITS];

    @Setup
    public void draw() {
        for (int i = 0; i < COMMITS; i++) commits[i] = Rows.shuffled(COMMIT_ROWS, i, COMMITS, i);
    }

    @Benchmark
    @OperationsPerInvocation(COMMITS * COMMIT_ROWS)
    public int insert() {
        Spine filled = new Spine();
        for (Batch commit : commits) filled.insert(commit);
        return filled.batches().size();
    }
}
