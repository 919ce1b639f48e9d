package dev.coordtest.bench;

import dev.coordtest.expr.Finishing;
import dev.coordtest.expr.MapFilterProject;
import dev.coordtest.protocol.compute.ComputeCommand;
import dev.coordtest.protocol.compute.PeekId;
import dev.coordtest.repr.RowPacker;

/** Reads of one group of {@link Agg}'s view by its key, at the last timestamp, without SQL. */
final class Peeks {
    private static final MapFilterProject ALL = MapFilterProject.identity(3);
    private static final Finishing SHOWN = Finishing.trivial(3);
    private final Engine engine;
    private final Draws draws = new Draws(7);
    private final RowPacker packer = new RowPacker();
    private final int keys;
    private long asked;

    Peeks(Engine engine, int keys) {
        this.engine = engine;
        this.keys = keys;
    }

    void one() {
        var key = packer.clear().push(draws.below(keys)).toRow();
        engine.peek(new ComputeCommand.Peek(new PeekId(asked++), Views.INDEX, engine.lastTime(), key, ALL, SHOWN));
    }
}
