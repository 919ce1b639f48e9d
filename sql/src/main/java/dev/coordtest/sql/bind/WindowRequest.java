package dev.coordtest.sql.bind;

import dev.coordtest.expr.ColumnOrder;
import dev.coordtest.expr.window.WindowCall;
import dev.coordtest.sql.plan.BoundScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A window function that a SELECT asks for.
 *
 * @param scalars all that it needs of a row; the columns of the others are places in this list
 */
record WindowRequest(List<BoundScalar> scalars, List<Integer> partition, List<ColumnOrder> order, WindowCall call) {
    WindowRequest map(UnaryOperator<BoundScalar> change) {
        return new WindowRequest(scalars.stream().map(change).toList(), partition, order, call);
    }

    /** The scalars of a request, each once. */
    static final class Scalars {
        private final List<BoundScalar> list = new ArrayList<>();

        int place(BoundScalar scalar) {
            int at = list.indexOf(scalar);
            if (at >= 0) return at;
            list.add(scalar);
            return list.size() - 1;
        }

        List<BoundScalar> list() {
            return List.copyOf(list);
        }
    }
}
