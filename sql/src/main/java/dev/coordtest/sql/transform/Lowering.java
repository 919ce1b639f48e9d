package dev.coordtest.sql.transform;

import static dev.coordtest.sql.transform.Algebra.UNIT;
import static dev.coordtest.sql.transform.Algebra.concat;
import static dev.coordtest.sql.transform.Algebra.map;
import static dev.coordtest.sql.transform.Algebra.product;
import static dev.coordtest.sql.transform.Algebra.project;
import static dev.coordtest.sql.transform.Algebra.range;

import dev.coordtest.expr.ColumnOrder;
import dev.coordtest.expr.RelExpr;
import dev.coordtest.expr.scalar.ScalarExpr;
import dev.coordtest.expr.window.WindowCall;
import dev.coordtest.repr.Row;
import dev.coordtest.repr.type.ColumnType;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.sql.plan.BoundRel;
import dev.coordtest.sql.plan.BoundScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Turns a bound query into an expression without subqueries that means the same.
 *
 * <p>A query is lowered <em>over</em> an outer relation, which holds each row of outer columns once: the result has a row
 * for each outer row and each row that the query has for it, outer columns first. The outermost query is lowered over one
 * row without columns.
 */
public final class Lowering {
    final Locals locals = new Locals();
    final Map<Integer, Cte> ctes = new TreeMap<>();

    private Lowering() {}

    /** The expression that {@code query}, which has no outer columns, means. */
    public static RelExpr lower(BoundRel query) {
        Lowering lowering = new Lowering();
        RelExpr body = lowering.rel(query, UNIT, Scope.TOP);
        return Rewrites.rewrite(lowering.locals.wrap(body));
    }

    /** {@code rel} over {@code outer}, whose columns are those of {@code scope}. */
    RelExpr rel(BoundRel rel, RelExpr outer, Scope scope) {
        return switch (rel) {
            case BoundRel.Values values -> values(values, outer, scope);
            case BoundRel.Get get -> product(outer, new RelExpr.Get(get.id(), get.types()));
            case BoundRel.CteGet get -> cteGet(get, outer, scope);
            case BoundRel.With with -> with(with, outer, scope);
            case BoundRel.Recursion recursion -> recursion(recursion, outer, scope);
            case BoundRel.Project project -> {
                List<Integer> columns = new ArrayList<>(range(0, scope.arity()));
                for (int column : project.columns()) columns.add(scope.arity() + column);
                yield project(rel(project.input(), outer, scope), columns);
            }
            case BoundRel.Map map -> {
                RelExpr input = rel(map.input(), outer, scope);
                ScalarLowering scalars = new ScalarLowering(this, input, scope);
                yield scalars.append(input.arity(), map.scalars());
            }
            case BoundRel.FlatMap map -> flatMap(map, rel(map.input(), outer, scope), scope);
            case BoundRel.Filter filter ->
                Predicates.filter(this, rel(filter.input(), outer, scope), filter.predicate(), scope);
            case BoundRel.Join join -> new Joins(this, outer, scope).join(join);
            case BoundRel.Reduce reduce -> new Groups(this, outer, scope).reduce(reduce);
            case BoundRel.Distinct distinct -> Groups.distinct(rel(distinct.input(), outer, scope), scope.arity());
            case BoundRel.TopK topK -> topK(topK, rel(topK.input(), outer, scope), scope);
            case BoundRel.Window window -> window(window, rel(window.input(), outer, scope), scope);
            case BoundRel.SetOperation operation ->
                SetOperations.lower(
                        locals,
                        operation,
                        rel(operation.left(), outer, scope),
                        rel(operation.right(), outer, scope),
                        scope.arity());
        };
    }

    /** Whether {@code rel} may be evaluated once, on its own, in place of once for each outer row. */
    boolean standsAlone(BoundRel rel, RelExpr outer, Scope scope) {
        return OuterColumns.of(rel, null, scope.level(), ctes).isEmpty()
                && (outer.equals(UNIT) || !Failing.mayFail(rel));
    }

    private RelExpr values(BoundRel.Values values, RelExpr outer, Scope scope) {
        List<Row> constants = new ArrayList<>();
        List<RelExpr> parts = new ArrayList<>();
        for (List<BoundScalar> row : values.rows()) {
            if (row.stream().allMatch(scalar -> scalar instanceof BoundScalar.Literal)) {
                constants.add(Row.of(row.stream()
                        .map(scalar -> ((BoundScalar.Literal) scalar).datum())
                        .toList()));
            } else {
                parts.add(new ScalarLowering(this, outer, scope).append(scope.arity(), row));
            }
        }
        if (!constants.isEmpty() || parts.isEmpty()) {
            parts.add(0, product(outer, Algebra.constant(constants, values.types())));
        }
        return parts.size() == 1 ? parts.get(0) : new RelExpr.Union(parts);
    }

