package dev.coordtest.sql.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What follows OVER, or a name in a WINDOW clause.
 *
 * @param base the window that it is or goes on from, null if it starts anew
 * @param reference whether it is {@code OVER base} itself, with nothing in parentheses
 */
public record Window(
        @Nullable String base,
        boolean reference,
        List<Expr> partitionBy,
        List<Query.OrderBy> orderBy,
        @Nullable Frame frame) {
    /** The rows around the current one that are looked at; {@code end} is null where there is no BETWEEN. */
    public record Frame(
            Unit unit,
            Bound start,
            @Nullable Bound end,
            @Nullable Exclusion exclusion) {}

    public enum Unit {
        ROWS,
        RANGE,
        GROUPS
    }

    public enum Edge {
        UNBOUNDED_PRECEDING,
        PRECEDING,
        CURRENT_ROW,
        FOLLOWING,
        UNBOUNDED_FOLLOWING
    }

    /** {@code offset} is set with PRECEDING and FOLLOWING alone. */
    public record Bound(Edge edge, @Nullable Expr offset) {}

    public enum Exclusion {
        CURRENT_ROW,
        GROUP,
        TIES,
        NO_OTHERS
    }
}
