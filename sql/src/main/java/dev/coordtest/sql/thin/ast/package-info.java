/**
 * The syntax of statements as data, with where each part stood in the text.
 *
 * <p>Start with {@link dev.coordtest.sql.thin.ast.Statement}.
 */
@NullMarked
package dev.coordtest.sql.thin.ast;

import org.jspecify.annotations.NullMarked;
