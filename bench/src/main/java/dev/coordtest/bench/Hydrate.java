package dev.coordtest.bench;

import dev.coordtest.protocol.compute.Dataflow;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.GlobalId;
import java.util.List;

/** {@code t(id, k, v)} arranged by {@code id}, and the view of {@link Agg} over that arrangement, built over rows that are there already. */
final class Hydrate {
    private static final GlobalId BY_ID = GlobalId.user(2);
    private final Engine engine = new Engine(List.of(Agg.T));
    private final int rows;

    Hydrate(int rows) {
        this.rows = rows;
    }

    List<Batch> input() {
        Changes changes = new Changes(1, rows, 0);
        Draws draws = new Draws(1);
        for (int id = 0; id < rows; id++) changes.insert(0, id, draws.below(rows / 10), draws.below(1000));
        return changes.build();
    }

    /** Takes the rows in and builds both dataflows over them; returns when the view is complete. */
    Engine run(List<Batch> input) {
        engine.append(input);
        engine.create(new Dataflow(
                "by_id",
                List.of(new Dataflow.SourceImport(Agg.T, Views.bigints(3))),
                List.of(),
                List.of(),
                List.of(new Dataflow.IndexExport(BY_ID, Agg.T, Views.columns(0))),
                List.of(),
                List.of()));
        engine.create(new Dataflow(
                "agg",
                List.of(),
                List.of(new Dataflow.IndexImport(BY_ID, Agg.T, Views.columns(0), Views.bigints(3))),
                List.of(new Dataflow.Build(Views.VIEW, Agg.expr())),
                List.of(new Dataflow.IndexExport(Views.INDEX, Views.VIEW, Views.columns(0))),
                List.of(new Dataflow.TailExport(Views.TAIL, Views.VIEW, true)),
                List.of()));
        engine.run();
        return engine;
    }
}
