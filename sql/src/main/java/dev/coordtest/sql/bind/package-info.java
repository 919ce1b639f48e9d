/**
 * Gives syntax its meaning: resolves names, types and functions by PostgreSQL's rules.
 *
 * <p>Start with {@link dev.coordtest.sql.bind.QueryBinder}.
 */
@NullMarked
package dev.coordtest.sql.bind;

import org.jspecify.annotations.NullMarked;
