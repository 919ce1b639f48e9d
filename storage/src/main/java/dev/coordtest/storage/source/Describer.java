package dev.coordtest.storage.source;

import dev.coordtest.protocol.storage.FileDescription;
import dev.coordtest.protocol.storage.FileFormat;
import dev.coordtest.protocol.storage.FileFormat.CsvColumns;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.Column;
import dev.coordtest.repr.type.RelationDesc;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.storage.Files;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Finds out, before a statement about a file is planned, whether the file can be read and which columns it has. */
public final class Describer {
    private static final int HEADER_BYTES_MAX = 1 << 20;

    private Describer() {}

    /** Throws {@link SqlException} if the file is not one that can be read as {@code format}. */
    public static FileDescription describe(Files files, String path, FileFormat format) {
        if (files.isDirectory(path)) {
            throw new SqlException(
                    SqlState.WRONG_OBJECT_TYPE, "Expected a regular file, but " + path + " is a directory.");
        }
        try {
            files.size(path);
            return new FileDescription(new RelationDesc(columns(files, path, format)));
        } catch (IOException e) {
            throw new SqlException(
                    SqlError.of(SqlState.UNDEFINED_FILE, "could not open file \"" + path + "\": " + e.getMessage()));
        }
    }

    private static List<Column> columns(Files files, String path, FileFormat format) throws IOException {
        return switch (format) {
            case FileFormat.Text ignored -> List.of(Column.of("text", ScalarType.TEXT, false));
            case FileFormat.Bytes ignored -> List.of(Column.of("data", ScalarType.BYTEA, false));
            case FileFormat.Csv(var header, var columns, var delimiter) ->
                switch (columns) {
                    case CsvColumns.Count(var count) -> numbered(count);
                    case CsvColumns.Named(var names) -> named(names);
                    case CsvColumns.FromHeader ignored -> named(header(files, path, delimiter));
                };
            case FileFormat.Regex ignored -> throw new SqlException(SqlError.notSupported("REGEX sources"));
            case FileFormat.AvroOcf ignored -> throw new SqlException(SqlError.notSupported("AVRO OCF sources"));
        };
    }

    private static List<Column> numbered(int count) {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= count; i++) names.add("column" + i);
        return named(names);
    }

    private static List<Column> named(List<String> names) {
        return names.stream()
                .map(name -> Column.of(name, ScalarType.TEXT, false))
                .toList();
    }

    private static List<String> header(Files files, String path, char delimiter) throws IOException {
        byte[] bytes = new byte[HEADER_BYTES_MAX];
        int length = files.read(path, 0, bytes, bytes.length);
        int end = 0;
        while (end < length && bytes[end] != '\n') end++;
        if (end == 0)
            throw new SqlException(SqlState.INVALID_TEXT_REPRESENTATION, "CSV file \"" + path + "\" has no header");
        int fields = 1;
        for (int i = 0; i < end; i++) if (bytes[i] == delimiter) fields++;
        for (; fields > 0; fields--) {
            // Quotes may hide delimiters: the number of columns is the one that decodes.
            var decoder = new CsvDecoder(new FileFormat.Csv(false, new CsvColumns.Count(fields), delimiter), fields);
            var out = new Decoder.Output(new Batch.Builder(), new Batch.Builder(), 0);
            decoder.decode(bytes, end, out);
            decoder.finish(out);
            if (out.rows().size() == 1) {
                List<Datum> datums = out.rows().build().row(0).datums();
                return datums.subList(0, fields).stream()
                        .map(d -> ((Datum.Text) d).value())
                        .toList();
            }
        }
        throw new SqlException(SqlState.INVALID_TEXT_REPRESENTATION, "CSV header of \"" + path + "\" cannot be read");
    }
}
