package dev.coordtest.expr;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * What is done to the rows of an answer before they are shown: sort, skip {@code offset}, keep {@code limit}, then
 * project. Rows that the ORDER BY leaves equal, all of them if there is none, are ordered by {@link
 * dev.coordtest.repr.ShownOrder}, before the projection; so an answer is the same list every time.
 */
public record Finishing(List<ColumnOrder> orderBy, OptionalLong limit, long offset, List<Integer> projection) {
    public Finishing {
        orderBy = List.copyOf(orderBy);
        projection = List.copyOf(projection);
        if (offset < 0 || limit.orElse(0) < 0)
            throw new IllegalArgumentException("limit " + limit + " offset " + offset);
    }

    /** Keeps all rows and all {@code arity} columns. */
    public static Finishing trivial(int arity) {
        return new Finishing(
                List.of(),
                OptionalLong.empty(),
                0,
                IntStream.range(0, arity).boxed().toList());
    }

    /** Whether rows of {@code arity} columns all stay, and stay as they are; sorted they may still be. */
    public boolean keepsAll(int arity) {
        return limit.isEmpty() && offset == 0 && MapFilterProject.isIdentity(projection, arity);
    }
}
