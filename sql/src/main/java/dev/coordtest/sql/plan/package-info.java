/**
 * What a statement means: plans, and bound queries with their subqueries still in place.
 *
 * <p>Start with {@link dev.coordtest.sql.plan.Plan}. A plan names what exists by id and what is to be made by name; it
 * carries canonical SQL text where the catalog keeps it, so that nobody below has to parse.
 */
@NullMarked
package dev.coordtest.sql.plan;

import org.jspecify.annotations.NullMarked;
