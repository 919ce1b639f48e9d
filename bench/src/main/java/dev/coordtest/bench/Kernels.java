package dev.coordtest.bench;

import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs what is in {@link dev.coordtest.bench.kernel}, each kernel in a JVM of its own. */
final class Kernels {
    private Kernels() {}

    static void run() {
        // The launcher's heap is for workloads; two JVMs with it would not fit everywhere.
        var options = new OptionsBuilder()
                .include("dev\\.coordtest\\.bench\\.kernel\\.")
                .jvmArgs("-Xmx2g", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders")
                .build();
        try {
            new Runner(options).run();
        } catch (RunnerException e) {
            throw new IllegalStateException(e);
        }
    }
}
