package dev.coordtest.repr;

import java.util.List;

/**
 * An error in a collection: as much data as a row is, with a time and a count, and gone when its cause is retracted.
 *
 * @param kind where it came from, which decides how it reads
 */
public record DataflowError(Kind kind, SqlState state, String message) {
    /** What failed. */
    public enum Kind {
        /** A scalar expression, on some row. */
        EVALUATION(0, "Evaluation error: "),
        /** Bytes that are not what the format promised. */
        DECODE(1, "Decode error: "),
        /** What the data is read from. */
        SOURCE(2, "Source error: ");

        private final int number;
        private final String prefix;

        Kind(int number, String prefix) {
            this.number = number;
            this.prefix = prefix;
        }
    }

    public static DataflowError evaluation(SqlError error) {
        return new DataflowError(Kind.EVALUATION, error.state(), error.message());
    }

    /** What a reader of a maintained collection is shown. */
    public String text() {
        return kind.prefix + message;
    }

    /** The row that stands for this error in a collection's error batches. */
    public Row toRow() {
        return Row.of(Datum.of(kind.number), Datum.of(state.code()), Datum.of(message));
    }

    public static DataflowError of(Row row) {
        List<Datum> datums = row.datums();
        if (datums.get(0) instanceof Datum.Int32(var kind)
                && datums.get(1) instanceof Datum.Text(var code)
                && datums.get(2) instanceof Datum.Text(var message)) {
            for (Kind each : Kind.values()) {
                if (each.number == kind) return new DataflowError(each, SqlState.ofCode(code), message);
            }
        }
        throw new IllegalStateException("not an error: " + row);
    }
}
