package dev.coordtest.sql.transform;

import dev.coordtest.sql.plan.BoundRel;
import dev.coordtest.sql.plan.BoundScalar;
import dev.coordtest.sql.plan.BoundWalk;
import dev.coordtest.sql.transform.Scope.OuterColumn;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds the columns of outer rows that a query looks at, by itself or through the common table expressions it names. */
final class OuterColumns extends BoundWalk {
    private final int own;
    private final Map<Integer, Cte> ctes;
    private final SortedSet<OuterColumn> found = new TreeSet<>();

    private OuterColumns(int level, Map<Integer, Cte> ctes) {
        super(level);
        this.own = level;
        this.ctes = ctes;
    }

    /**
     * The outer columns of {@code query}, whose own rows are of scope {@code level}, and of {@code comparison} over its rows.
     *
     * @param ctes the common table expressions defined around it
     */
    static SortedSet<OuterColumn> of(
            BoundRel query, @Nullable BoundScalar comparison, int level, Map<Integer, Cte> ctes) {
        OuterColumns walk = new OuterColumns(level, ctes);
        walk.rel(query);
        if (comparison != null) walk.scalar(comparison);
        return walk.found;
    }

    @Override
    public void rel(BoundRel rel) {
        // Those defined inside the query have been walked where they are defined.
        if (rel instanceof BoundRel.CteGet get && ctes.containsKey(get.cte())) {
            found.addAll(ctes.get(get.cte()).scope().columns().keySet());
        }
        super.rel(rel);
    }

    @Override
    public void scalar(BoundScalar scalar) {
        if (scalar instanceof BoundScalar.Column column && level() - column.depth() < own) {
            found.add(new OuterColumn(level() - column.depth(), column.index()));
        }
        super.scalar(scalar);
    }
}
