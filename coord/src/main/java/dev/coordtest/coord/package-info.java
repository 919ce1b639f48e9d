/**
 * Names, times and promises: the catalog, the transactions of sessions, the times of reads and writes, and what history is kept for
 * whom.
 *
 * <p>Start with {@link dev.coordtest.coord.Coordinator}: one method, whose switch is the table of contents. It is a state machine; time arrives with
 * each event and wishes leave through the {@link dev.coordtest.coord.Outbox}. It never parses SQL and knows no engine.
 */
@NullMarked
package dev.coordtest.coord;

import org.jspecify.annotations.NullMarked;
