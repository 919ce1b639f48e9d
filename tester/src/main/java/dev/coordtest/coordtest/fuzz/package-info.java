/**
 * Invents test files and judges what becomes of them: random definitions, writes, reads, cancels, growing files and clock steps, from a seed. Start with {@link
 * dev.coordtest.coordtest.fuzz.Fuzzer}; {@link dev.coordtest.coordtest.fuzz.Generator} writes the files.
 *
 * <p>Each seed draws a subset of the {@linkplain dev.coordtest.coordtest.fuzz.Feature features}: what is left out matters as much as what is in, since one feature often hides what another would
 * show (swarm testing; Groce and others, 2012).
 */
@NullMarked
package dev.coordtest.coordtest.fuzz;

import org.jspecify.annotations.NullMarked;
