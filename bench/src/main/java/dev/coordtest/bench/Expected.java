package dev.coordtest.bench;

import java.util.List;
import java.util.Optional;

/** Checksums on which other engines agree. A result that differs is wrong. */
final class Expected {
    private record Entry(String workload, long rows, long updates, String checksum) {}

    private static final List<Entry> KNOWN = List.of(
            new Entry("agg", 1_000_000, 500_000, "e15b3a653b46aee8"),
            new Entry("agg", 100_000, 300_000, "b0996c2e19e83a03"),
            new Entry("agg", 100_000, 200_000, "bca7d0b2fdeaf870"),
            new Entry("join2", 1_000_000, 500_000, "f37cffd73d865d76"),
            new Entry("join2", 10_000, 20_000, "6e36e80695ae4485"),
            new Entry("hydrate", 10_000_000, 0, "cbb8e17345c90c33"));

    private Expected() {}

    static Optional<String> of(String workload, long rows, long updates) {
        return KNOWN.stream()
                .filter(entry -> entry.workload.equals(workload) && entry.rows == rows && entry.updates == updates)
                .map(Entry::checksum)
                .findFirst();
    }

    /** The checksum with the verdict over it. Throws if it is known to be wrong. */
    static String verdict(String workload, long rows, long updates, Checksum checksum) {
        Optional<String> expected = of(workload, rows, updates);
        if (expected.isEmpty()) return "checksum " + checksum + " (none known for this size)";
        if (!expected.get().equals(checksum.toString())) {
            throw new IllegalStateException(workload + " came to " + checksum + ", not to " + expected.get());
        }
        return "checksum " + checksum + " as expected";
    }
}
