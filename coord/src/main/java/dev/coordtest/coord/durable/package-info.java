/**
 * What of the coordinator survives a crash: what was committed, as bytes.
 *
 * <p>Start with {@link dev.coordtest.coord.durable.Commit}.
 */
@NullMarked
package dev.coordtest.coord.durable;

import org.jspecify.annotations.NullMarked;
