package dev.coordtest.bench;

import dev.coordtest.expr.RelExpr;
import dev.coordtest.protocol.compute.Dataflow;
import dev.coordtest.repr.GlobalId;
import java.util.List;

/** {@code SELECT k, sum(v), count(*) FROM t GROUP BY k} over {@code t(id, k, v)}: each update gives a row another key and value. */
final class Agg implements Workload {
    static final GlobalId T = GlobalId.user(1);
    private final boolean arranged;
    private final Draws draws;
    private final long[] keys;
    private final long[] values;

    /** @param arranged whether the view can be peeked by k */
    Agg(int rows, boolean arranged, Draws draws) {
        this.arranged = arranged;
        this.draws = draws;
        this.keys = new long[rows];
        this.values = new long[rows];
    }

    static RelExpr expr() {
        return new RelExpr.Reduce(
                new RelExpr.Get(T, Views.bigints(3)), Views.columns(1), List.of(Views.sum(2), Views.count()));
    }

    @Override
    public List<GlobalId> inputs() {
        return List.of(T);
    }

    @Override
    public Dataflow view() {
        var sources = List.of(new Dataflow.SourceImport(T, Views.bigints(3)));
        return arranged ? Views.arranged(sources, expr(), 0) : Views.of(sources, expr());
    }

    @Override
    public void load(Changes changes) {
        for (int id = 0; id < keys.length; id++) insert(id, changes);
    }

    @Override
    public void update(Changes changes) {
        int id = (int) draws.below(keys.length);
        changes.delete(0, id, keys[id], values[id]);
        insert(id, changes);
    }

    private void insert(int id, Changes changes) {
        keys[id] = draws.below(keys.length / 10);
        values[id] = draws.below(1000);
        changes.insert(0, id, keys[id], values[id]);
    }
}
