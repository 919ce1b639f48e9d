package dev.coordtest.storage.source;

import dev.coordtest.repr.Batch;

/** Turns the bytes of a file, handed over piece by piece, into rows and errors. Keeps what an unfinished record needs. */
public interface Decoder {
    /** Where decoded records go; both builders get updates with diff 1 at {@code time}. */
    record Output(Batch.Builder rows, Batch.Builder errors, long time) {}

    /** Decodes the records that end within these bytes; the rest is kept for later. */
    void decode(byte[] bytes, int length, Output out);

    /** The file has ended: what is left is the last record. */
    void finish(Output out);

    /** How many bytes are kept for a record that has not ended. */
    int pendingBytes();
}
