/**
 * The operators: each sees every update of an interval once and returns what they cause.
 *
 * <p>Start with {@link dev.coordtest.compute.operator.Operator}; {@link dev.coordtest.compute.operator.Operators} makes them from
 * relational expressions.
 */
@NullMarked
package dev.coordtest.compute.operator;

import org.jspecify.annotations.NullMarked;
