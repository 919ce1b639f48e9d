package dev.coordtest.storage.durable;

import java.util.List;

/**
 * A log of records that survives a crash: one record is one catalog change or one group commit.
 *
 * <p>After a crash the log holds every record that a {@link #sync} has covered, and of those appended since then some first
 * ones, perhaps none: records never go missing from the middle, and none is ever torn. Whoever acknowledges a record syncs first.
 */
public interface Durable {
    /**
     * Adds a record at the end. It may be lost until the next {@link #sync}. The bytes are copied. If there is no room for it the log is what it was before.
     *
     * @throws java.io.UncheckedIOException if the record cannot be written
     */
    void append(byte[] record);

    /** Makes all records appended so far survive. */
    void sync();

    /** All records, oldest first: what a restart replays. */
    List<byte[]> records();
}
