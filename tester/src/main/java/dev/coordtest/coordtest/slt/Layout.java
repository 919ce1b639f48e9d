package dev.coordtest.coordtest.slt;

import java.util.Optional;

/**
 * How the rows of a query are written down.
 *
 * @param types a letter for each column: T text, I integer, R real, B boolean, O object id
 * @param multiline one value, which goes on to a line {@code EOF}
 * @param label queries with one label are meant to have one answer; nothing depends on it
 * @param hashThreshold more values than this are written as a hash; 0 for never
 */
public record Layout(String types, Sort sort, boolean multiline, Mode mode, Optional<String> label, int hashThreshold) {
    /** In which order values are compared. */
    public enum Sort {
        /** As they come; in any order of rows where the query asks for none. */
        NONE,
        /** With the rows sorted. */
        ROWS,
        /** With the values sorted, whichever rows they are of. */
        VALUES
    }

    /** How rows stand on lines. */
    public enum Mode {
        /** SQLite's: a line is a value. */
        STANDARD,
        /** CockroachDB's: a line is a row, its values parted by white space; {@code ␠} stands for a blank within a value. */
        COCKROACH
    }

    /** How many values a row has; 1 where no types are given. */
    int width() {
        return Math.max(1, types.length());
    }
}
