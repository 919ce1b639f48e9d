/** Embedded PostgreSQL as a judge in tests; not part of the distribution. */
@NullMarked
package dev.coordtest.postgres;

import org.jspecify.annotations.NullMarked;
