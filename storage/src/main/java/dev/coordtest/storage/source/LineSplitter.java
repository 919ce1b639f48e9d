package dev.coordtest.storage.source;

import dev.coordtest.repr.DataflowError;
import dev.coordtest.repr.SqlState;
import java.util.Arrays;

/** Gathers bytes into records that end at a line feed. A record that lies within one piece is not copied. */
abstract class LineSplitter implements Decoder {
    /** A longer record is an error; it is passed over without being kept. */
    static final int RECORD_BYTES_MAX = 1 << 29;
    /** A buffer that one record made larger than this is not kept for the next. */
    static final int KEPT_BYTES_MAX = 1 << 20;

    private byte[] pending = new byte[0];
    private int pendingLength;
    private boolean tooLong;
    private long records;

    @Override
    public void decode(byte[] bytes, int length, Output out) {
        int start = 0;
        for (int i = 0; i < length; i++) {
            if (bytes[i] != '\n') continue;
            if (pendingBytes() > 0) {
                keep(bytes, start, i);
                finish(out);
            } else {
                record(bytes, start, i, ++records, out);
            }
            start = i + 1;
        }
        keep(bytes, start, length);
    }

    @Override
    public void finish(Output out) {
        if (pendingBytes() == 0) return;
        records++;
        if (tooLong) fail(out, "Text: record " + records + " is longer than " + RECORD_BYTES_MAX + " bytes");
        else record(pending, 0, pendingLength, records, out);
        pendingLength = 0;
        tooLong = false;
        if (pending.length > KEPT_BYTES_MAX) pending = new byte[0];
    }

    @Override
    public int pendingBytes() {
        return tooLong ? RECORD_BYTES_MAX : pendingLength;
    }

    private void keep(byte[] bytes, int start, int end) {
        int more = end - start;
        if (tooLong || more > RECORD_BYTES_MAX - pendingLength) {
            tooLong = true;
            pending = new byte[0];
            pendingLength = 0;
            return;
        }
        if (pendingLength + more > pending.length) {
            pending = Arrays.copyOf(pending, Math.max(pendingLength + more, 2 * pending.length));
        }
        System.arraycopy(bytes, start, pending, pendingLength, more);
        pendingLength += more;
    }

    static void fail(Output out, String message) {
        var error = new DataflowError(DataflowError.Kind.DECODE, SqlState.CHARACTER_NOT_IN_REPERTOIRE, message);
        out.errors().add(error.toRow(), out.time(), 1);
    }

    /** One record, without its line feed. {@code number} counts all records of the file from 1. */
    abstract void record(byte[] bytes, int start, int end, long number, Output out);
}
