package dev.coordtest.sql;

import dev.coordtest.protocol.storage.FileFormat;
import dev.coordtest.protocol.storage.FileFormat.CsvColumns;
import dev.coordtest.sql.ast.Statement;

/** Formats as written to formats as storage knows them. */
final class Formats {
    private Formats() {}

    static FileFormat of(Statement.Format format) {
        return switch (format.kind()) {
            case "TEXT" -> new FileFormat.Text();
            case "BYTES" -> new FileFormat.Bytes();
            case "CSV" -> {
                CsvColumns columns = !format.header()
                        ? new CsvColumns.Count(format.count())
                        : format.names().isEmpty() ? new CsvColumns.FromHeader() : new CsvColumns.Named(format.names());
                yield new FileFormat.Csv(format.header(), columns, format.delimiter());
            }
            default -> throw new IllegalStateException("format " + format);
        };
    }
}
