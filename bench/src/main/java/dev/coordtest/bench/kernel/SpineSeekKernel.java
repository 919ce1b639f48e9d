package dev.coordtest.bench.kernel;

import dev.coordtest.compute.arrange.Spine;
import dev.coordtest.repr.RowPacker;
import dev.coordtest.repr.RowReader;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Seeking keys that are there in an arrangement. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SpineSeekKernel {
    /** How many rows are sought in. */
    @Param({"1000", "100000", "1000000"})
    public int rows;

    private final Spine spine = new Spine();
    private final SplittableRandom random = new SplittableRandom(1);
    private final RowPacker key = new RowPacker();
    private final RowReader reader = new RowReader();
    private long found;

    @Setup
    public void fill() {
        spine.insert(Rows.shuffled(rows, 0, 1, 1));
    }

    @Benchmark
    public long seek() {
        key.clear().push(random.nextLong(rows));
        reader.reset(key);
        spine.visitKey(reader.packed(), reader.start(0), reader.end(0), (batch, i) -> found += batch.diff(i));
        return found;
    }
}
