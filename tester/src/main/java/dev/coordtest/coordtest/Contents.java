package dev.coordtest.coordtest;

import dev.coordtest.reference.Multiset;
import dev.coordtest.repr.Row;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Rows and their counts while they are summed: a count may be below zero until all is added. */
final class Contents {
    private final SortedMap<Row, Long> counts = new TreeMap<>();

    static Contents of(Multiset rows) {
        Contents contents = new Contents();
        rows.forEach(contents::add);
        return contents;
    }

    void add(Row row, long count) {
        if (counts.merge(row, count, Math::addExact) == 0) counts.remove(row);
    }

    boolean isEmpty() {
        return counts.isEmpty();
    }

    /** Its rows, each once, in order. */
    Set<Row> rows() {
        return counts.keySet();
    }

    /** Adds all of it to {@code to}. */
    void addTo(Contents to) {
        counts.forEach(to::add);
    }

    /** A row that is there less often than never; empty if there is none. */
    Optional<Row> missing() {
        for (Map.Entry<Row, Long> entry : counts.entrySet())
            if (entry.getValue() < 0) return Optional.of(entry.getKey());
        return Optional.empty();
    }

    @Override
    public boolean equals(Object that) {
        return that instanceof Contents other && counts.equals(other.counts);
    }

    @Override
    public int hashCode() {
        return counts.hashCode();
    }

    @Override
    public String toString() {
        return counts.toString();
    }

    /** Fails if a row is there less than never: no history may come to that. */
    Multiset toMultiset() {
        Multiset rows = new Multiset();
        counts.forEach(rows::add);
        return rows;
    }
}
