package dev.coordtest.reference;

import dev.coordtest.repr.DatumOrder;
import dev.coordtest.repr.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Rows and how often each is there, always more than never. */
public final class Multiset {
    private final SortedMap<Row, Long> counts = new TreeMap<>();

    /** Adds {@code count} more of {@code row}, or takes away if it is negative; never more than there are. */
    public Multiset add(Row row, long count) {
        long sum = Math.addExact(count(row), count);
        if (sum < 0) throw new IllegalStateException(count + " of " + row + " added to " + count(row));
        if (sum == 0) counts.remove(row);
        else counts.put(row, sum);
        return this;
    }

    public long count(Row row) {
        return counts.getOrDefault(row, 0L);
    }

    public boolean isEmpty() {
        return counts.isEmpty();
    }

    /** The number of rows, each as often as it is there. */
    public long size() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Each row that is there and its count, in the natural order of rows. */
    public void forEach(BiConsumer<Row, Long> consumer) {
        counts.forEach(consumer);
    }

    /** Each row as often as it is there. */
    public List<Row> toList() {
        List<Row> rows = new ArrayList<>();
        forEach((row, count) -> {
            for (long i = 0; i < count; i++) rows.add(row);
        });
        return rows;
    }

    /** The row with every value in the one form that stands for all that are equal to it. */
    static Row canonical(Row row) {
        return Row.of(row.datums().stream().map(DatumOrder::canonical).toList());
    }

    @Override
    public boolean equals(Object that) {
        return that instanceof Multiset other && counts.equals(other.counts);
    }

    @Override
    public int hashCode() {
        return counts.hashCode();
    }

    @Override
    public String toString() {
        return counts.toString();
    }
}
