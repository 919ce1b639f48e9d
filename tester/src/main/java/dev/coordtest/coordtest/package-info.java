/**
 * The test language, the simulation under it, and the laws that hold in it: a library.
 *
 * <p>Start with {@link dev.coordtest.coordtest.CoordTest}, a test file's world with its directives; {@link dev.coordtest.coordtest.World} is the
 * simulation: one coordinator, storage, compute engine, clock and directory, driven on one thread in an explicit order.
 */
@NullMarked
package dev.coordtest.coordtest;

import org.jspecify.annotations.NullMarked;
