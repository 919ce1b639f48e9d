package dev.coordtest.sql.transform;

import static dev.coordtest.sql.transform.Algebra.columns;
import static dev.coordtest.sql.transform.Algebra.concat;
import static dev.coordtest.sql.transform.Algebra.map;
import static dev.coordtest.sql.transform.Algebra.minus;
import static dev.coordtest.sql.transform.Algebra.project;
import static dev.coordtest.sql.transform.Algebra.range;
import static dev.coordtest.sql.transform.Algebra.union;

import dev.coordtest.expr.RelExpr;
import dev.coordtest.expr.scalar.AggregateExpr;
import dev.coordtest.expr.scalar.AggregateFunc;
import dev.coordtest.expr.scalar.AggregateFunc.Kind;
import dev.coordtest.expr.scalar.ScalarExpr;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.type.ColumnType;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.sql.plan.BoundAggregate;
import dev.coordtest.sql.plan.BoundRel;
import dev.coordtest.sql.plan.BoundScalar;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lowers GROUP BY and DISTINCT. A group is found by the canonical form of its key and shown by one of its members, its
 * face.
 */
final class Groups {
    private final Lowering lowering;
    private final RelExpr outer;
    private final Scope scope;

    Groups(Lowering lowering, RelExpr outer, Scope scope) {
        this.lowering = lowering;
        this.outer = outer;
        this.scope = scope;
    }

    /** Each row once, in SQL's sense of the same; the first {@code known} columns are compared as bytes. */
    static RelExpr distinct(RelExpr input, int known) {
        int arity = input.arity();
        if (input.types().stream().skip(known).allMatch(type -> Keys.isBytewise(type.type()))) {
            return Algebra.distinct(input);
        }
        return project(distinctWithFaces(input, known), range(arity, 2 * arity));
    }

    /** Each row once: its canonical form, then its face. */
    static RelExpr distinctWithFaces(RelExpr input, int known) {
        Key key = new Key();
        List<ColumnType> types = input.types();
        for (int column = 0; column < types.size(); column++) {
            key.add(column, types.get(column).type(), column < known);
        }
        RelExpr reduced = new RelExpr.Reduce(input, key.exprs, key.faces);
        return project(reduced, concat(range(0, input.arity()), key.shown()));
    }

    /** A grouping key under construction, and the aggregates that find the faces of those of its parts that need one. */
    private static final class Key {
        private final List<ScalarExpr> exprs = new ArrayList<>();
        private final List<AggregateExpr> faces = new ArrayList<>();
        private final List<Integer> faceOf = new ArrayList<>(); // −1 where the key is its own face.

        void add(int column, ScalarType type, boolean asBytes) {
            ScalarExpr part = ScalarExpr.column(column);
            boolean own = asBytes || Keys.isBytewise(type);
            exprs.add(own ? part : Keys.canonical(part, type));
            faceOf.add(own ? -1 : faces.size());
            if (!own) faces.add(new AggregateExpr(new AggregateFunc(Kind.ANY, type, type), part, false));
        }

        int size() {
            return exprs.size();
        }

        /** Where the faces stand among the key and the faces. */
        List<Integer> shown() {
            List<Integer> shown = new ArrayList<>();
            for (int i = 0; i < size(); i++) shown.add(faceOf.get(i) < 0 ? i : size() + faceOf.get(i));
            return shown;
        }
    }

    RelExpr reduce(BoundRel.Reduce reduce) {
        int known = scope.arity();
        RelExpr input = lowering.rel(reduce.input(), outer, scope);
        ScalarLowering scalars = new ScalarLowering(lowering, input, scope);
        List<ScalarExpr> parts = reduce.groupKey().stream().map(scalars::lower).toList();
        List<AggregateExpr> aggregates = reduce.aggregates().stream()
                .map(aggregate -> lowered(scalars, aggregate))
                .toList();
        RelExpr rel = map(scalars.rel(), parts);
        int partsAt = rel.arity() - parts.size();
        Key key = new Key();
        for (int column = 0; column < known; column++) {
            key.add(column, input.types().get(column).type(), true);
        }
        for (int i = 0; i < parts.size(); i++) {
            key.add(partsAt + i, reduce.groupKey().get(i).type().type(), false);
        }
        RelExpr result = aggregated(rel, key, aggregates);
        return reduce.groupKey().isEmpty() ? withEmptyGroups(result, aggregates) : result;
    }

