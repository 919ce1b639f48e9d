/**
 * The second test language: sqllogictest, which most SQL engines have test suites in.
 *
 * <p>Start with {@link dev.coordtest.coordtest.slt.SltFile}, a file as a list of {@linkplain dev.coordtest.coordtest.slt.SltRecord records};
 * {@link dev.coordtest.coordtest.slt.Judge} holds an {@link dev.coordtest.coordtest.slt.Answer} against a record. Nothing here runs anything: that is
 * {@link dev.coordtest.coordtest.SltTest}. The dialect is that of CockroachDB's and Materialize's suites, with SQLite's as the {@code standard} mode.
 */
@NullMarked
package dev.coordtest.coordtest.slt;

import org.jspecify.annotations.NullMarked;
