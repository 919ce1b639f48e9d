package dev.coordtest.compute.operator;

import dev.coordtest.expr.RelExpr;
import dev.coordtest.expr.scalar.AggregateExpr;
import dev.coordtest.expr.scalar.ScalarExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where key and arguments of an aggregation stand in its rows.
 *
 * @param keyStart the first column of the key, which is {@code keyColumns} neighbours
 * @param arguments the column of each aggregate's first argument; what else it needs follows
 */
record GroupInput(int keyStart, int keyColumns, List<Integer> arguments) {
    GroupInput {
        arguments = List.copyOf(arguments);
    }

    /** Rows that are the key and then what each aggregate needs. */
    static GroupInput prepared(int keyColumns, List<AggregateExpr> aggregates) {
        List<Integer> columns = new ArrayList<>();
        int next = keyColumns;
        for (AggregateExpr aggregate : aggregates) {
            columns.add(next);
            next += aggregate.scalars().size();
        }
        return new GroupInput(0, keyColumns, columns);
    }

    /** The rows of the input as they are, if key and arguments stand in them: then nothing needs to be written anew. */
    static Optional<GroupInput> inPlace(RelExpr.Reduce reduce) {
        int keyStart = 0;
        for (int i = 0; i < reduce.groupKey().size(); i++) {
            if (!(reduce.groupKey().get(i) instanceof ScalarExpr.Column(var index))) return Optional.empty();
            if (i == 0) keyStart = index;
            if (index != keyStart + i) return Optional.empty();
        }
        List<Integer> arguments = new ArrayList<>();
        for (var aggregate : reduce.aggregates()) {
            if (aggregate.scalars().size() > 1) return Optional.empty();
            switch (aggregate.argument()) {
                case ScalarExpr.Column(var index) -> arguments.add(index);
                // As good as any column: what counts is that there is a value.
                case ScalarExpr.Literal(var datum, var type)
                when !datum.isNull() && Accumulator.countsRows(aggregate) -> arguments.add(Accumulator.ANY_COLUMN);
                default -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(new GroupInput(keyStart, reduce.groupKey().size(), arguments));
    }
}
