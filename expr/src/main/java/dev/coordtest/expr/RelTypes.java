package dev.coordtest.expr;

import dev.coordtest.expr.scalar.AggregateExpr;
import dev.coordtest.expr.scalar.RowSets;
import dev.coordtest.expr.scalar.ScalarExpr;
import dev.coordtest.repr.type.ColumnType;
import dev.coordtest.repr.type.ScalarType;
import java.util.ArrayList;
import java.util.List;

/** Computes the column types of a relational expression. */
final class RelTypes {
    private RelTypes() {}

    static List<ColumnType> of(RelExpr expr) {
        return switch (expr) {
            case RelExpr.Constant constant -> constant.types();
            case RelExpr.Get get -> get.types();
            case RelExpr.LocalGet get -> get.types();
            case RelExpr.Let let -> of(let.body());
            case RelExpr.Recursion recursion ->
                of(recursion.values().get(recursion.result())).stream()
                        .map(ColumnType::asNullable)
                        .toList();
            case RelExpr.Project project -> {
                List<ColumnType> input = of(project.input());
                yield project.columns().stream().map(input::get).toList();
            }
            case RelExpr.Map map -> {
                List<ColumnType> types = new ArrayList<>(of(map.input()));
                for (ScalarExpr scalar : map.scalars()) types.add(scalar.type(types));
                yield List.copyOf(types);
            }
            case RelExpr.FlatMap map -> {
                List<ColumnType> types = new ArrayList<>(of(map.input()));
                List<ScalarType> sets =
                        map.sets().stream().map(set -> set.type(types).type()).toList();
                types.addAll(RowSets.types(sets, map.ordinality()));
                yield List.copyOf(types);
            }
            case RelExpr.Filter filter -> of(filter.input());
            case RelExpr.Join join -> {
                List<ColumnType> types = new ArrayList<>(of(join.left()));
                types.addAll(of(join.right()));
                yield List.copyOf(types);
            }
            case RelExpr.Reduce reduce -> {
                List<ColumnType> input = of(reduce.input());
                List<ColumnType> types = new ArrayList<>();
                for (ScalarExpr key : reduce.groupKey()) types.add(key.type(input));
                for (AggregateExpr aggregate : reduce.aggregates()) types.add(aggregate.type());
                yield List.copyOf(types);
            }
            case RelExpr.TopK topK -> of(topK.input());
            case RelExpr.Window window -> {
                List<ColumnType> types = new ArrayList<>(of(window.input()));
                window.calls().forEach(call -> types.add(call.type()));
                yield List.copyOf(types);
            }
            case RelExpr.Negate negate -> of(negate.input());
            case RelExpr.Threshold threshold -> of(threshold.input());
            case RelExpr.Union union -> union(union.inputs());
        };
    }

    /** The first input's types, nullable where any input's is. */
    private static List<ColumnType> union(List<RelExpr> inputs) {
        List<ColumnType> types = new ArrayList<>(of(inputs.get(0)));
        for (RelExpr input : inputs.subList(1, inputs.size())) {
            List<ColumnType> others = of(input);
            for (int i = 0; i < types.size(); i++) {
                if (others.get(i).nullable()) types.set(i, types.get(i).asNullable());
            }
        }
        return List.copyOf(types);
    }
}
