package dev.coordtest.coordtest;

import dev.coordtest.coord.catalog.Catalog;
import dev.coordtest.reference.Multiset;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.Frontier;
import dev.coordtest.sql.plan.QueryPlan;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A query whose changes somebody is told of, and what they have come to. When all changes before a time have been told, what they add up to is what the query means at the last moment
 * before it.
 */
final class Followed {
    private final QueryPlan query;
    private final Catalog names;
    private final Contents told = new Contents();
    /** What has been told of times that are not complete. */
    private final SortedMap<Long, Contents> later = new TreeMap<>(Long::compareUnsigned);

    /** From nothing on. */
    Followed(QueryPlan query, Catalog names) {
        this.query = query;
        this.names = names;
    }

    QueryPlan query() {
        return query;
    }

    Catalog names() {
        return names;
    }

    /** What there was before the first change. */
    void startsWith(Multiset rows) {
        rows.forEach(told::add);
    }

    void add(Batch updates) {
        updates.forEach(update ->
                later.computeIfAbsent(update.time(), ignored -> new Contents()).add(update.row(), update.diff()));
    }

    /** What all changes before {@code upper} have come to. */
    Contents before(Frontier upper) {
        while (!later.isEmpty() && upper.isPast(later.firstKey())) {
            Contents next = later.pollFirstEntry().getValue();
            next.addTo(told);
        }
        return told;
    }
}
