/**
 * Chooses the times at which the coordinator reads and writes, and keeps history readable where it will be read.
 *
 * <p>Start with {@link dev.coordtest.coord.timestamp.TimestampSelection}. It is a function: frontiers, the oracle and the isolation
 * level go in, one time and its reason come out.
 */
@NullMarked
package dev.coordtest.coord.timestamp;

import org.jspecify.annotations.NullMarked;
