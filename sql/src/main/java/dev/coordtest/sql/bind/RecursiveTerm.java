package dev.coordtest.sql.bind;

import dev.coordtest.sql.plan.BoundRel;
import dev.coordtest.sql.plan.BoundScalar;
import dev.coordtest.sql.plan.BoundWalk;
import org.jspecify.annotations.Nullable;

/** Refuses the recursive term of WITH RECURSIVE where it names the query at a place at which SQL does not let it. */
final class RecursiveTerm extends BoundWalk {
    private final String name;
    private final int cte;
    private final int position;
    private @Nullable String around;
    private boolean found;

    /** @param position where the query is named */
    RecursiveTerm(String name, int cte, int position) {
        super(0);
        this.name = name;
        this.cte = cte;
        this.position = position;
    }

    @Override
    public void rel(BoundRel rel) {
        switch (rel) {
            case BoundRel.CteGet get
            when get.cte() == cte -> {
                found = true;
                if (around != null) throw RecursionBinder.misplaced(name, around, position);
            }
            case BoundRel.Join(var kind, var left, var right, var lateral, var on) -> {
                boolean leftOptional = kind == BoundRel.JoinKind.RIGHT || kind == BoundRel.JoinKind.FULL;
                boolean rightOptional = kind == BoundRel.JoinKind.LEFT || kind == BoundRel.JoinKind.FULL;
                within(leftOptional ? "an outer join" : around, left);
                within(rightOptional ? "an outer join" : around, right);
                scalar(on);
            }
            case BoundRel.SetOperation(var kind, var all, var left, var right) -> {
                String operator = kind == BoundRel.SetKind.UNION ? around : kind.name();
                within(all ? operator : around, left);
                within(all || kind == BoundRel.SetKind.EXCEPT ? operator : around, right);
            }
            case BoundRel.Reduce reduce
            when !reduce.aggregates().isEmpty() -> {
                boolean before = found;
                found = false;
                super.rel(rel);
                if (found) {
                    throw RecursionBinder.refused(
                            "aggregate functions are not allowed in a recursive query's recursive term", position);
                }
                found = before;
            }
            default -> super.rel(rel);
        }
    }

    @Override
    public void scalar(BoundScalar scalar) {
        boolean subquery = scalar instanceof BoundScalar.Scalar
                || scalar instanceof BoundScalar.Exists
                || scalar instanceof BoundScalar.Quantified;
        String outside = around;
        if (subquery) around = "a subquery";
        super.scalar(scalar);
        around = outside;
    }

    private void within(@Nullable String what, BoundRel rel) {
        String outside = around;
        around = what;
        rel(rel);
        around = outside;
    }
}
