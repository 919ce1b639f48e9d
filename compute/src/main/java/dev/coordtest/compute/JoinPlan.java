package dev.coordtest.compute;

import dev.coordtest.compute.arrange.Keying;
import dev.coordtest.compute.arrange.SharedArrangement;
import dev.coordtest.compute.operator.JoinSide;
import dev.coordtest.expr.RelExpr;
import dev.coordtest.expr.scalar.ScalarExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The arrangements of a join. An input that is a whole relation imported through an index on the key of the join is read in that index, so that it is
 * stored once; the order in which the parts of the key are compared is chosen so that it fits. For any other input the join keeps its own.
 */
record JoinPlan(JoinSide left, JoinSide right) {
    /**
     * @param leftIndex the index through which the left input is imported as it is, if it is
     * @param shared told of every arrangement that is read along with its owner
     */
    static JoinPlan of(
            RelExpr.Join join,
            @Nullable IndexTrace leftIndex,
            @Nullable IndexTrace rightIndex,
            long asOf,
            Consumer<SharedArrangement> shared) {
        List<Integer> order = order(join.leftKeys(), leftIndex);
        if (order == null) order = order(join.rightKeys(), rightIndex);
        if (order == null)
            order = IntStream.range(0, join.leftKeys().size()).boxed().toList();
        return new JoinPlan(
                side(inOrder(join.leftKeys(), order), join.left().arity(), leftIndex, asOf, shared),
                side(inOrder(join.rightKeys(), order), join.right().arity(), rightIndex, asOf, shared));
    }

    private static JoinSide side(
            List<ScalarExpr> key,
            int arity,
            @Nullable IndexTrace index,
            long asOf,
            Consumer<SharedArrangement> shared) {
        if (index == null || !index.keying.sameAs(key)) return JoinSide.own(new Keying(key, arity));
        SharedArrangement arrangement = index.read(asOf);
        shared.accept(arrangement);
        return JoinSide.shared(arrangement, asOf);
    }

    /** In which order the parts of the key are those of the index; null if they are not. */
    private static @Nullable List<Integer> order(List<ScalarExpr> key, @Nullable IndexTrace index) {
        if (index == null || index.keying.keyColumns() != key.size()) return null;
        List<Integer> order = new ArrayList<>();
        for (ScalarExpr part : index.keying.key()) {
            int place = key.indexOf(part);
            if (place < 0 || order.contains(place)) return null;
            order.add(place);
        }
        return order;
    }

    private static List<ScalarExpr> inOrder(List<ScalarExpr> key, List<Integer> order) {
        return order.stream().map(key::get).toList();
    }
}
