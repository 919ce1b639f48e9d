package dev.coordtest.sql.transform;

import dev.coordtest.expr.RelExpr;

/**
 * A common table expression that has been lowered.
 *
 * @param scope where it was defined
 * @param value the outer columns of {@code scope}, then its own
 */
record Cte(Scope scope, RelExpr value) {}
