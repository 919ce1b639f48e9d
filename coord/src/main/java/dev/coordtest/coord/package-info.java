/** Names, times, promises: catalog, sessions, oracle, read holds, transactions, sequencing. */
@NullMarked
package dev.coordtest.coord;

import org.jspecify.annotations.NullMarked;
