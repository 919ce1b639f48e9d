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
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Follows one file. Each look reads what has been added since the last, and binds it to the time of the look: a real-time
 * binding of offsets to times, made once and shared by all readers.
 *
 * <p>A file that is replaced by one at least as long cannot be told from one that has grown: reading goes on at the same offset.
 */
public final class FileSource {
    private static final int PIECE_BYTES = 1 << 18;
    /** A look stops after so many bytes of rows; the next one goes on where it stopped. A batch ends at 2 GiB. */
    private static final int LOOK_BYTES_MAX = 1 << 30;

    private final SourceDesc desc;
    private final Files files;
    private final Decoder decoder;
    private final FileInput input;
    private @Nullable InputStream decompressed;
    private boolean looked;
    private Frontier upper = Frontier.MINIMUM;

    /** What a look found: updates before {@code upper}. */
    public record Look(Part part, Frontier upper) {}

    public FileSource(SourceDesc desc, Files files) {
        this.desc = desc;
        this.files = files;
        this.input = new FileInput(files, desc.path());
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

    /** How many bytes of the file have been read. */
    public long offset() {
        return input.offset();
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
            // What was decoded before stays: the error stands beside it, and nothing is read again.
            fail(
                    out,
                    "unable to " + (looked ? "read" : "open") + " file at path " + desc.path() + ": " + e.getMessage());
            more = false;
        }
        looked = true;
        upper = more ? nextUpper(now) : Frontier.CLOSED;
        return new Look(new Part(out.rows().build(), out.errors().build()), upper);
    }

    /** Reads what there is; returns whether there may be more one day. */
    private boolean read(Decoder.Output out) throws IOException {
        if (looked && !files.exists(desc.path())) {
            decoder.finish(out);
            return false;
        }
        long size = files.size(desc.path());
        if (size < input.offset()) {
            fail(out, "file at path " + desc.path() + " was truncated");
            return false;
        }
        if (desc.gzip() && desc.tail()) {
            fail(out, "file at path " + desc.path() + " is compressed, and cannot be tailed");
            return false;
        }
        input.limit(size);
        byte[] piece =
                new byte[(int) Math.min(PIECE_BYTES, Math.max(1, desc.gzip() ? PIECE_BYTES : size - input.offset()))];
        for (int count; (count = bytes(size).read(piece, 0, piece.length)) > 0; ) {
            decoder.decode(piece, count, out);
            if (out.rows().rowBytes() > LOOK_BYTES_MAX) return true;
        }
        if (desc.tail()) return true;
        decoder.finish(out);
        return false;
    }

    private InputStream bytes(long size) throws IOException {
        if (!desc.gzip() || size == 0) return input;
        if (decompressed == null)
            decompressed = new GZIPInputStream(new BufferedInputStream(input, PIECE_BYTES), PIECE_BYTES);
        return decompressed;
    }

    private void fail(Decoder.Output out, String what) {
        var error = new DataflowError(
                DataflowError.Kind.SOURCE, SqlState.IO_ERROR, desc.name() + ": file IO: file source: " + what);
        out.errors().add(error.toRow(), out.time(), 1);
    }

    /** The first multiple of the frequency after {@code now}. */
    private Frontier nextUpper(long now) {
        long frequency = desc.frequencyMillis() == 0 ? 1 : desc.frequencyMillis();
        long next = Times.saturatingAdd(now, frequency - Long.remainderUnsigned(now, frequency));
        return next == now ? Frontier.CLOSED : Frontier.at(next);
    }
}
