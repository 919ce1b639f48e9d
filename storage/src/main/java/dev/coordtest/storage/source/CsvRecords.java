package dev.coordtest.storage.source;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Splits bytes, handed over piece by piece, into records of comma-separated fields (RFC 4180).
 *
 * <p>A field that starts with a double quote ends at the next quote that is not doubled, and may hold delimiters and line
 * feeds; what follows its closing quote belongs to it as it stands. A quote within any other field is a byte like any other. A
 * record ends at a line feed; a carriage return before that goes away. A line with nothing in it is no record.
 */
final class CsvRecords {
    /** What this is in the middle of. */
    private enum State {
        START_OF_FIELD,
        PLAIN,
        QUOTED,
        QUOTE_IN_QUOTED
    }

    private final byte delimiter;
    private byte[] bytes = new byte[256];
    private int[] ends = new int[8];
    private int length;
    private int fields;
    private int fieldStart;
    private State state = State.START_OF_FIELD;
    private boolean anyQuote;
    private boolean tooLong;
    private boolean complete;

    CsvRecords(byte delimiter) {
        this.delimiter = delimiter;
    }

    /** Reads on from {@code from}; returns where the record ended, or −1 if it had not when the bytes did. */
    int next(byte[] input, int from, int end) {
        if (complete) clear();
        int at = from;
        while (at < end) {
            byte b = input[at];
            switch (state) {
                case START_OF_FIELD -> {
                    if (b == '"') {
                        state = State.QUOTED;
                        anyQuote = true;
                        at++;
                    } else {
                        state = State.PLAIN;
                    }
                }
                case PLAIN -> {
                    int stop = at;
                    while (stop < end && input[stop] != delimiter && input[stop] != '\n') stop++;
                    append(input, at, stop);
                    if (stop == end) return -1;
                    at = stop + 1;
                    if (input[stop] == '\n') {
                        if (endRecord()) return at;
                    } else {
                        endField();
                    }
                }
                case QUOTED -> {
                    int stop = at;
                    while (stop < end && input[stop] != '"') stop++;
                    append(input, at, stop);
                    if (stop == end) return -1;
                    state = State.QUOTE_IN_QUOTED;
                    at = stop + 1;
                }
                case QUOTE_IN_QUOTED -> {
                    if (b == '"') {
                        append(input, at, at + 1);
                        state = State.QUOTED;
                        at++;
                    } else {
                        fieldStart = length; // A carriage return within the quotes stays.
                        state = State.PLAIN;
                    }
                }
            }
        }
        return -1;
    }

    /** The input has ended; returns whether there is a last record that no line feed ended. */
    boolean finish() {
        boolean begun = !complete && pendingBytes() > 0;
        return begun && endRecord();
    }

    /** How much is kept of a record that has not ended, at least one if there is any of it. */
    int pendingBytes() {
        if (complete) return 0;
        return length + fields + (state == State.START_OF_FIELD ? 0 : 1);
    }

    int fields() {
        return fields;
    }

    byte[] bytes() {
        return bytes;
    }

    int start(int field) {
        return field == 0 ? 0 : ends[field - 1];
    }

    int end(int field) {
        return ends[field];
    }

    /** The field's text, with a replacement character for what is not UTF-8. */
    String text(int field) {
        return new String(bytes, start(field), end(field) - start(field), StandardCharsets.UTF_8);
    }

    /** Whether the record had more bytes than are kept of one. */
    boolean isTooLong() {
        return tooLong;
    }

    private boolean endRecord() {
        if (state == State.PLAIN && length > fieldStart && bytes[length - 1] == '\r') length--;
        endField();
        boolean blank = fields == 1 && length == 0 && !anyQuote;
        if (blank) clear();
        else complete = true;
        return !blank;
    }

    private void endField() {
        if (fields == ends.length) ends = Arrays.copyOf(ends, 2 * fields);
        ends[fields++] = length;
        fieldStart = length;
        state = State.START_OF_FIELD;
    }

    private void clear() {
        length = 0;
        fields = 0;
        fieldStart = 0;
        state = State.START_OF_FIELD;
        anyQuote = false;
        tooLong = false;
        complete = false;
        if (bytes.length > LineSplitter.KEPT_BYTES_MAX) bytes = new byte[256];
    }

    private void append(byte[] input, int from, int to) {
        int more = to - from;
        if (more > LineSplitter.RECORD_BYTES_MAX - length) {
            tooLong = true;
            return;
        }
        if (length + more > bytes.length) bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
        System.arraycopy(input, from, bytes, length, more);
        length += more;
    }
}
