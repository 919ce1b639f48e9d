package dev.coordtest.coord;

import dev.coordtest.coord.session.SessionId;
import dev.coordtest.coord.session.ToSession;
import dev.coordtest.protocol.compute.ComputeCommand;
import dev.coordtest.protocol.storage.StorageCommand;

/** Where the coordinator's wishes leave. Messages to one receiver arrive in the order in which they are sent. */
public interface Outbox {
    void compute(ComputeCommand command);

    void storage(StorageCommand command);

    void session(SessionId session, ToSession message);
}
