package dev.coordtest.sql.transform;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where an expression finds the columns of outer rows: in the outer relation, whose columns these are, in order.
 *
 * @param level how many scopes have been opened around the query that is lowered; its own rows are of this level
 * @param columns the outer columns, each with its position in the outer relation
 */
record Scope(int level, SortedMap<OuterColumn, Integer> columns) {
    /** Column {@code index} of the row of scope {@code level}. */
    record OuterColumn(int level, int index) implements Comparable<OuterColumn> {
        @Override
        public int compareTo(OuterColumn that) {
            int byLevel = Integer.compare(level, that.level);
            return byLevel != 0 ? byLevel : Integer.compare(index, that.index);
        }
    }

    static final Scope TOP = new Scope(0, new TreeMap<>());

    int arity() {
        return columns.size();
    }

    /** Where column {@code index} of the row {@code depth} scopes out stands in the outer relation. */
    int position(int depth, int index) {
        return position(new OuterColumn(level - depth, index));
    }

    int position(OuterColumn column) {
        Integer position = columns.get(column);
        if (position == null) throw new IllegalStateException(column + " is not among " + columns.keySet());
        return position;
    }

    /** The scope inside, whose outer relation has just these columns. */
    Scope inner(Collection<OuterColumn> needed) {
        SortedMap<OuterColumn, Integer> positions = new TreeMap<>();
        for (OuterColumn column : needed) positions.put(column, positions.size());
        return new Scope(level + 1, positions);
    }

    /** Where the outer columns of an inner scope stand in rows of this one: its outer columns, then its own. */
    List<Integer> positions(Collection<OuterColumn> needed) {
        List<Integer> positions = new ArrayList<>();
        for (OuterColumn column : needed) {
            positions.add(column.level() == level ? arity() + column.index() : position(column));
        }
        return positions;
    }
}
