/**
 * Syntax back to text: the canonical SQL that the catalog keeps, that SHOW CREATE shows, and that renames rewrite. What is rendered reads back as the
 * same syntax.
 *
 * <p>Start with {@link dev.coordtest.sql.render.Renderer}.
 */
@NullMarked
package dev.coordtest.sql.render;

import org.jspecify.annotations.NullMarked;
