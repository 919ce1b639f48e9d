package dev.coordtest.storage.source;

import dev.coordtest.protocol.storage.FileFormat;
import dev.coordtest.protocol.storage.FileFormat.CsvColumns;
import dev.coordtest.repr.DataflowError;
import dev.coordtest.repr.RowPacker;
import dev.coordtest.repr.SqlState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Comma-separated values as RFC 4180 has them: a field in double quotes may hold delimiters, line feeds and, doubled, quotes. Each bad record is one error,
 * and the next record starts afresh.
 */
final class CsvDecoder extends LineSplitter {
    private final int columns;
    private final byte delimiter;
    private final RowPacker packer = new RowPacker();
    private final List<byte[]> fields = new ArrayList<>();
    private boolean headerNext;
    private final List<String> expectedHeader;
    private long dataRecords;
    private boolean inQuotes;

    CsvDecoder(FileFormat.Csv format, int columns) {
        this.columns = columns;
        this.delimiter = (byte) format.delimiter();
        this.headerNext = format.header();
        this.expectedHeader =
                format.columns() instanceof CsvColumns.Named(var names) && format.header() ? names : List.of();
    }

    @Override
    boolean endsRecord() {
        return !inQuotes;
    }

    @Override
    void quote() {
        inQuotes = !inQuotes;
    }

    @Override
    void record(byte[] bytes, int start, int end, long number, Output out) {
        inQuotes = false;
        int stop = end > start && bytes[end - 1] == '\r' ? end - 1 : end;
        if (stop == start && columns != 1) return; // A blank line is no record.
        split(bytes, start, stop);
        if (headerNext) {
            headerNext = false;
            checkHeader(out);
            return;
        }
        dataRecords++;
        if (fields.size() != columns) {
            fail(
                    out,
                    "CSV error at record number " + dataRecords + ": expected " + columns + " columns, got "
                            + fields.size() + ".");
            return;
        }
        packer.clear();
        for (byte[] field : fields) {
            if (!Utf8.isWellFormed(field, 0, field.length)) {
                fail(out, "CSV error at record number " + dataRecords + ": invalid UTF-8");
                return;
            }
            packer.pushUtf8(field);
        }
        out.rows().add(packer.push(dataRecords), out.time(), 1);
    }

    private void checkHeader(Output out) {
        if (expectedHeader.isEmpty()) return;
        List<String> found = fields.stream()
                .map(field -> new String(field, StandardCharsets.UTF_8))
                .toList();
        if (found.equals(expectedHeader)) return;
        int at = 0;
        while (at < found.size() && at < expectedHeader.size() && found.get(at).equals(expectedHeader.get(at))) at++;
        String expected = at < expectedHeader.size() ? expectedHeader.get(at) : "";
        String actual = at < found.size() ? found.get(at) : "";
        fail(
                out,
                "source file contains incorrect columns '" + found + "', first mismatched column at index " + (at + 1)
                        + " expected=" + expected + " actual=" + actual);
    }

    private static void fail(Output out, String message) {
        var error =
                new DataflowError(DataflowError.Kind.DECODE, SqlState.INVALID_TEXT_REPRESENTATION, "Text: " + message);
        out.errors().add(error.toRow(), out.time(), 1);
    }

    private void split(byte[] bytes, int start, int end) {
        fields.clear();
        int at = start;
        while (true) {
            boolean quoted = at < end && bytes[at] == '"';
            at = quoted ? quotedField(bytes, at + 1, end) : plainField(bytes, at, end);
            if (at >= end) return;
            at++; // the delimiter
        }
    }

    private int plainField(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end && bytes[at] != delimiter) at++;
        fields.add(java.util.Arrays.copyOfRange(bytes, start, at));
        return at;
    }

    private int quotedField(byte[] bytes, int start, int end) {
        byte[] field = new byte[end - start];
        int length = 0;
        int at = start;
        while (at < end) {
            if (bytes[at] == '"') {
                if (at + 1 >= end || bytes[at + 1] != '"') {
                    at++;
                    break;
                }
                at++;
            }
            field[length++] = bytes[at++];
        }
        // What follows the closing quote belongs to the field as it stands.
        while (at < end && bytes[at] != delimiter) field[length++] = bytes[at++];
        fields.add(java.util.Arrays.copyOf(field, length));
        return at;
    }
}
