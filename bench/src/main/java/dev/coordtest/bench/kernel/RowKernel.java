package dev.coordtest.bench.kernel;

import dev.coordtest.repr.RowPacker;
import dev.coordtest.repr.RowReader;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Packing a row of three columns, and finding its columns again. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RowKernel {
    private final RowPacker packer = new RowPacker();
    private final RowPacker packed = new RowPacker().push(1L).push(2L).push("a text of some length");
    private final RowReader reader = new RowReader();
    private long value;

    @Benchmark
    public int pack() {
        return packer.clear().push(value++).push(value).push(true).length();
    }

    @Benchmark
    public long read() {
        return reader.reset(packed).int64(0) + reader.int64(1);
    }
}
