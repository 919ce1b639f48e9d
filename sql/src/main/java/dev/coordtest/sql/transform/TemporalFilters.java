package dev.coordtest.sql.transform;

import dev.coordtest.expr.RelExpr;
import dev.coordtest.expr.RelRewrite;
import dev.coordtest.expr.TemporalFilter;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;

/** Where a query that is kept may look at the logical time: in conditions that compare it with something that does not, as {@link TemporalFilter} has it. */
public final class TemporalFilters {
    private TemporalFilters() {}

    /**
     * Refuses what would change at every time.
     *
     * @throws SqlException if {@code expr} looks at the logical time elsewhere
     */
    public static void check(RelExpr expr) {
        RelRewrite.scalars(withoutThem(expr), scalar -> {
            if (TemporalFilter.looksAtTime(scalar)) {
                throw new SqlException(
                        SqlError.notSupported(
                                "mz_logical_timestamp() in what is kept up to date, other than in comparisons of WHERE with what is free of it, is"));
            }
            return scalar;
        });
    }

    private static RelExpr withoutThem(RelExpr expr) {
        RelExpr below = Rewrites.withInputs(expr, TemporalFilters::withoutThem);
        return below instanceof RelExpr.Filter filter && TemporalFilter.of(filter) != null ? filter.input() : below;
    }
}
