/**
 * The deliberately dull engine: what a bound query means, computed the plain way.
 *
 * <p>Start with {@link dev.coordtest.reference.Reference}. It takes the query as it was bound, subqueries in place, and rows
 * of the collections that it names, and works through it with nested loops over multisets. It knows nothing of plans,
 * differences or indexes, so that where the real engine disagrees, one of the two is wrong. What a function or an
 * aggregate gives it asks of {@code expr}, like everybody else.
 */
@NullMarked
package dev.coordtest.reference;

import org.jspecify.annotations.NullMarked;
