/**
 * Where the data of tables, sources and sinks is kept.
 *
 * <p>Start with {@link dev.coordtest.storage.collection.MemoryCollections}.
 */
@NullMarked
package dev.coordtest.storage.collection;

import org.jspecify.annotations.NullMarked;
