package dev.coordtest.coordtest.slt;

import dev.coordtest.coordtest.slt.Layout.Mode;
import dev.coordtest.coordtest.slt.Layout.Sort;
import dev.coordtest.coordtest.slt.SltRecord.Expected;
import dev.coordtest.datadriven.ParseError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Actual output as a file would have it expected; none where it would not read back as the same. */
final class Written {
    private Written() {}

    static String hash(Expected.Hash hash) {
        return hash.count() + " values hashing to " + hash.md5();
    }

    /** What a {@code simple} record answered. */
    static Optional<String> lines(List<String> lines) {
        String output = block(lines);
        return parsed("simple\n\n----" + output + "\n\n")
                .filter(record -> record instanceof SltRecord.Simple simple
                        && simple.lines().equals(lines))
                .map(ignored -> output);
    }

    /** What a query answered, its values in the order in which they are compared. */
    static Optional<String> output(SltRecord.Query query, List<String> values) {
        Layout layout = query.layout();
        boolean isHashed = query.expected() instanceof Expected.Hash
                || layout.hashThreshold() > 0 && values.size() > layout.hashThreshold();
        Expected expected = isHashed ? Judge.hash(values) : new Expected.Values(values);
        List<String> lines = new ArrayList<>();
        query.columnNames()
                .ifPresent(names -> lines.add(
                        String.join(" ", names.stream().map(Written::visible).toList())));
        switch (expected) {
            case Expected.Hash hash -> lines.add(hash(hash));
            case Expected.Values ignored ->
                lines.addAll(layout.mode() == Mode.STANDARD || layout.multiline() ? values : rows(layout, values));
        }
        String output = block(lines);
        return parsed(like(query) + output + (layout.multiline() ? "\nEOF\n" : "\n\n"))
                .filter(record -> record instanceof SltRecord.Query again
                        && again.expected().equals(expected)
                        && again.columnNames().equals(query.columnNames()))
                .map(ignored -> output);
    }

    private static List<String> rows(Layout layout, List<String> values) {
        return Order.rows(values, layout.width()).stream()
                .map(row -> row.size() == 1
                        ? row.getFirst()
                        : String.join("  ", row.stream().map(Written::visible).toList()))
                .toList();
    }

    private static String visible(String value) {
        return value.replace(" ", Blanks.WRITTEN);
    }

    private static String block(List<String> lines) {
        return lines.isEmpty() ? "" : "\n" + String.join("\n", lines);
    }

    /** A query that is laid out in the same way, up to its output. */
    private static String like(SltRecord.Query query) {
        Layout layout = query.layout();
        List<String> options = new ArrayList<>();
        if (layout.sort() == Sort.ROWS) options.add("rowsort");
        if (layout.sort() == Sort.VALUES) options.add("valuesort");
        if (layout.multiline()) options.add("multiline");
        if (query.columnNames().isPresent()) options.add("colnames");
        String mode = layout.mode() == Mode.STANDARD ? "standard" : "cockroach";
        return "mode " + mode + "\nquery " + layout.types() + " "
                + (options.isEmpty() ? "nosort" : String.join(",", options)) + "\n\n----";
    }

    /** The one record that a text holds. */
    private static Optional<SltRecord> parsed(String text) {
        try {
            List<SltRecord> records = SltFile.parse("", text).records();
            return records.size() == 1 ? Optional.of(records.getFirst()) : Optional.empty();
        } catch (ParseError e) {
            return Optional.empty();
        }
    }
}
