/** What data is: datums, rows, types, updates, frontiers, ids. */
@NullMarked
package dev.coordtest.repr;

import org.jspecify.annotations.NullMarked;
