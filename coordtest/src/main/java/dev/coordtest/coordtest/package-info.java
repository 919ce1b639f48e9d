/** The test language, the simulation, laws, reports; a library. */
@NullMarked
package dev.coordtest.coordtest;

import org.jspecify.annotations.NullMarked;
