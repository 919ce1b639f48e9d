package dev.coordtest.coord;

import dev.coordtest.coord.durable.Restored;
import dev.coordtest.coord.session.ToCoordinator;
import dev.coordtest.protocol.compute.ComputeResponse;
import dev.coordtest.protocol.storage.StorageResponse;

/** Something that happened, which the coordinator handles completely before the next. */
public sealed interface Event {
    /** The system has started, with what an earlier one has left: the first event, once. */
    record Boot(Restored from) implements Event {}

    /** The clock has moved. */
    record Tick() implements Event {}

    record FromSession(ToCoordinator message) implements Event {}

    record FromCompute(ComputeResponse response) implements Event {}

    record FromStorage(StorageResponse response) implements Event {}
}