    private static AggregateExpr lowered(ScalarLowering scalars, BoundAggregate aggregate) {
        BoundScalar filter = aggregate.filter();
        AggregateFunc func = aggregate.func();
        return new AggregateExpr(
                func,
                aggregate.arguments().stream()
                        .map(each -> where(filter, each, scalars))
                        .toList(),
                aggregate.order().stream()
                        .map(key -> key.map(each -> where(filter, each, scalars)))
                        .toList(),
                aggregate.distinct(),
                filter != null && func.kind().keepsNulls() ? scalars.lower(filter) : null);
    }

    /** The scalar, or NULL where the filter is not true: then it is not evaluated. */
    private static ScalarExpr where(@Nullable BoundScalar filter, BoundScalar scalar, ScalarLowering scalars) {
        if (filter == null) return scalars.lower(scalar);
        BoundScalar none = new BoundScalar.Literal(Datum.NULL, scalar.type().type());
        return scalars.lower(new BoundScalar.If(filter, scalar, none));
    }

    /** The faces of the key, then the aggregates. */
    private RelExpr aggregated(RelExpr rel, Key key, List<AggregateExpr> aggregates) {
        List<AggregateExpr> together = new ArrayList<>(key.faces);
        List<Integer> columns = new ArrayList<>(key.shown());
        List<Integer> apart = new ArrayList<>();
        for (int i = 0; i < aggregates.size(); i++) {
            AggregateExpr aggregate = aggregates.get(i);
            AggregateFunc func = aggregate.func();
            boolean distinct = aggregate.distinct() && matters(func);
            if (distinct && !Keys.isBytewise(func.input()) && func.kind() != Kind.COUNT) {
                columns.add(-1);
                apart.add(i);
            } else {
                columns.add(key.size() + together.size());
                together.add(
                        distinct
                                ? new AggregateExpr(func, Keys.canonical(aggregate.argument(), func.input()), true)
                                : aggregate);
            }
        }
        RelExpr source = apart.isEmpty() ? rel : lowering.locals.share(rel);
        RelExpr result = new RelExpr.Reduce(source, key.exprs, together);
        for (int i : apart) {
            RelExpr values = overFaces(
                    source, key, aggregates.get(i).func(), aggregates.get(i).argument());
            columns.set(key.size() + i, result.arity() + key.size());
            result = Keys.joinOnSame(result, range(0, key.size()), values, range(0, key.size()));
        }
        return project(result, columns);
    }

    /** Whether each value once has to be seen to here: it may make no difference, and those that gather see to it themselves. */
    private static boolean matters(AggregateFunc func) {
        return switch (func.kind()) {
            case COUNT, SUM, AVG, VAR_SAMP, VAR_POP, STDDEV_SAMP, STDDEV_POP -> true;
            case MIN, MAX, BOOL_AND, BOOL_OR, ANY, STRING_AGG, ARRAY_AGG, LIST_AGG, JSON_AGG, JSON_OBJECT_AGG -> false;
        };
    }

    /** The canonical key, then {@code func} over one face of each distinct argument. */
    private static RelExpr overFaces(RelExpr source, Key key, AggregateFunc func, ScalarExpr argument) {
        RelExpr mapped = map(source, argument);
        Key finer = new Key();
        finer.exprs.addAll(key.exprs);
        finer.faceOf.addAll(key.exprs.stream().map(part -> -1).toList());
        finer.add(mapped.arity() - 1, func.input(), false);
        RelExpr once = new RelExpr.Reduce(mapped, finer.exprs, finer.faces);
        ScalarExpr face = ScalarExpr.column(once.arity() - 1);
        return new RelExpr.Reduce(once, columns(range(0, key.size())), List.of(new AggregateExpr(func, face, false)));
    }

    /** Without a key there is a row even where there are no rows to aggregate: once for each outer row. */
    private RelExpr withEmptyGroups(RelExpr groups, List<AggregateExpr> aggregates) {
        RelExpr shared = lowering.locals.share(groups);
        RelExpr all = lowering.locals.share(outer);
        RelExpr missing = minus(all, project(shared, range(0, scope.arity())));
        List<ScalarExpr> empty = new ArrayList<>();
        for (AggregateExpr aggregate : aggregates) {
            AggregateFunc func = aggregate.func();
            Datum value = func.kind() == Kind.COUNT ? Datum.of(0L) : Datum.NULL;
            empty.add(ScalarExpr.literal(value, func.result()));
        }
        return union(shared, map(missing, empty));
    }
}
