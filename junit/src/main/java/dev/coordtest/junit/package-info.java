/**
 * Test files as tests on the JUnit Platform: a file is a container, each of its directives a test, with the position in the file.
 *
 * <p>Start with {@link dev.coordtest.junit.CoordTestEngine}.
 */
@NullMarked
package dev.coordtest.junit;

import org.jspecify.annotations.NullMarked;
