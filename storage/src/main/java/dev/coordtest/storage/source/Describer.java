package dev.coordtest.storage.source;

import dev.coordtest.protocol.storage.FileDescription;
import dev.coordtest.protocol.storage.FileFormat;
import dev.coordtest.protocol.storage.FileFormat.CsvColumns;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.Utf8;
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
    private static final int PIECE_BYTES = 1 << 13;

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
        CsvRecords records = new CsvRecords((byte) delimiter);
        byte[] piece = new byte[PIECE_BYTES];
        long offset = 0;
        for (int count; (count = files.read(path, offset, piece, piece.length)) > 0; offset += count) {
            if (records.next(piece, 0, count) >= 0) return names(records, path);
            if (offset > HEADER_BYTES_MAX) throw unreadable(path, "is longer than " + HEADER_BYTES_MAX + " bytes");
        }
        if (records.finish()) return names(records, path);
        throw unreadable(path, "is missing");
    }

    private static List<String> names(CsvRecords records, String path) {
        List<String> names = new ArrayList<>();
        for (int field = 0; field < records.fields(); field++) {
            if (!Utf8.isWellFormed(records.bytes(), records.start(field), records.end(field))) {
                throw unreadable(path, "is not UTF-8");
            }
            names.add(records.text(field));
        }
        return names;
    }

    private static SqlException unreadable(String path, String why) {
        return new SqlException(SqlState.INVALID_TEXT_REPRESENTATION, "CSV header of file \"" + path + "\" " + why);
    }
}
