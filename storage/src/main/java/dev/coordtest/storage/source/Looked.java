package dev.coordtest.storage.source;

import dev.coordtest.repr.Frontier;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a look at a file, so that it can be looked at again as if for the first time: a binding of its bytes to times.
 *
 * @param time of everything that the look found
 * @param upper how far the source has come with it
 * @param offset how many bytes of the file have been read
 * @param checksum of those bytes, CRC-32C
 * @param finished whether the file ended there, so that what is left is the last record
 * @param failure why nothing more is read, or null
 */
public record Looked(
        long time,
        Frontier upper,
        long offset,
        int checksum,
        boolean finished,
        @Nullable String failure) {}
