package dev.coordtest.bench;

import dev.coordtest.expr.RelExpr;
import dev.coordtest.protocol.compute.Dataflow;
import dev.coordtest.repr.GlobalId;
import java.util.List;

/** {@code SELECT count(*) FROM t}: each update inserts the next integer. */
final class Count implements Workload {
    private static final GlobalId T = GlobalId.user(1);
    private long next;

    @Override
    public List<GlobalId> inputs() {
        return List.of(T);
    }

    @Override
    public Dataflow view() {
        var types = Views.bigints(1);
        var expr = new RelExpr.Reduce(new RelExpr.Get(T, types), List.of(), List.of(Views.count()));
        return Views.of(List.of(new Dataflow.SourceImport(T, types)), expr);
    }

    @Override
    public void load(Changes changes) {}

    @Override
    public void update(Changes changes) {
        changes.insert(0, next++);
    }
}
