package dev.coordtest.storage.source;

import dev.coordtest.repr.RowPacker;
import dev.coordtest.repr.Utf8;

/** A line of UTF-8 is a row of one text column; a line that is not UTF-8 is an error. */
final class TextDecoder extends LineSplitter {
    private final RowPacker packer = new RowPacker();

    @Override
    void record(byte[] bytes, int start, int end, long number, Output out) {
        if (Utf8.isWellFormed(bytes, start, end)) {
            out.rows().add(packer.clear().pushUtf8(bytes, start, end).push(number), out.time(), 1);
        } else {
            fail(out, "Text: Failed to decode UTF-8");
        }
    }
}
