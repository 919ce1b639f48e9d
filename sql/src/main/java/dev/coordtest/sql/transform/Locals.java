package dev.coordtest.sql.transform;

import dev.coordtest.expr.RelExpr;
import java.util.ArrayList;
import java.util.List;

/**
 * The parts of an expression that are used more than once. They become one chain of {@code Let}s around the whole:
 * a part may name only those bound before it.
 */
final class Locals {
    private final List<RelExpr> values = new ArrayList<>();

    /** Something that can be used any number of times and means {@code value}. */
    RelExpr share(RelExpr value) {
        return switch (value) {
            case RelExpr.LocalGet same -> same;
            case RelExpr.Get same -> same;
            case RelExpr.Constant same -> same;
            default -> {
                values.add(value);
                yield new RelExpr.LocalGet(values.size() - 1, value.types());
            }
        };
    }

    /** {@code body} with all that it shares. */
    RelExpr wrap(RelExpr body) {
        RelExpr whole = body;
        for (int local = values.size() - 1; local >= 0; local--)
            whole = new RelExpr.Let(local, values.get(local), whole);
        return whole;
    }
}
