package dev.coordtest.cli;

import dev.coordtest.coordtest.law.Law;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sums over all files of a run. */
final class Totals {
    private long files;
    private long failed;
    private long stanzas;
    private long deliveries;
    private final Map<Law, Long> laws = new EnumMap<>(Law.class);

    void add(FileReport report) {
        files++;
        if (!report.passed()) failed++;
        stanzas += report.stanzas();
        deliveries += report.deliveries();
        report.laws().forEach((law, times) -> laws.merge(law, times, Long::sum));
    }

    long files() {
        return files;
    }

    long failed() {
        return failed;
    }

    long stanzas() {
        return stanzas;
    }

    long deliveries() {
        return deliveries;
    }

    long evaluations(Law law) {
        return laws.getOrDefault(law, 0L);
    }

    long lawEvaluations() {
        return laws.values().stream().mapToLong(Long::longValue).sum();
    }

    String summary(long millis, @Nullable Long seed) {
        return String.format(
                Locale.ROOT,
                "%d files, %d stanzas, %d steps: %d passed, %d failed (%.2f s) · laws %d evaluations%s",
                files,
                stanzas,
                deliveries,
                files - failed,
                failed,
                millis / 1e3,
                lawEvaluations(),
                seed == null ? "" : " · seed " + seed);
    }
}
