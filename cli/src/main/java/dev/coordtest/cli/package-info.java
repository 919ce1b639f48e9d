/**
 * The command line: {@code main}, the subcommands, and what they print.
 *
 * <p>Start with {@link dev.coordtest.cli.Main}. This is the outermost shell: threads, clocks and exit codes live here.
 */
@NullMarked
package dev.coordtest.cli;

import org.jspecify.annotations.NullMarked;
