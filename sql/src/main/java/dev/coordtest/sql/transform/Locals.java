package dev.coordtest.sql.transform;

import dev.coordtest.expr.RelExpr;
import java.util.ArrayList;
import java.util.List;

/**
 * The parts of an expression that are used more than once. They become one chain of {@code Let}s around the whole: a part may name only those bound before it.
 * Values of a recursion have chains of their own, for what they share changes from round to round.
 */
final class Locals {
    private record Part(int local, RelExpr value) {}

    private final List<List<Part>> chains = new ArrayList<>();
    private int next;

    Locals() {
        open();
    }

    /** A number that no other local has. */
    int fresh() {
        return next++;
    }

    /** Something that can be used any number of times and means {@code value}. */
    RelExpr share(RelExpr value) {
        return switch (value) {
            case RelExpr.LocalGet same -> same;
            case RelExpr.Get same -> same;
            case RelExpr.Constant same -> same;
            default -> {
                Part part = new Part(fresh(), value);
                chains.getLast().add(part);
                yield new RelExpr.LocalGet(part.local, value.types());
            }
        };
    }

    /** Begins a chain inside the others. */
    void open() {
        chains.add(new ArrayList<>());
    }

    /** Ends the innermost chain: {@code body} with all that it shares. */
    RelExpr wrap(RelExpr body) {
        RelExpr whole = body;
        for (Part part : chains.removeLast().reversed()) whole = new RelExpr.Let(part.local, part.value, whole);
        return whole;
    }
}
