/**
 * The inner loops that workloads spend their time in, each alone, measured by JMH: {@code ./coordtest bench kernels}.
 *
 * <p>Start with {@link dev.coordtest.bench.kernel.SpineSeekKernel}. Scores are nanoseconds a row.
 */
@NullMarked
package dev.coordtest.bench.kernel;

import org.jspecify.annotations.NullMarked;
