package dev.coordtest.sql.bind;

import dev.coordtest.sql.plan.BoundRel;

/** What is left of a query of which nothing matters but whether it has a row. What it would show is not even computed, so that it cannot fail. */
final class Existence {
    private Existence() {}

    /** A query that has a row if and only if the given one does, without the outermost work that changes nothing about that. */
    static BoundRel of(BoundRel rel) {
        return switch (rel) {
            case BoundRel.Project project -> of(project.input());
            case BoundRel.Map map -> of(map.input());
            case BoundRel.Distinct distinct -> of(distinct.input());
            case BoundRel.TopK top when top.offset() == 0 && top.limit().orElse(1) > 0 -> of(top.input());
            case BoundRel.Reduce reduce
            when !reduce.groupKey().isEmpty() && reduce.aggregates().isEmpty() -> of(reduce.input());
            case BoundRel.With(var cte, var value, var body) -> new BoundRel.With(cte, value, of(body));
            default -> rel;
        };
    }
}
