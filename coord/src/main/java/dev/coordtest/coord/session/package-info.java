/**
 * The front half of a connection, and what it and the coordinator say to each other.
 *
 * <p>Start with {@link dev.coordtest.coord.session.Session}: SQL text goes in, results come out. It parses, plans on a snapshot of the
 * catalog, and keeps the transaction's status, portals and variables; it never touches the coordinator's state.
 */
@NullMarked
package dev.coordtest.coord.session;

import org.jspecify.annotations.NullMarked;
