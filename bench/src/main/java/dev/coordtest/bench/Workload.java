package dev.coordtest.bench;

import dev.coordtest.protocol.compute.Dataflow;
import dev.coordtest.repr.GlobalId;
import java.util.List;

/** A view, and the changes that are made under it. */
interface Workload {
    List<GlobalId> inputs();

    /** The view, arranged and tailed. */
    Dataflow view();

    /** What is there before the clock runs. */
    void load(Changes changes);

    /** One update. */
    void update(Changes changes);
}
