package dev.coordtest.sql.transform;

import dev.coordtest.expr.RelExpr;
import dev.coordtest.expr.scalar.ScalarExpr;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Row;
import dev.coordtest.repr.type.ColumnType;
import dev.coordtest.repr.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Short names for expressions that lowering makes all the time. */
final class Algebra {
    /** One row without columns: the outer relation of a query that stands alone. */
    static final RelExpr UNIT = constant(List.of(Row.EMPTY), List.of());

    static final ScalarExpr TRUE = ScalarExpr.literal(Datum.TRUE, ScalarType.BOOL);
    static final ScalarExpr FALSE = ScalarExpr.literal(Datum.FALSE, ScalarType.BOOL);
    static final ScalarExpr UNKNOWN = ScalarExpr.literal(Datum.NULL, ScalarType.BOOL);

    private Algebra() {}

    /** Whether {@code condition} is true, which is never NULL. */
    static ScalarExpr isTrue(ScalarExpr condition) {
        return new ScalarExpr.If(condition, TRUE, FALSE);
    }

    /** Whether {@code condition} is false, which is never NULL. */
    static ScalarExpr isFalse(ScalarExpr condition) {
        return new ScalarExpr.If(new ScalarExpr.Not(condition), TRUE, FALSE);
    }

    static RelExpr constant(List<Row> rows, List<ColumnType> types) {
        Batch.Builder batch = new Batch.Builder();
        for (Row row : rows) batch.add(row, 0, 1);
        return new RelExpr.Constant(batch.build(), null, types);
    }

    /** Column numbers from {@code start} up to, and without, {@code end}. */
    static List<Integer> range(int start, int end) {
        return IntStream.range(start, end).boxed().toList();
    }

    static List<Integer> concat(List<Integer> first, List<Integer> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    static List<ScalarExpr> columns(List<Integer> indexes) {
        return indexes.stream().map(ScalarExpr::column).toList();
    }

    static RelExpr project(RelExpr input, List<Integer> columns) {
        return columns.equals(range(0, input.arity())) ? input : new RelExpr.Project(input, columns);
    }

    static RelExpr map(RelExpr input, List<ScalarExpr> scalars) {
        return scalars.isEmpty() ? input : new RelExpr.Map(input, scalars);
    }

    static RelExpr map(RelExpr input, ScalarExpr... scalars) {
        return map(input, List.of(scalars));
    }

    /** Appends NULLs of these types. */
    static RelExpr mapNulls(RelExpr input, List<ColumnType> types) {
        List<ScalarExpr> nulls = new ArrayList<>();
        for (ColumnType type : types) nulls.add(ScalarExpr.literal(Datum.NULL, type.type()));
        return map(input, nulls);
    }

    static RelExpr filter(RelExpr input, ScalarExpr... predicates) {
        return new RelExpr.Filter(input, List.of(predicates));
    }

    static RelExpr product(RelExpr left, RelExpr right) {
        if (left.equals(UNIT)) return right;
        if (right.equals(UNIT)) return left;
        return new RelExpr.Join(left, right, List.of(), List.of());
    }

    /** Each row once, as bytes. */
    static RelExpr distinct(RelExpr input) {
        return new RelExpr.Reduce(input, columns(range(0, input.arity())), List.of());
    }

    static RelExpr union(RelExpr... inputs) {
        return new RelExpr.Union(List.of(inputs));
    }

    /** {@code left} without {@code right}, which is contained in it. */
    static RelExpr minus(RelExpr left, RelExpr right) {
        return union(left, new RelExpr.Negate(right));
    }
}
