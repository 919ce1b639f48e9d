/**
 * Text to syntax: a tokenizer and a recursive-descent parser that looks one token ahead.
 *
 * <p>Start with {@link dev.coordtest.sql.parse.Parser}.
 */
@NullMarked
package dev.coordtest.sql.parse;

import org.jspecify.annotations.NullMarked;
