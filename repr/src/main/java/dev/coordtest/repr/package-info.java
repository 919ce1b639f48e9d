/**
 * What data is: datums, packed rows, batches of updates, times, frontiers and ids.
 *
 * <p>Start with {@link dev.coordtest.repr.Row}, one immutable packed record, and
 * {@link dev.coordtest.repr.Frontier}, a bound on the times still to come. An update is a row, a
 * time and a difference; updates travel in {@link dev.coordtest.repr.Batch}es. Everything here is a
 * value: no type of this module has identity, a lock, or knows where it came from.
 */
@NullMarked
package dev.coordtest.repr;

import org.jspecify.annotations.NullMarked;
