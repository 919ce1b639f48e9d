/**
 * File sinks: what appears in a collection is written to a file that other tools read.
 *
 * <p>Start with {@link dev.coordtest.storage.sink.OcfSink}.
 */
@NullMarked
package dev.coordtest.storage.sink;

import org.jspecify.annotations.NullMarked;
