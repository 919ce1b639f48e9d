package dev.coordtest.sql.bind;

import dev.coordtest.expr.ColumnOrder;
import dev.coordtest.expr.scalar.SortKey;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.ColumnType;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.sql.plan.BoundAggregate;
import dev.coordtest.sql.plan.BoundRel;
import dev.coordtest.sql.plan.BoundScalar;
import dev.coordtest.sql.plan.BoundWalk;
import java.util.List;

/** Refuses queries that would have to compare what cannot be compared: {@code json} is a text that says nothing of the value's equality or order. */
final class Comparability extends BoundWalk {
    private Comparability() {
        super(0);
    }

    /** Checks a query, and the order that its rows are to be shown in. */
    static void check(BoundRel rel, List<ColumnOrder> order) {
        new Comparability().rel(rel);
        checkOrder(rel, order);
    }

    @Override
    public void rel(BoundRel rel) {
        switch (rel) {
            case BoundRel.Distinct distinct -> checkEquality(distinct.input().types());
            case BoundRel.TopK topK -> {
                List<ColumnType> types = topK.input().types();
                checkEquality(topK.groupKey().stream().map(types::get).toList());
                checkOrder(topK.input(), topK.orderBy());
            }
            case BoundRel.Window window -> {
                List<ColumnType> types = window.input().types();
                checkEquality(window.partition().stream().map(types::get).toList());
                checkOrder(window.input(), window.orderBy());
            }
            case BoundRel.SetOperation operation -> {
                boolean appended = operation.kind() == BoundRel.SetKind.UNION && operation.all();
                if (!appended) checkEquality(operation.left().types());
            }
            case BoundRel.Reduce reduce -> {
                checkEquality(reduce.groupKey().stream().map(BoundScalar::type).toList());
                reduce.aggregates().forEach(Comparability::check);
            }
            default -> {}
        }
        super.rel(rel);
    }

    private static void check(BoundAggregate aggregate) {
        if (aggregate.distinct()) {
            checkEquality(aggregate.arguments().stream().map(BoundScalar::type).toList());
        }
        for (SortKey<BoundScalar> key : aggregate.order()) {
            check(key.expr().type().type(), "an ordering");
        }
    }

    private static void checkEquality(List<ColumnType> types) {
        for (ColumnType type : types) check(type.type(), "an equality");
    }

    private static void checkOrder(BoundRel rel, List<ColumnOrder> order) {
        for (ColumnOrder key : order) check(rel.types().get(key.column()).type(), "an ordering");
    }

    private static void check(ScalarType type, String operator) {
        if (isComparable(type)) return;
        throw new SqlException(SqlError.of(
                SqlState.UNDEFINED_FUNCTION,
                "could not identify " + operator + " operator for type " + type.sqlName()));
    }

    private static boolean isComparable(ScalarType type) {
        if (type instanceof ScalarType.Array array) return isComparable(array.element());
        if (type instanceof ScalarType.ListOf list) return isComparable(list.element());
        return type != ScalarType.Simple.JSON;
    }
}
