package dev.coordtest.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;

/** Wall time, the CPU time of the whole process (collector and compilers too), and how long each step took. */
final class Stopwatch {
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final long startWall = System.nanoTime();
    private final long startCpu = PROCESS.getProcessCpuTime();
    private long[] steps = new long[1024];
    private int count;
    private long last = startWall;

    /** A step has ended. */
    void step() {
        long now = System.nanoTime();
        if (count == steps.length) steps = Arrays.copyOf(steps, 2 * count);
        steps[count++] = now - last;
        last = now;
    }

    /** Rates of {@code work} done since the start. */
    String rates(long work, String what) {
        double wall = (System.nanoTime() - startWall) / 1e9;
        double cpu = (PROCESS.getProcessCpuTime() - startCpu) / 1e9;
        return String.format(
                Locale.ROOT,
                "%,.0f %s/s wall, %,.0f %s/s CPU (%.2f s, %.2f s)",
                work / wall,
                what,
                work / cpu,
                what,
                wall,
                cpu);
    }

    /** Percentiles of the steps, in microseconds. */
    String latencies() {
        long[] sorted = Arrays.copyOf(steps, count);
        Arrays.sort(sorted);
        return String.format(
                Locale.ROOT,
                "p50 %.1f, p99 %.1f, max %.0f us",
                micros(sorted, 0.50),
                micros(sorted, 0.99),
                micros(sorted, 1));
    }

    private static double micros(long[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, (long) (share * sorted.length))] / 1e3;
    }
}
