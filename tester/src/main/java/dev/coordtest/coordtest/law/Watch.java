package dev.coordtest.coordtest.law;

import dev.coordtest.coordtest.law.Observation.Effect;
import dev.coordtest.coordtest.law.Observation.Step;
import dev.coordtest.protocol.compute.ComputeCommand;
import dev.coordtest.protocol.compute.ComputeResponse;
import dev.coordtest.protocol.storage.StorageCommand;
import dev.coordtest.protocol.storage.StorageResponse;

/** Laws of one kind, which are told what happens, each time before the {@link Ledger} takes it into account. */
interface Watch {
    /** The coordinator has taken in the event of {@code step}. */
    default void before(Step step) {}

    /** The coordinator does one thing about the event of {@code step}. */
    default void effect(Step step, Effect effect) {}

    /** The coordinator has done everything about the event; the ledger has it all. */
    default void after(Step step) {}

    default void computeTakes(ComputeCommand command) {}

    default void storageTakes(StorageCommand command) {}

    default void computeSays(ComputeResponse response) {}

    default void storageSays(StorageResponse response) {}

    default void rest() {}

    default void end() {}
}
