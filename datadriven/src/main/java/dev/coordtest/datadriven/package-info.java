/**
 * The test-file format: parse, run, compare, rewrite. It knows nothing of databases.
 *
 * <p>Start with {@link dev.coordtest.datadriven.TestFile}. A file is a list of stanzas: comments, and directives with
 * their arguments, input and expected output. Running one gives a {@link dev.coordtest.datadriven.Run}; what differed
 * is shown by {@link dev.coordtest.datadriven.ExpectedDiff} and accepted by {@link dev.coordtest.datadriven.Rewriter}.
 *
 * <p>Three implementations of the format are in use and disagree in places, so a file is read in a
 * {@link dev.coordtest.datadriven.Dialect}. Reading is linear in the size of the file, and every complaint names file,
 * line and column. {@code src/test/testdata} describes the format in the format itself.
 */
@NullMarked
package dev.coordtest.datadriven;

import org.jspecify.annotations.NullMarked;
