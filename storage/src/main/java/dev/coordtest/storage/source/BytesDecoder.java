package dev.coordtest.storage.source;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.RowPacker;
import java.util.Arrays;

/** A line is a row of one bytea column. */
final class BytesDecoder extends LineSplitter {
    private final RowPacker packer = new RowPacker();

    @Override
    void record(byte[] bytes, int start, int end, long number, Output out) {
        Datum data = new Datum.Bytes(Arrays.copyOfRange(bytes, start, end));
        out.rows().add(packer.clear().push(data).push(number), out.time(), 1);
    }
}
