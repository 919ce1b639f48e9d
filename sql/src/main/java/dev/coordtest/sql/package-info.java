/**
 * Text to plan: grammar, syntax, binding, lowering.
 *
 * <p>Start with {@link dev.coordtest.sql.Sql}. Planning is a function of the text, a snapshot of the catalog ({@link
 * dev.coordtest.sql.CatalogView}) and the session ({@link dev.coordtest.sql.SessionView}); it does no IO and keeps nothing.
 */
@NullMarked
package dev.coordtest.sql;

import org.jspecify.annotations.NullMarked;
