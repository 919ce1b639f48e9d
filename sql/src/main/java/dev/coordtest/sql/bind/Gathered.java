package dev.coordtest.sql.bind;

import dev.coordtest.repr.type.ColumnType;
import dev.coordtest.sql.plan.BoundAggregate;
import dev.coordtest.sql.plan.BoundScalar;
import java.util.ArrayList;
import java.util.List;

/**
 * What the expressions of a SELECT ask for that its rows do not have: aggregates, which keys a row is grouped by, window functions.
 * Each stands in the expressions as a column of a depth of its own, until the grouping is built.
 */
final class Gathered {
    /** The depth of the columns that stand for {@code GROUPING}. */
    static final int GROUPING = Integer.MIN_VALUE;

    /** The depth of the columns that stand for window functions. */
    static final int WINDOW = Integer.MIN_VALUE + 1;

    private final NamedWindows named;
    private final List<WindowRequest> windows = new ArrayList<>();
    private final List<BoundAggregate> aggregates = new ArrayList<>();
    private final List<List<BoundScalar>> groupings = new ArrayList<>();

    /** @param named the windows that have names */
    Gathered(NamedWindows named) {
        this.named = named;
    }

    NamedWindows named() {
        return named;
    }

    List<WindowRequest> windows() {
        return windows;
    }

    BoundScalar window(WindowRequest request) {
        return new BoundScalar.Column(
                WINDOW, place(windows, request), request.call().type());
    }

    List<BoundAggregate> aggregates() {
        return aggregates;
    }

    /** The arguments of each {@code GROUPING}. */
    List<List<BoundScalar>> groupings() {
        return groupings;
    }

    /** Whether there is something that rows have to be grouped for. */
    boolean isGrouped() {
        return !aggregates.isEmpty() || !groupings.isEmpty();
    }

    BoundScalar grouping(List<BoundScalar> keys, ColumnType type) {
        return new BoundScalar.Column(GROUPING, place(groupings, keys), type);
    }

    private static <T> int place(List<T> list, T element) {
        int index = list.indexOf(element);
        if (index >= 0) return index;
        list.add(element);
        return list.size() - 1;
    }
}
