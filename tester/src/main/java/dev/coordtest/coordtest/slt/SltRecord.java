package dev.coordtest.coordtest.slt;

import java.util.List;
import java.util.Optional;

/** One test of a file: a text to run, and what is expected of it. */
public sealed interface SltRecord {
    /**
     * Where a record stands.
     *
     * @param line of the word that begins it, counted from 1
     * @param sqlLine of its text
     */
    record Place(int line, int sqlLine) {}

    /** From {@code start} to before {@code end} in the text of the file, in UTF-16 units. */
    record Span(int start, int end) {}

    /** A number of rows, and where it is written. */
    record Count(long rows, Span span) {}

    Place place();

    String sql();

    /** What kind of record it is, in the words that begin it. */
    default String word() {
        return switch (this) {
            case Statement ignored -> "statement";
            case Refused refused -> refused.isQuery() ? "query error" : "statement error";
            case Query ignored -> "query";
            case Simple ignored -> "simple";
        };
    }

    /** {@code statement ok}, or {@code statement count N}, where its last statement must have changed or found so many rows. */
    record Statement(Place place, String sql, Optional<Count> count) implements SltRecord {}

    /** {@code statement error} or {@code query error}: the text must be refused with words in which {@code pattern} is found. */
    record Refused(Place place, String sql, boolean isQuery, String pattern, Optional<String> code)
            implements SltRecord {}

    /** {@code query TYPES OPTIONS LABEL}: the rows of the last statement of the text. */
    record Query(
            Place place, String sql, Layout layout, Optional<List<String>> columnNames, Expected expected, Span output)
            implements SltRecord {}

    /** {@code simple conn=NAME}: everything that the text answers on that connection, as lines. */
    record Simple(Place place, String sql, Optional<String> connection, List<String> lines, Span output)
            implements SltRecord {}

    /** What rows a query should have. */
    sealed interface Expected {
        /** These values, row by row. */
        record Values(List<String> values) implements Expected {}

        /** So many values, with the MD5 sum of them all, each followed by a newline. */
        record Hash(int count, String md5) implements Expected {}
    }
}
