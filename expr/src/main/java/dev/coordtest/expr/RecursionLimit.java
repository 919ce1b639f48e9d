package dev.coordtest.expr;

import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;

/**
 * How far a recursion may go.
 *
 * @param rounds how many rounds may change something
 * @param returns whether that is the end of it then, and not an error
 */
public record RecursionLimit(long rounds, boolean returns) {
    /** Where nothing else is said. A recursion that finds no end would keep everything else waiting. */
    public static final RecursionLimit DEFAULT = new RecursionLimit(10_000, false);

    private static final long ROWS_MAX = 1 << 24;

    /** What is wrong with a recursion that still changes something after its last round. */
    public SqlException passed() {
        return new SqlException(
                SqlError.of(
                                SqlState.PROGRAM_LIMIT_EXCEEDED,
                                "recursion has not come to an end after " + rounds + " rounds")
                        .withHint(
                                "WITH MUTUALLY RECURSIVE (ERROR AT RECURSION LIMIT n) and (RETURN AT RECURSION LIMIT n) set another limit."));
    }

    /** Refuses to go on with so many rows in all relations of a recursion together. */
    public static void checkRows(long rows) {
        if (rows <= ROWS_MAX) return;
        throw new SqlException(
                SqlError.of(SqlState.PROGRAM_LIMIT_EXCEEDED, "recursion makes more than " + ROWS_MAX + " rows"));
    }
}
