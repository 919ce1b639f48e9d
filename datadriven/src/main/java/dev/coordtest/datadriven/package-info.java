/** The test-file format: parse, run, compare, rewrite. */
@NullMarked
package dev.coordtest.datadriven;

import org.jspecify.annotations.NullMarked;
