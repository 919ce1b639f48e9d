package dev.coordtest.storage.source;

import dev.coordtest.protocol.collection.Part;
import dev.coordtest.protocol.storage.FileFormat;
import dev.coordtest.protocol.storage.SourceDesc;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.DataflowError;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.Times;
import dev.coordtest.storage.Files;
import java.io.IOException;

/**
 * Follows one file. Each look reads what has been added since the last, and binds it to the time of the look: a real-time binding of offsets to times, made
 * once and shared by all readers.
 */
public final class FileSource {
    private static final int PIECE_BYTES = 1 << 16;

    private final SourceDesc desc;
    private final Files files;
    private final Decoder decoder;
    private final byte[] piece = new byte[PIECE_BYTES];
    private long offset;
    private Frontier upper = Frontier.MINIMUM;

    /** What a look found: updates before {@code upper}. */
    public record Look(Part part, Frontier upper) {}

    public FileSource(SourceDesc desc, Files files) {
        this.desc = desc;
        this.files = files;
        int columns = desc.desc().arity() - 1;
        this.decoder = switch (desc.format()) {
            case FileFormat.Text ignored -> new TextDecoder();
            case FileFormat.Bytes ignored -> new BytesDecoder();
            case FileFormat.Csv csv -> new CsvDecoder(csv, columns);
            case FileFormat.Regex ignored -> throw new IllegalStateException("REGEX is refused when planned");
            case FileFormat.AvroOcf ignored -> throw new IllegalStateException("AVRO OCF is refused when planned");
        };
    }

    public Frontier upper() {
        return upper;
    }

    public long offset() {
        return offset;
    }

    /** Whether a look at {@code now} may see something: the time of the look is still open. */
    public boolean isDue(long now) {
        return upper.lessEqual(now);
    }

    /** Looks at the file; everything new is bound to {@code now}. */
    public Look look(long now) {
        Decoder.Output out = new Decoder.Output(new Batch.Builder(), new Batch.Builder(), now);
        boolean more;
        try {
            more = read(out);
        } catch (IOException e) {
            fail(out, "unable to read file at path " + desc.path() + ": " + e.getMessage());
            more = false;
        }
        upper = more ? nextUpper(now) : Frontier.CLOSED;
        return new Look(new Part(out.rows().build(), out.errors().build()), upper);
    }

    /** Reads to the end; returns whether there may be more one day. */
    private boolean read(Decoder.Output out) throws IOException {
        boolean started = offset > 0 || upper.time() > 0;
        if (!files.exists(desc.path()) && started) return false; // Gone: what was read is complete.
        if (files.size(desc.path()) < offset) {
            fail(out, "file at path " + desc.path() + " was truncated");
            return false;
        }
        for (int count; (count = files.read(desc.path(), offset, piece, PIECE_BYTES)) > 0; offset += count) {
            decoder.decode(piece, count, out);
        }
        if (desc.tail()) return true;
        decoder.finish(out);
        return false;
    }

    private void fail(Decoder.Output out, String what) {
        var error = new DataflowError(
                DataflowError.Kind.SOURCE, SqlState.IO_ERROR, desc.name() + ": file IO: file source: " + what);
        out.errors().add(error.toRow(), out.time(), 1);
    }

    /** The first multiple of the frequency after {@code now}. */
    private Frontier nextUpper(long now) {
        long frequency = desc.frequencyMillis();
        long next = Times.saturatingAdd(now, frequency - Long.remainderUnsigned(now, frequency));
        return Frontier.at(next);
    }
}
