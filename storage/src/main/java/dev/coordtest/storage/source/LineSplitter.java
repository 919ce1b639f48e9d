package dev.coordtest.storage.source;

import java.util.Arrays;

/** Gathers bytes into records that end at a line feed. */
abstract class LineSplitter implements Decoder {
    private byte[] pending = new byte[0];
    private int pendingLength;
    private long records;

    @Override
    public void decode(byte[] bytes, int length, Output out) {
        int start = 0;
        for (int i = 0; i < length; i++) {
            if (bytes[i] != '\n' || !endsRecord()) {
                if (bytes[i] == '"') quote();
                continue;
            }
            if (pendingLength > 0) {
                keep(bytes, start, i);
                record(pending, 0, pendingLength, ++records, out);
                pendingLength = 0;
                if (pending.length > 1 << 20) pending = new byte[0];
            } else {
                record(bytes, start, i, ++records, out);
            }
            start = i + 1;
        }
        keep(bytes, start, length);
    }

    @Override
    public void finish(Output out) {
        if (pendingLength > 0) record(pending, 0, pendingLength, ++records, out);
        pendingLength = 0;
    }

    @Override
    public int pendingBytes() {
        return pendingLength;
    }

    private void keep(byte[] bytes, int start, int end) {
        int more = end - start;
        if (pendingLength + more > pending.length) {
            pending = Arrays.copyOf(pending, Math.max(pendingLength + more, 2 * pending.length));
        }
        System.arraycopy(bytes, start, pending, pendingLength, more);
        pendingLength += more;
    }

    /** Whether a line feed here ends a record. */
    boolean endsRecord() {
        return true;
    }

    /** A double quote was passed. */
    void quote() {}

    /** One record, without its line feed. {@code number} counts all records of the file from 1. */
    abstract void record(byte[] bytes, int start, int end, long number, Output out);
}
