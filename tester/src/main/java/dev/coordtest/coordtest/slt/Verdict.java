package dev.coordtest.coordtest.slt;

import java.util.Locale;
import java.util.Optional;

/**
 * What became of a record.
 *
 * @param detail what differs, on one line or several; empty if it passed
 * @param output what would stand where the expected output stands, if the record can be made to pass by that
 */
public record Verdict(Kind kind, String detail, Optional<String> output) {
    static final Verdict PASSED = new Verdict(Kind.PASS, "");

    /** Whether a record passed, or why it did not. */
    public enum Kind {
        PASS,
        /** Not looked at. */
        SKIP,
        /** Refused a query by the name of something not supported, or for want of a function. */
        UNSUPPORTED,
        UNEXPECTED_ERROR,
        WRONG_ERROR,
        UNEXPECTED_SUCCESS,
        WRONG_ROW_COUNT,
        WRONG_COLUMN_COUNT,
        WRONG_COLUMN_NAMES,
        WRONG_OUTPUT,
        /** A value cannot be shown by the letter of its column. */
        FORMAT,
        /** Everything was at rest, and there was no answer. */
        BLOCKED,
        /** The database broke. */
        BROKEN;

        /** As it is printed: {@code wrong-output}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    Verdict(Kind kind, String detail) {
        this(kind, detail, Optional.empty());
    }

    /** Whether the record does not stand in the way of the file's passing. */
    public boolean passed() {
        return kind == Kind.PASS || kind == Kind.SKIP;
    }
}
