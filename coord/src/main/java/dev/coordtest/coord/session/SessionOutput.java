package dev.coordtest.coord.session;

import dev.coordtest.repr.SqlError;

/** What a session tells its client. */
public sealed interface SessionOutput {
    /** A statement was answered. */
    record Answered(StatementResult result) implements SessionOutput {}

    /** A statement was refused, or the end of a transaction failed; the rest of the text is not run. */
    record Failed(SqlError error) implements SessionOutput {}

    /** Everything in the text was answered; the session is ready for the next. */
    record Ready() implements SessionOutput {}
}
