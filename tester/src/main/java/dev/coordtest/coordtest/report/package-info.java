/**
 * What a test file shows: the output of statements, and the catalog.
 *
 * <p>Start with {@link dev.coordtest.coordtest.report.Printer}. It writes values as the first coordtest did, which was
 * a Rust program that printed its debug representation; the historical test files hold that text, byte for byte. New
 * files may ask for {@link dev.coordtest.coordtest.report.TablePrinter}'s tables. {@code src/test/testdata/report} has
 * an example of every line.
 */
@NullMarked
package dev.coordtest.coordtest.report;

import org.jspecify.annotations.NullMarked;
