package dev.coordtest.coord;

import dev.coordtest.coord.session.SessionId;
import dev.coordtest.coord.timestamp.Choice;
import java.util.Optional;

/** What a statement waits for. */
public sealed interface Waiting {
    /** For its time to be complete at all inputs. */
    record ForTime(Choice choice) implements Waiting {}

    record ForLock(Optional<SessionId> holder) implements Waiting {}

    record ForAppend() implements Waiting {}

    record ForStorage() implements Waiting {}
}
