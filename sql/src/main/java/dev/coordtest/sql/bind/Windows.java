package dev.coordtest.sql.bind;

import dev.coordtest.expr.ColumnOrder;
import dev.coordtest.expr.window.WindowCall;
import dev.coordtest.sql.plan.BoundRel;
import dev.coordtest.sql.plan.BoundRewrite;
import dev.coordtest.sql.plan.BoundScalar;
import java.util.ArrayList;
import java.util.List;

/** Appends window functions to rows: first what they need as columns, then those over the same window together. */
final class Windows {
    private final List<Integer> columns = new ArrayList<>();
    private BoundRel rel;

    Windows(BoundRel input, List<WindowRequest> requests) {
        int arity = input.arity();
        List<BoundScalar> computed = new ArrayList<>();
        List<List<Integer>> places = new ArrayList<>();
        for (WindowRequest request : requests) {
            List<Integer> at = new ArrayList<>();
            for (BoundScalar scalar : request.scalars()) {
                if (scalar instanceof BoundScalar.Column(var depth, var index, var type) && depth == 0) {
                    at.add(index);
                    continue;
                }
                if (!computed.contains(scalar)) computed.add(scalar);
                at.add(arity + computed.indexOf(scalar));
            }
            places.add(at);
        }
        rel = computed.isEmpty() ? input : new BoundRel.Map(input, computed);
        for (int i = 0; i < requests.size(); i++) {
            WindowRequest request = requests.get(i);
            List<Integer> at = places.get(i);
            columns.add(append(
                    request.partition().stream().map(at::get).toList(),
                    request.order().stream()
                            .map(key -> new ColumnOrder(at.get(key.column()), key.descending(), key.nullsLast()))
                            .toList(),
                    request.call().moved(at::get)));
        }
    }

    /** The column in which the call's values stand. */
    private int append(List<Integer> partition, List<ColumnOrder> order, WindowCall call) {
        int column = rel.arity();
        boolean same = rel instanceof BoundRel.Window last
                && last.partition().equals(partition)
                && last.orderBy().equals(order);
        List<WindowCall> calls = new ArrayList<>();
        if (same && rel instanceof BoundRel.Window last) {
            calls.addAll(last.calls());
            rel = last.input();
        }
        calls.add(call);
        rel = new BoundRel.Window(rel, partition, order, List.copyOf(calls));
        return column;
    }

    BoundRel rel() {
        return rel;
    }

    /** A scalar that has window functions in it made one over {@link #rel}. */
    BoundScalar after(BoundScalar scalar) {
        return BoundRewrite.scalar(
                scalar,
                0,
                (s, scopes) ->
                        s instanceof BoundScalar.Column(var depth, var index, var type) && depth == Gathered.WINDOW
                                ? new BoundScalar.Column(scopes, columns.get(index), type)
                                : null);
    }
}
