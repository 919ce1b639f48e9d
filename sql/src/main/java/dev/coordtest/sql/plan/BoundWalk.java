package dev.coordtest.sql.plan;

/**
 * Visits every node of a bound query, inputs before the scalars that look at them. Subclasses override what they care
 * about and call {@code super} to go on below it.
 *
 * <p>{@link #level} is the number of scopes opened so far: a {@link BoundScalar.Column} of depth {@code d} met at level
 * {@code l} looks at the row of level {@code l - d}. Rows of the outermost query are level 0 unless the walk starts
 * elsewhere.
 */
public class BoundWalk {
    private int level;

    protected BoundWalk(int level) {
        this.level = level;
    }

    protected final int level() {
        return level;
    }

    public void rel(BoundRel rel) {
        switch (rel) {
            case BoundRel.Values values -> values.rows().forEach(row -> row.forEach(this::scalar));
            case BoundRel.Get ignored -> {}
            case BoundRel.CteGet ignored -> {}
            case BoundRel.With with -> {
                rel(with.value());
                rel(with.body());
            }
            case BoundRel.Recursion recursion -> recursion.values().forEach(this::rel);
            case BoundRel.Project project -> rel(project.input());
            case BoundRel.Map map -> {
                rel(map.input());
                map.scalars().forEach(this::scalar);
            }
            case BoundRel.FlatMap map -> {
                rel(map.input());
                map.sets().forEach(this::scalar);
            }
            case BoundRel.Filter filter -> {
                rel(filter.input());
                scalar(filter.predicate());
            }
            case BoundRel.Join join -> {
                rel(join.left());
                if (join.lateral()) inner(() -> rel(join.right()));
                else rel(join.right());
                scalar(join.on());
            }
            case BoundRel.Reduce reduce -> {
                rel(reduce.input());
                reduce.groupKey().forEach(this::scalar);
                for (BoundAggregate aggregate : reduce.aggregates())
                    aggregate.scalars().forEach(this::scalar);
            }
            case BoundRel.Distinct distinct -> rel(distinct.input());
            case BoundRel.TopK topK -> rel(topK.input());
            case BoundRel.Window window -> rel(window.input());
            case BoundRel.SetOperation operation -> {
                rel(operation.left());
                rel(operation.right());
            }
        }
    }

    public void scalar(BoundScalar scalar) {
        switch (scalar) {
            case BoundScalar.Column ignored -> {}
            case BoundScalar.Literal ignored -> {}
            case BoundScalar.LogicalTime ignored -> {}
            case BoundScalar.Call call -> call.arguments().forEach(this::scalar);
            case BoundScalar.Cast cast -> scalar(cast.input());
            case BoundScalar.And and -> and.operands().forEach(this::scalar);
            case BoundScalar.Or or -> or.operands().forEach(this::scalar);
            case BoundScalar.Not not -> scalar(not.operand());
            case BoundScalar.IsNull isNull -> scalar(isNull.operand());
            case BoundScalar.If choice -> {
                scalar(choice.condition());
                scalar(choice.then());
                scalar(choice.otherwise());
            }
            case BoundScalar.Coalesce coalesce -> coalesce.operands().forEach(this::scalar);
            case BoundScalar.Scalar subquery -> inner(() -> rel(subquery.query()));
            case BoundScalar.Exists subquery -> inner(() -> rel(subquery.query()));
            case BoundScalar.Quantified quantified ->
                inner(() -> {
                    rel(quantified.query());
                    scalar(quantified.comparison());
                });
        }
    }

    private void inner(Runnable walk) {
        level++;
        walk.run();
        level--;
    }
}
