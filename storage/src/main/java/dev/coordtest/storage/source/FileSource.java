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
import dev.coordtest.storage.Storage;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
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

    /** What a look found: updates before its upper. */
    public record Look(Part part, Looked kept) {}

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

    /** Whether a look at {@code now} may see something: the time of the look is still open. */
    public boolean isDue(long now) {
        return upper.lessEqual(now);
    }

    /** Looks at the file; everything new is bound to {@code now}. */
    public Look look(long now) {
        Decoder.Output out = output(now);
        boolean finished = false;
        String failure = null;
        try {
            failure = problem();
            if (failure == null) finished = !read(out);
        } catch (IOException e) {
            // What was decoded before stays: the error stands beside it, and nothing is read again.
            failure =
                    "unable to " + (looked ? "read" : "open") + " file at path " + desc.path() + ": " + e.getMessage();
        }
        if (finished) decoder.finish(out);
        if (failure != null) fail(out, failure);
        looked = true;
        upper = finished || failure != null ? Frontier.CLOSED : nextUpper(now);
        return new Look(part(out), new Looked(now, upper, input.offset(), input.checksum(), finished, failure));
    }

    /**
     * Looks again as an earlier system has looked, and finds what it found, look for look. If the file does not begin with the bytes that it had then, what was is lost: then there is nothing
     * but an error at every time, since any rows would be wrong.
     */
    public List<Look> replay(List<Looked> before) {
        List<Look> looks = new ArrayList<>();
        for (Looked look : before) {
            Decoder.Output out = output(look.time());
            boolean isSame = isThere(look, out);
            looked = true;
            if (!isSame) return List.of(lost());
            if (look.finished()) decoder.finish(out);
            if (look.failure() != null) fail(out, look.failure());
            upper = look.upper();
            looks.add(new Look(part(out), look));
        }
        return looks;
    }

    /** Reads what a look has read; returns whether it is there. */
    private boolean isThere(Looked look, Decoder.Output out) {
        try {
            if (look.offset() > input.offset()) {
                if (files.size(desc.path()) < look.offset()) return false;
                read(out, look.offset());
            }
            return input.offset() == look.offset() && input.checksum() == look.checksum();
        } catch (IOException e) {
            return false;
        }
    }

    private Look lost() {
        Decoder.Output out = output(Times.MIN);
        String failure = "file at path " + desc.path() + Storage.LOST;
        fail(out, failure);
        upper = Frontier.CLOSED;
        return new Look(part(out), new Looked(Times.MIN, upper, input.offset(), input.checksum(), false, failure));
    }

    private static Decoder.Output output(long time) {
        return new Decoder.Output(new Batch.Builder(), new Batch.Builder(), time);
    }

    private static Part part(Decoder.Output out) {
        return new Part(out.rows().build(), out.errors().build());
    }

    /** Why the file cannot be read, or null if it can. */
    private @Nullable String problem() throws IOException {
        if (looked && !files.exists(desc.path())) return null;
        if (files.size(desc.path()) < input.offset()) return "file at path " + desc.path() + " was truncated";
        if (desc.gzip() && desc.tail()) return "file at path " + desc.path() + " is compressed, and cannot be tailed";
        return null;
    }

    /** Reads what there is; returns whether there may be more one day. */
    private boolean read(Decoder.Output out) throws IOException {
        if (looked && !files.exists(desc.path())) return false;
        return !read(out, files.size(desc.path())) || desc.tail();
    }

    /** Reads the file up to {@code size}; returns whether it has come there. */
    private boolean read(Decoder.Output out, long size) throws IOException {
        input.limit(size);
        byte[] piece =
                new byte[(int) Math.min(PIECE_BYTES, Math.max(1, desc.gzip() ? PIECE_BYTES : size - input.offset()))];
        for (int count; (count = bytes(size).read(piece, 0, piece.length)) > 0; ) {
            decoder.decode(piece, count, out);
            if (out.rows().rowBytes() > LOOK_BYTES_MAX) return false;
        }
        return true;
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
