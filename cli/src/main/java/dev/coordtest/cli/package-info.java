/** main and the subcommands. */
@NullMarked
package dev.coordtest.cli;

import org.jspecify.annotations.NullMarked;
