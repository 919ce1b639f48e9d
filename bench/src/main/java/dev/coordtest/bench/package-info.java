/** Workloads and kernels; not part of the distribution. */
@NullMarked
package dev.coordtest.bench;

import org.jspecify.annotations.NullMarked;
