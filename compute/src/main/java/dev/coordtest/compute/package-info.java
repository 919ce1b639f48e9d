/**
 * Keeps views up to date: operators on differences, and one worker that schedules them.
 *
 * <p>Start with {@link dev.coordtest.compute.Compute}. A dataflow retires one interval of time after another: every operator sees each update
 * of the interval once and says what it causes (after McSherry et al., "Differential dataflow", CIDR 2013, on totally ordered
 * times). What is kept between intervals is arranged ({@code compute.arrange}).
 */
@NullMarked
package dev.coordtest.compute;

import org.jspecify.annotations.NullMarked;
