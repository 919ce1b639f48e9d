/**
 * What the coordinator and storage say to each other.
 *
 * <p>Start with {@link dev.coordtest.protocol.storage.StorageCommand}.
 */
@NullMarked
package dev.coordtest.protocol.storage;

import org.jspecify.annotations.NullMarked;
