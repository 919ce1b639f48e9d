package dev.coordtest.coordtest;

import dev.coordtest.coord.catalog.Catalog;
import dev.coordtest.reference.Multiset;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.Frontier;
import dev.coordtest.sql.plan.QueryPlan;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A query whose changes somebody is told of, and what they have come to. When all changes before a time have been told, what they add up to is what the query means at the last moment
 * before it.
 */
final class Followed {
    private final QueryPlan query;
    /** The time at which what there was is not told; empty where all is told of, or once it has been added. */
    private OptionalLong untold;

    private final Catalog names;
    private final Contents told = new Contents();
    /** What has been told of times that are not complete. */
    private final SortedMap<Long, Contents> later = new TreeMap<>(Long::compareUnsigned);

    /** Follows from nothing on, or from what there is at {@code untold}. */
    Followed(QueryPlan query, Catalog names, OptionalLong untold) {
        this.untold = untold;
        this.query = query;
        this.names = names;
    }

    QueryPlan query() {
        return query;
    }

    Catalog names() {
        return names;
    }

    /** The time of what there was and is not told, once it is complete. */
    OptionalLong untold(Frontier upper) {
        return untold.isPresent() && upper.isPast(untold.getAsLong()) ? untold : OptionalLong.empty();
    }

    /** Whether all that it is told of is before what there was. */
    boolean isBeforeAll(Frontier upper) {
        return untold.isPresent() && !upper.isPast(untold.getAsLong());
    }

    /** What there was at that time. */
    void startsWith(Multiset rows) {
        untold = OptionalLong.empty();
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
