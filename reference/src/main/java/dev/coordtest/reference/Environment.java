package dev.coordtest.reference;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What stands around a query.
 *
 * @param rows the outer rows, innermost last
 * @param ctes the common table expressions in scope, by number
 */
record Environment(List<List<Datum>> rows, SortedMap<Integer, Multiset> ctes) {
    static final Environment EMPTY = new Environment(List.of(), new TreeMap<>());

    Environment within(Row row) {
        List<List<Datum>> more = new ArrayList<>(rows);
        more.add(row.datums());
        return new Environment(more, ctes);
    }

    Environment with(int cte, Multiset value) {
        SortedMap<Integer, Multiset> more = new TreeMap<>(ctes);
        more.put(cte, value);
        return new Environment(rows, more);
    }

    /** Column {@code index} of the row {@code depth} scopes out, which is at least 1. */
    Datum outer(int depth, int index) {
        return rows.get(rows.size() - depth).get(index);
    }
}
