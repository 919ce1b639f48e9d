package dev.coordtest.coord;

import dev.coordtest.coord.durable.Commit;
import dev.coordtest.coord.session.SessionId;
import dev.coordtest.coord.session.ToSession;
import dev.coordtest.coord.timestamp.Choice;
import dev.coordtest.protocol.compute.ComputeCommand;
import dev.coordtest.protocol.storage.StorageCommand;

/** Where the coordinator's wishes leave. Messages to one receiver arrive in the order in which they are sent. */
public interface Outbox {
    void compute(ComputeCommand command);

    void storage(StorageCommand command);

    void session(SessionId session, ToSession message);

    /**
     * What this step leaves behind, at most once in a step and after all that it says. Nothing of that may be heard before the commit is durable; if it cannot be made so the system
     * has to stop.
     */
    void commit(Commit commit);

    /**
     * No message: tells whoever looks on that a time was chosen for a read, a TAIL, a write's read or a whole transaction of {@code session}, at the
     * point where it was. What follows from it comes after it.
     */
    default void chose(SessionId session, Choice choice) {}
}
