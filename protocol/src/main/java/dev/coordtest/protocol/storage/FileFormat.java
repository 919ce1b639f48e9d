package dev.coordtest.protocol.storage;

import dev.coordtest.repr.type.RelationDesc;
import java.util.List;

/** How the bytes of a file become rows. Each record ends at a line feed, except within the quotes of a CSV field. */
public sealed interface FileFormat {
    /** One column {@code text}: the line, a carriage return before its end included. Must be UTF-8. */
    record Text() implements FileFormat {}

    /** One column {@code data}: the bytes of the line. */
    record Bytes() implements FileFormat {}

    /** A column per capture group of the expression; lines that do not match make no row. */
    record Regex(String pattern) implements FileFormat {}

    /**
     * Text columns.
     *
     * @param header whether the first record names the columns instead of being data
     * @param columns how many columns there are, or their names: see {@link CsvColumns}
     * @param delimiter an ASCII character
     */
    record Csv(boolean header, CsvColumns columns, char delimiter) implements FileFormat {}

    /** What a statement says of CSV columns. */
    sealed interface CsvColumns {
        /** So many, called {@code column1}, {@code column2}, … */
        record Count(int count) implements CsvColumns {}

        /** These, which the header must agree with. */
        record Named(List<String> names) implements CsvColumns {}

        /** Those that the header names. */
        record FromHeader() implements CsvColumns {}
    }

    /** Avro's object container files: the schema is in the file. */
    record AvroOcf() implements FileFormat {}

    /** The format together with the columns that it was found to make, in order, without the line number. */
    record Resolved(FileFormat format, RelationDesc columns) {}
}
