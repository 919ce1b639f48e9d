/**
 * Ingest and emit: tables, file sources and file sinks, and the collections that hold their data.
 *
 * <p>Start with {@link dev.coordtest.storage.Storage}, a state machine like the coordinator: commands and ticks go in, reports and answers come out, and its own
 * work is done one unit at a time when someone asks for it. The outside world is behind {@link dev.coordtest.storage.Files}.
 */
@NullMarked
package dev.coordtest.storage;

import org.jspecify.annotations.NullMarked;
