package dev.coordtest.sql.bind;

import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;

/** Refusals that several binders share. */
final class Resolutions {
    private Resolutions() {}

    static SqlException wrongCount(String function, int position) {
        return new SqlException(SqlError.of(
                        SqlState.UNDEFINED_FUNCTION, "function " + function + " does not take this number of arguments")
                .at(position));
    }
}
