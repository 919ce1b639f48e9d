package dev.coordtest.sql;

import dev.coordtest.protocol.storage.FileFormat;
import dev.coordtest.protocol.storage.FileFormat.CsvColumns;
import dev.coordtest.sql.ast.Format;

/** Formats as written to formats as storage knows them. */
final class Formats {
    private Formats() {}

    static FileFormat of(Format format) {
        return switch (format) {
            case Format.Text ignored -> new FileFormat.Text();
            case Format.Bytes ignored -> new FileFormat.Bytes();
            case Format.Csv(var count, var header, var names, var delimiter, var position) -> {
                CsvColumns columns = !header
                        ? new CsvColumns.Count(count)
                        : names.isEmpty() ? new CsvColumns.FromHeader() : new CsvColumns.Named(names);
                yield new FileFormat.Csv(header, columns, delimiter);
            }
            case Format.Json(var position) -> throw Planner.unbuilt("FORMAT JSON is", position);
            case Format.Regex(var pattern, var position) -> throw Planner.unbuilt("FORMAT REGEX is", position);
            case Format.Avro(var schema, var position) -> throw Planner.unbuilt("FORMAT AVRO is", position);
            case Format.Protobuf(var message, var schema, var position) ->
                throw Planner.unbuilt("FORMAT PROTOBUF is", position);
        };
    }
}
