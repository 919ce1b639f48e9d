/**
 * What computation is: relational and scalar expressions as data.
 *
 * <p>Start with {@link dev.coordtest.expr.RelExpr}. Expressions name columns by position, collections
 * by id, functions by signature; nothing in them is alive, so they can be compared, printed, stored and
 * sent to another machine. {@code expr.scalar} holds the one evaluator of scalars.
 */
@NullMarked
package dev.coordtest.expr;

import org.jspecify.annotations.NullMarked;
