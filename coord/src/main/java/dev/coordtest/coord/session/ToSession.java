package dev.coordtest.coord.session;

import dev.coordtest.protocol.storage.FileDescription;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.SqlError;
import org.jspecify.annotations.Nullable;

/** What the coordinator tells a session. */
public sealed interface ToSession {
    record Done(StatementResult result) implements ToSession {}

    record Refused(SqlError error) implements ToSession {}

    /** The request was cancelled. {@code read} tells a read, which has nothing else to answer, from other statements. */
    record Canceled(boolean read) implements ToSession {}

    /** The catalog has changed since the plan was made. */
    record PlanAgain() implements ToSession {}

    record FileDescribed(FileDescription file) implements ToSession {}

    /** {@code error} is null if the transaction ended as asked. */
    record TransactionEnded(@Nullable SqlError error) implements ToSession {}

    /** A TAIL has started; batches follow. */
    record TailStarted(long tail, long asOf) implements ToSession {}

    /** The next updates of a TAIL, in order of time, and how far it has come. */
    record TailBatch(long tail, Batch updates, Frontier upper) implements ToSession {}

    /** The TAIL has ended: complete, or its relation dropped, or with an error. */
    record TailEnded(long tail, @Nullable SqlError error) implements ToSession {}
}
