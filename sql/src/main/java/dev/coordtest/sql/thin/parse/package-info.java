/**
 * Text to syntax: a tokenizer and a recursive-descent parser that looks one token ahead.
 *
 * <p>Start with {@link dev.coordtest.sql.thin.parse.Parser}.
 */
@NullMarked
package dev.coordtest.sql.thin.parse;

import org.jspecify.annotations.NullMarked;
