package dev.coordtest.coord.session;

import dev.coordtest.repr.Batch;
import dev.coordtest.repr.type.RelationDesc;

/** What a statement answered, other than a refusal. */
public sealed interface StatementResult {
    /** The rows in the order shown, each as often as its diff says. */
    record Rows(RelationDesc desc, Batch rows) implements StatementResult {}

    /** The read found an error in the data at its time. */
    record ReadFailed(String text) implements StatementResult {}

    /** The read was cancelled. */
    record ReadCanceled() implements StatementResult {}

    /** {@code existed}: IF NOT EXISTS found it there. */
    record Created(ObjectKind kind, boolean existed) implements StatementResult {}

    record Dropped(ObjectKind kind) implements StatementResult {}

    record Altered(ObjectKind kind) implements StatementResult {}

    record Inserted(long rows) implements StatementResult {}

    record Updated(long rows) implements StatementResult {}

    record Deleted(long rows) implements StatementResult {}

    record StartedTransaction(boolean duplicated) implements StatementResult {}

    /** {@code tag} is COMMIT or ROLLBACK. */
    record TransactionExited(boolean wasImplicit, String tag) implements StatementResult {}

    record SetVariable(String name) implements StatementResult {}

    record Prepare() implements StatementResult {}

    record Deallocate(boolean all) implements StatementResult {}

    record DeclaredCursor() implements StatementResult {}

    record ClosedCursor() implements StatementResult {}

    record Discarded(boolean all) implements StatementResult {}

    /** COPY … TO STDOUT, without the rows. */
    record CopyTo(String format, RelationDesc desc, Batch rows) implements StatementResult {}

    /** COPY … FROM STDIN: ready for data. */
    record CopyFrom(long table, java.util.List<Integer> columns, String format) implements StatementResult {}

    record EmptyQuery() implements StatementResult {}
}
