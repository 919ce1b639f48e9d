/**
 * From what a query means to what a dataflow can maintain: subqueries become joins.
 *
 * <p>Start with {@link dev.coordtest.sql.transform.Lowering}. Every subquery becomes a branch over the distinct outer
 * rows that it looks at, joined back on all of them with NULL equal to NULL (after Neumann and Kemper, "Unnesting
 * Arbitrary Queries", BTW 2015); so no outer row is lost or doubled whatever the subquery does. {@link
 * dev.coordtest.sql.transform.Rewrites} then makes joins of the filters over products that this leaves.
 */
@NullMarked
package dev.coordtest.sql.transform;

import org.jspecify.annotations.NullMarked;
