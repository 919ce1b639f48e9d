package dev.coordtest.sql.transform;

import static dev.coordtest.sql.transform.Algebra.columns;
import static dev.coordtest.sql.transform.Algebra.distinct;
import static dev.coordtest.sql.transform.Algebra.map;
import static dev.coordtest.sql.transform.Algebra.minus;
import static dev.coordtest.sql.transform.Algebra.project;
import static dev.coordtest.sql.transform.Algebra.range;
import static dev.coordtest.sql.transform.Algebra.union;

import dev.coordtest.expr.RelExpr;
import dev.coordtest.expr.scalar.ScalarExpr;
import dev.coordtest.repr.type.ColumnType;
import dev.coordtest.sql.plan.BoundRel;
import java.util.ArrayList;
import java.util.List;

/** Lowers UNION, INTERSECT and EXCEPT of two sides that both begin with the outer columns. */
final class SetOperations {
    private SetOperations() {}

    static RelExpr lower(Locals locals, BoundRel.SetOperation operation, RelExpr left, RelExpr right, int known) {
        return switch (operation.kind()) {
            case UNION -> operation.all() ? union(left, right) : Groups.distinct(union(left, right), known);
            case INTERSECT, EXCEPT -> compared(locals, operation, left, right, known);
        };
    }

    /** Rows are counted in canonical form, then shown as they are shown on the left. */
    private static RelExpr compared(
            Locals locals, BoundRel.SetOperation operation, RelExpr left, RelExpr right, int known) {
        int arity = left.arity();
        List<ColumnType> types = left.types();
        boolean bytewise = types.stream().skip(known).allMatch(type -> Keys.isBytewise(type.type()));
        RelExpr shown = bytewise ? left : locals.share(left);
        RelExpr ours = bytewise ? left : canonical(shown, known);
        RelExpr theirs = bytewise ? right : canonical(right, known);
        if (!operation.all()) {
            ours = distinct(ours);
            theirs = distinct(theirs);
        }
        ours = locals.share(ours);
        RelExpr difference = new RelExpr.Threshold(minus(ours, theirs));
        RelExpr result = operation.kind() == BoundRel.SetKind.EXCEPT ? difference : minus(ours, difference);
        if (bytewise) return result;
        RelExpr faces = Groups.distinctWithFaces(shown, known);
        RelExpr joined = Keys.joinOnSame(result, range(0, arity), faces, range(0, arity));
        return project(joined, range(2 * arity, 3 * arity));
    }

    private static RelExpr canonical(RelExpr rel, int known) {
        List<ScalarExpr> canonical = new ArrayList<>(columns(range(0, known)));
        List<ColumnType> types = rel.types();
        for (int column = known; column < rel.arity(); column++) {
            canonical.add(
                    Keys.canonical(ScalarExpr.column(column), types.get(column).type()));
        }
        RelExpr mapped = map(rel, canonical);
        return project(mapped, range(rel.arity(), mapped.arity()));
    }
}
