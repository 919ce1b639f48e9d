package dev.coordtest.coord.session;

import dev.coordtest.coord.timestamp.Isolation;
import dev.coordtest.protocol.storage.FileFormat;
import dev.coordtest.sql.plan.Plan;

/** What a session asks of the coordinator. A session has at most one request unanswered, cancels and its end aside. */
public sealed interface ToCoordinator {
    /** The session is there. {@code secret} is what a cancel request must know. Not answered. */
    record Open(SessionId session, int secret) implements ToCoordinator {}

    /** In what kind of transaction a statement runs. */
    enum Mode {
        /** Alone, to be committed right after. */
        SINGLE,
        /** In a text of several statements. */
        IMPLICIT,
        /** After BEGIN. */
        EXPLICIT
    }

    /** The transaction around a statement. */
    record Context(Mode mode, boolean readOnly, Isolation isolation) {
        /** Whether later statements may share the transaction. */
        public boolean isMultiple() {
            return mode != Mode.SINGLE;
        }
    }

    /**
     * Carry out a plan that was made on catalog revision {@code revision}. Answered by {@link ToSession.Done}, {@link ToSession.Refused}, {@link
     * ToSession.Canceled}, {@link ToSession.TailStarted}, or {@link ToSession.PlanAgain} if the catalog has changed.
     */
    record Execute(SessionId session, Plan plan, long revision, Context context) implements ToCoordinator {}

    /** Look at a file before planning. Answered by {@link ToSession.FileDescribed} or {@link ToSession.Refused}. */
    record DescribeFile(SessionId session, String path, FileFormat format) implements ToCoordinator {}

    /** End the transaction: release holds, end TAILs, make its writes or forget them. Answered by {@link ToSession.TransactionEnded}. */
    record EndTransaction(SessionId session, boolean commit) implements ToCoordinator {}

    /** Stop one TAIL. Not answered. */
    record StopTail(SessionId session, long tail) implements ToCoordinator {}

    /** From whomever: cancel what {@code target} is doing. Ignored if the secret is wrong or nothing runs. Not answered. */
    record Cancel(SessionId target, int secret) implements ToCoordinator {}

    /** The session is gone: its reads are cancelled, its holds and temporary items go. Not answered. */
    record Close(SessionId session) implements ToCoordinator {}
}
