package dev.coordtest.expr.window;

import dev.coordtest.repr.type.ColumnType;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * One call of a window function. What it needs stands in columns of the rows.
 *
 * @param arguments the columns of the arguments, those left out filled in
 * @param filter the column that tells which rows an aggregate takes, −1 for all
 */
public record WindowCall(WindowFunc func, List<Integer> arguments, int filter, WindowFrame frame) {
    public WindowCall {
        arguments = List.copyOf(arguments);
    }

    public ColumnType type() {
        return new ColumnType(func.result(), true);
    }

    /** The same call of rows whose columns stand elsewhere. */
    public WindowCall moved(IntUnaryOperator to) {
        return new WindowCall(
                func,
                arguments.stream().map(to::applyAsInt).toList(),
                filter < 0 ? filter : to.applyAsInt(filter),
                frame.moved(to));
    }
}
