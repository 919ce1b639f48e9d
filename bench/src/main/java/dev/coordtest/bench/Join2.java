package dev.coordtest.bench;

import dev.coordtest.expr.RelExpr;
import dev.coordtest.protocol.compute.Dataflow;
import dev.coordtest.repr.GlobalId;
import java.util.List;

/**
 * {@code SELECT o.oid, c.nat, o.amt FROM o JOIN c USING (cid)} over {@code c(cid, nat)} and ten times as many {@code o(oid, cid, amt)}: one update in ten
 * changes a customer, the others an order.
 */
final class Join2 implements Workload {
    private static final GlobalId C = GlobalId.user(1);
    private static final GlobalId O = GlobalId.user(2);
    private final Draws draws;
    private final long[] nations;
    private final long[] customers;
    private final long[] amounts;

    Join2(int rows, Draws draws) {
        this.draws = draws;
        this.nations = new long[rows / 10];
        this.customers = new long[rows];
        this.amounts = new long[rows];
    }

    @Override
    public List<GlobalId> inputs() {
        return List.of(C, O);
    }

    @Override
    public Dataflow view() {
        var c = Views.bigints(2);
        var o = Views.bigints(3);
        var joined = new RelExpr.Join(new RelExpr.Get(O, o), new RelExpr.Get(C, c), Views.columns(1), Views.columns(0));
        var sources = List.of(new Dataflow.SourceImport(C, c), new Dataflow.SourceImport(O, o));
        return Views.of(sources, new RelExpr.Project(joined, List.of(0, 4, 2)));
    }

    @Override
    public void load(Changes changes) {
        for (int cid = 0; cid < nations.length; cid++) insertCustomer(cid, draws.below(25), changes);
        for (int oid = 0; oid < customers.length; oid++) insertOrder(oid, changes);
    }

    @Override
    public void update(Changes changes) {
        if (draws.below(10) == 0) {
            int cid = (int) draws.below(nations.length);
            changes.delete(0, cid, nations[cid]);
            insertCustomer(cid, draws.below(25), changes);
        } else {
            int oid = (int) draws.below(customers.length);
            changes.delete(1, oid, customers[oid], amounts[oid]);
            insertOrder(oid, changes);
        }
    }

    private void insertCustomer(int cid, long nation, Changes changes) {
        nations[cid] = nation;
        changes.insert(0, cid, nation);
    }

    private void insertOrder(int oid, Changes changes) {
        customers[oid] = draws.below(nations.length);
        amounts[oid] = draws.below(10_000);
        changes.insert(1, oid, customers[oid], amounts[oid]);
    }
}
