/**
 * Scalar expressions as data, the functions they call, and the one evaluator of both.
 *
 * <p>Start with {@link dev.coordtest.expr.scalar.ScalarExpr}.
 */
@NullMarked
package dev.coordtest.expr.scalar;

import org.jspecify.annotations.NullMarked;
