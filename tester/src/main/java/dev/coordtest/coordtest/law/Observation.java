package dev.coordtest.coordtest.law;

import dev.coordtest.coord.Event;
import dev.coordtest.coord.catalog.Catalog;
import dev.coordtest.coord.durable.Restored;
import dev.coordtest.coord.session.SessionId;
import dev.coordtest.coord.session.ToSession;
import dev.coordtest.coord.timestamp.Choice;
import dev.coordtest.protocol.compute.ComputeCommand;
import dev.coordtest.protocol.compute.ComputeResponse;
import dev.coordtest.protocol.storage.StorageCommand;
import dev.coordtest.protocol.storage.StorageResponse;
import dev.coordtest.repr.GlobalId;
import java.util.List;

/**
 * Something that happened in a world, as laws see it. A run is a sequence of these: plain values, so that a test can write down a run that never was,
 * and a run that was can be judged again.
 */
public sealed interface Observation {
    /** The coordinator handled {@code event} at {@code now} and did this about it, in this order. */
    record Step(long now, Event event, List<Effect> effects) implements Observation {
        public Step {
            effects = List.copyOf(effects);
        }
    }

    /** One thing that the coordinator did. */
    sealed interface Effect {}

    record SentToCompute(ComputeCommand command) implements Effect {}

    record SentToStorage(StorageCommand command) implements Effect {}

    record SentToSession(SessionId session, ToSession message) implements Effect {}

    /** A time was chosen for {@code session}. */
    record Chose(SessionId session, Choice choice) implements Effect {}

    /** Compute is about to take in a command. */
    record ComputeTakes(ComputeCommand command) implements Observation {}

    /** Storage is about to take in a command. */
    record StorageTakes(StorageCommand command) implements Observation {}

    /** Compute has said something, which the coordinator may hear much later. */
    record ComputeSays(ComputeResponse response) implements Observation {}

    /** Storage has said something, which the coordinator may hear much later. */
    record StorageSays(StorageResponse response) implements Observation {}

    /** The next reports of these collections are the test's invention: from now on what is known of them may be ahead of the truth. */
    record MadeUp(List<GlobalId> ids) implements Observation {}

    /**
     * After a crash the system is started again. Nothing that was on its way arrives, and of what was known only that is left which was durable.
     *
     * @param durable the catalog as it was last made durable
     * @param restored what the system starts with
     */
    record Restarted(Catalog durable, Restored restored) implements Observation {}

    /** Nothing is left to deliver but reports. */
    record Rest() implements Observation {}

    /** Every session has ended. */
    record End() implements Observation {}
}
