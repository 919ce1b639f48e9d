package dev.coordtest.coordtest;

import dev.coordtest.reference.Multiset;
import dev.coordtest.repr.Row;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Rows and their counts while they are summed: a count may be below zero until all is added. */
final class Contents {
    private final SortedMap<Row, Long> counts = new TreeMap<>();

    void add(Row row, long count) {
        if (counts.merge(row, count, Math::addExact) == 0) counts.remove(row);
    }

    Optional<Row> first() {
        return counts.isEmpty() ? Optional.empty() : Optional.of(counts.firstKey());
    }

    /** Fails if a row is there less than never: no history may come to that. */
    Multiset toMultiset() {
        Multiset rows = new Multiset();
        counts.forEach(rows::add);
        return rows;
    }
}
