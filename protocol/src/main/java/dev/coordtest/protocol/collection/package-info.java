/**
 * The contract of the data between storage and compute.
 *
 * <p>Start with {@link dev.coordtest.protocol.collection.Collections}.
 */
@NullMarked
package dev.coordtest.protocol.collection;

import org.jspecify.annotations.NullMarked;
