package dev.coordtest.coord;

import dev.coordtest.coord.session.SessionId;
import dev.coordtest.coord.timestamp.Choice;
import dev.coordtest.coord.timestamp.ReadHolds.Hold;
import dev.coordtest.protocol.compute.PeekId;
import dev.coordtest.protocol.storage.RequestId;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.type.RelationDesc;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the one unanswered request of a session waits for. */
sealed interface Pending {
    record Nothing() implements Pending {}

    /** An answer to a peek. {@code write} is set if a statement reads the rows to write, not to show them. */
    record Peek(
            PeekId id,
            Choice choice,
            Hold hold,
            boolean constant,
            RelationDesc desc,
            Reply reply,
            @Nullable WriteRead write)
            implements Pending {
        boolean isRead() {
            return write == null;
        }
    }

    /** The write lock: to commit, or to begin a statement with {@code read}. */
    record Lock(@Nullable WriteRead read) implements Pending {
        boolean commit() {
            return read == null;
        }
    }

    /** Storage to make the transaction's writes. */
    record Append(RequestId request) implements Pending {}

    record File(RequestId request) implements Pending {}

    record Sink(RequestId request, GlobalId id) implements Pending {}

    default Optional<Waiting> explain(Optional<SessionId> lockHolder) {
        return switch (this) {
            case Nothing ignored -> Optional.empty();
            case Peek peek -> Optional.of(new Waiting.ForTime(peek.choice));
            case Lock ignored -> Optional.of(new Waiting.ForLock(lockHolder));
            case Append ignored -> Optional.of(new Waiting.ForAppend());
            case File ignored -> Optional.of(new Waiting.ForStorage());
            case Sink ignored -> Optional.of(new Waiting.ForStorage());
        };
    }
}
