package dev.coordtest.storage.source;

import dev.coordtest.protocol.storage.FileFormat;
import dev.coordtest.protocol.storage.FileFormat.CsvColumns;
import dev.coordtest.repr.DataflowError;
import dev.coordtest.repr.RowPacker;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.Utf8;
import java.util.ArrayList;
import java.util.List;

/** Each record of {@link CsvRecords} is a row of text columns. Each bad record is one error, and the next one starts afresh. */
final class CsvDecoder implements Decoder {
    private final int columns;
    private final CsvRecords records;
    private final RowPacker packer = new RowPacker();
    private final List<String> expectedHeader;
    private boolean headerNext;
    private long number;

    CsvDecoder(FileFormat.Csv format, int columns) {
        this.columns = columns;
        this.records = new CsvRecords((byte) format.delimiter());
        this.headerNext = format.header();
        this.expectedHeader = format.columns() instanceof CsvColumns.Named(var names) ? names : List.of();
    }

    @Override
    public void decode(byte[] bytes, int length, Output out) {
        for (int at = 0; (at = records.next(bytes, at, length)) >= 0; ) record(out);
    }

    @Override
    public void finish(Output out) {
        if (records.finish()) record(out);
    }

    @Override
    public int pendingBytes() {
        return records.pendingBytes();
    }

    private void record(Output out) {
        if (headerNext) {
            headerNext = false;
            if (!expectedHeader.isEmpty()) checkHeader(out);
            return;
        }
        number++;
        if (records.isTooLong()) {
            failRecord(out, "longer than " + LineSplitter.RECORD_BYTES_MAX + " bytes");
            return;
        }
        if (records.fields() != columns) {
            failRecord(out, "expected " + columns + " columns, got " + records.fields() + ".");
            return;
        }
        packer.clear();
        for (int field = 0; field < columns; field++) {
            int start = records.start(field);
            int end = records.end(field);
            int malformed = Utf8.firstMalformed(records.bytes(), start, end);
            if (malformed < end) {
                failRecord(out, "invalid UTF-8 (in column " + (field + 1) + ", from byte " + (malformed - start) + ")");
                return;
            }
            packer.pushUtf8(records.bytes(), start, end);
        }
        out.rows().add(packer.push(number), out.time(), 1);
    }

    private void checkHeader(Output out) {
        List<String> found = new ArrayList<>();
        for (int field = 0; field < records.fields(); field++) found.add(records.text(field));
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

    private void failRecord(Output out, String what) {
        fail(out, "CSV error at record number " + number + ": " + what);
    }

    private static void fail(Output out, String message) {
        var error =
                new DataflowError(DataflowError.Kind.DECODE, SqlState.INVALID_TEXT_REPRESENTATION, "Text: " + message);
        out.errors().add(error.toRow(), out.time(), 1);
    }
}