    private RelExpr with(BoundRel.With with, RelExpr outer, Scope scope) {
        if (with.isNamed()) {
            boolean alone = standsAlone(with.value(), outer, scope);
            Scope around = alone ? new Scope(scope.level(), new TreeMap<>()) : scope;
            RelExpr value = rel(with.value(), alone ? UNIT : outer, around);
            ctes.put(with.cte(), new Cte(around, locals.share(value)));
        }
        RelExpr body = rel(with.body(), outer, scope);
        // The same expression may be met again, in another scope.
        ctes.remove(with.cte());
        return body;
    }

    private RelExpr recursion(BoundRel.Recursion recursion, RelExpr outer, Scope scope) {
        boolean correlated =
                !OuterColumns.of(recursion, null, scope.level(), ctes).isEmpty();
        Scope around = correlated ? scope : new Scope(scope.level(), new TreeMap<>());
        // It is the same for all outer rows, but where there are none it must not even fail.
        RelExpr any = outer.equals(UNIT)
                ? outer
                : locals.share(new RelExpr.Reduce(project(outer, List.of()), List.of(), List.of()));
        RelExpr over = correlated ? outer : any;
        List<Integer> bound = new ArrayList<>();
        for (BoundRel value : recursion.values()) {
            List<ColumnType> types = new ArrayList<>(over.types());
            for (ColumnType type : value.types()) types.add(type.asNullable());
            int cte = recursion.ctes().get(bound.size());
            bound.add(locals.fresh());
            ctes.put(cte, new Cte(around, new RelExpr.LocalGet(bound.getLast(), types)));
        }
        List<RelExpr> values = new ArrayList<>();
        for (BoundRel value : recursion.values()) {
            locals.open();
            values.add(Rewrites.inlineSingleUses(locals.wrap(rel(value, over, around))));
        }
        recursion.ctes().forEach(ctes::remove);
        RelExpr whole = new RelExpr.Recursion(bound, values, recursion.limit(), recursion.result());
        return correlated ? whole : product(outer, whole);
    }

    private RelExpr cteGet(BoundRel.CteGet get, RelExpr outer, Scope scope) {
        Cte cte = ctes.get(get.cte());
        if (cte == null) throw new IllegalStateException("common table expression " + get.cte() + " is not in scope");
        if (cte.scope().equals(scope) && scope.arity() > 0) return cte.value();
        List<Integer> here = new ArrayList<>();
        cte.scope().columns().keySet().forEach(column -> here.add(scope.position(column)));
        int known = cte.scope().arity();
        if (known == 0) return product(outer, cte.value());
        RelExpr joined = Keys.joinOnSame(outer, here, cte.value(), range(0, known));
        return project(joined, concat(range(0, scope.arity()), range(scope.arity() + known, joined.arity())));
    }

    private RelExpr flatMap(BoundRel.FlatMap map, RelExpr input, Scope scope) {
        ScalarLowering scalars = new ScalarLowering(this, input, scope);
        List<ScalarExpr> sets = map.sets().stream().map(scalars::lower).toList();
        RelExpr mapped = new RelExpr.FlatMap(scalars.rel(), sets, map.ordinality());
        return project(
                mapped, concat(range(0, input.arity()), range(scalars.rel().arity(), mapped.arity())));
    }

    private static RelExpr topK(BoundRel.TopK topK, RelExpr input, Scope scope) {
        Grouped grouped = Grouped.of(input, topK.groupKey(), scope);
        RelExpr first = new RelExpr.TopK(
                grouped.rel(), grouped.columns(), moved(topK.orderBy(), scope), topK.limit(), topK.offset());
        return project(first, range(0, input.arity()));
    }

    private static RelExpr window(BoundRel.Window window, RelExpr input, Scope scope) {
        Grouped grouped = Grouped.of(input, window.partition(), scope);
        List<WindowCall> calls = window.calls().stream()
                .map(call -> call.moved(column -> scope.arity() + column))
                .toList();
        RelExpr rel = new RelExpr.Window(grouped.rel(), grouped.columns(), moved(window.orderBy(), scope), calls);
        return project(rel, concat(range(0, input.arity()), range(grouped.rel().arity(), rel.arity())));
    }

    private static List<ColumnOrder> moved(List<ColumnOrder> orderBy, Scope scope) {
        return orderBy.stream()
                .map(order -> new ColumnOrder(scope.arity() + order.column(), order.descending(), order.nullsLast()))
                .toList();
    }

    /** A relation and its columns whose bytes are equal where rows are of one group; the outer columns are among them. */
    private record Grouped(RelExpr rel, List<Integer> columns) {
        static Grouped of(RelExpr input, List<Integer> key, Scope scope) {
            List<ColumnType> types = input.types();
            List<Integer> columns = new ArrayList<>(range(0, scope.arity()));
            List<ScalarExpr> canonical = new ArrayList<>();
            for (int column : key) {
                int at = scope.arity() + column;
                ScalarType type = types.get(at).type();
                boolean own = Keys.isBytewise(type);
                columns.add(own ? at : input.arity() + canonical.size());
                if (!own) canonical.add(Keys.canonical(ScalarExpr.column(at), type));
            }
            return new Grouped(map(input, canonical), columns);
        }
    }
}
