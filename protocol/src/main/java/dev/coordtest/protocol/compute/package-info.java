/**
 * What the coordinator and a compute engine say to each other.
 *
 * <p>Start with {@link dev.coordtest.protocol.compute.ComputeCommand}.
 */
@NullMarked
package dev.coordtest.protocol.compute;

import org.jspecify.annotations.NullMarked;
