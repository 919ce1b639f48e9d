/**
 * What survives a crash.
 *
 * <p>Start with {@link dev.coordtest.storage.durable.Durable}.
 */
@NullMarked
package dev.coordtest.storage.durable;

import org.jspecify.annotations.NullMarked;
