/**
 * The syntax of statements as data, with where each part stood in the text.
 *
 * <p>Start with {@link dev.coordtest.sql.ast.Statement} and {@link dev.coordtest.sql.ast.Expr}.
 */
@NullMarked
package dev.coordtest.sql.ast;

import org.jspecify.annotations.NullMarked;
