package dev.coordtest.sql.plan;

import dev.coordtest.expr.scalar.AggregateFunc;
import dev.coordtest.expr.scalar.RowSets;
import dev.coordtest.repr.type.ColumnType;
import java.util.ArrayList;
import java.util.List;

/** Computes the column types of a bound query. */
final class BoundTypes {
    private BoundTypes() {}

    static List<ColumnType> of(BoundRel rel) {
        return switch (rel) {
            case BoundRel.Values values -> values.types();
            case BoundRel.Get get -> get.types();
            case BoundRel.CteGet get -> get.types();
            case BoundRel.With with -> of(with.body());
            case BoundRel.Recursion recursion ->
                of(recursion.values().get(recursion.result())).stream()
                        .map(ColumnType::asNullable)
                        .toList();
            case BoundRel.Project project -> {
                List<ColumnType> input = of(project.input());
                yield project.columns().stream().map(input::get).toList();
            }
            case BoundRel.Map map -> {
                List<ColumnType> types = new ArrayList<>(of(map.input()));
                map.scalars().forEach(scalar -> types.add(scalar.type()));
                yield List.copyOf(types);
            }
            case BoundRel.FlatMap map -> {
                List<ColumnType> types = new ArrayList<>(of(map.input()));
                types.addAll(RowSets.types(
                        map.sets().stream().map(set -> set.type().type()).toList(), map.ordinality()));
                yield List.copyOf(types);
            }
            case BoundRel.Filter filter -> of(filter.input());
            case BoundRel.Join join -> join(join);
            case BoundRel.Reduce reduce -> {
                List<ColumnType> types = new ArrayList<>();
                reduce.groupKey().forEach(key -> types.add(key.type()));
                for (BoundAggregate aggregate : reduce.aggregates()) {
                    AggregateFunc func = aggregate.func();
                    types.add(new ColumnType(func.result(), func.kind() != AggregateFunc.Kind.COUNT));
                }
                yield List.copyOf(types);
            }
            case BoundRel.Distinct distinct -> of(distinct.input());
            case BoundRel.TopK topK -> of(topK.input());
            case BoundRel.Window window -> {
                List<ColumnType> types = new ArrayList<>(of(window.input()));
                window.calls().forEach(call -> types.add(call.type()));
                yield List.copyOf(types);
            }
            case BoundRel.SetOperation operation -> {
                List<ColumnType> left = of(operation.left());
                List<ColumnType> right = of(operation.right());
                List<ColumnType> types = new ArrayList<>();
                for (int i = 0; i < left.size(); i++) {
                    types.add(right.get(i).nullable() ? left.get(i).asNullable() : left.get(i));
                }
                yield List.copyOf(types);
            }
        };
    }

    private static List<ColumnType> join(BoundRel.Join join) {
        boolean leftOptional = join.kind() == BoundRel.JoinKind.RIGHT || join.kind() == BoundRel.JoinKind.FULL;
        boolean rightOptional = join.kind() == BoundRel.JoinKind.LEFT || join.kind() == BoundRel.JoinKind.FULL;
        List<ColumnType> types = new ArrayList<>();
        for (ColumnType type : of(join.left())) types.add(leftOptional ? type.asNullable() : type);
        for (ColumnType type : of(join.right())) types.add(rightOptional ? type.asNullable() : type);
        return List.copyOf(types);
    }
}
