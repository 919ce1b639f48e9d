/**
 * What was written: statements as trees, before any name in them has a meaning.
 *
 * <p>Start with {@link dev.coordtest.sql.ast.Statement}. Nodes are immutable and carry where they stand in the text, in
 * code points from 0. Identifiers are folded and unquoted; forms that are only another spelling ({@code CAST(x AS t)}
 * and {@code x::t}) are one node. What the grammar knows and planning does not build is here too, so that it can be refused
 * by name.
 */
@NullMarked
package dev.coordtest.sql.ast;

import org.jspecify.annotations.NullMarked;
