/**
 * Collections indexed by a key, as sorted batches that are merged as they grow.
 *
 * <p>Start with {@link dev.coordtest.compute.arrange.Spine}.
 */
@NullMarked
package dev.coordtest.compute.arrange;

import org.jspecify.annotations.NullMarked;
