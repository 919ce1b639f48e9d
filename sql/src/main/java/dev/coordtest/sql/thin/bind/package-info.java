/**
 * Gives syntax its meaning: resolves names, types and functions by PostgreSQL's rules.
 *
 * <p>Start with {@link dev.coordtest.sql.thin.bind.QueryBinder}.
 */
@NullMarked
package dev.coordtest.sql.thin.bind;

import org.jspecify.annotations.NullMarked;
