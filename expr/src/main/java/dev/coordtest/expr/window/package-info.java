/**
 * Window functions: what each row of a partition is given by the rows around it. {@link dev.coordtest.expr.window.Partition} is where to start; it
 * follows PostgreSQL's rules of frames and peers.
 */
@NullMarked
package dev.coordtest.expr.window;

import org.jspecify.annotations.NullMarked;
