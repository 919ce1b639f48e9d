package dev.coordtest.storage.sink;

import dev.coordtest.protocol.collection.Chunk;
import dev.coordtest.protocol.collection.Collections.Listener;
import dev.coordtest.protocol.storage.SinkDesc;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.Times;
import dev.coordtest.storage.Files;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.file.SeekableByteArrayInput;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes a collection to an Avro object container file, in the Debezium envelope: an insertion has only {@code after}, a deletion only {@code before}. Beside them stands
 * the time; there is one record per copy, so that the file replays to the collection's history. Each closed stretch of
 * time is flushed, so that other tools can read what is complete.
 */
public final class OcfSink {
    private static final int SYNC_BYTES = 16;
    /** The header has the schema of the rows, of which there are at most 1,600 columns. */
    private static final int HEADER_BYTES_MAX = 1 << 22;

    private final String path;
    private final AvroRows rows;
    private final Schema envelope;
    private final DataFileWriter<GenericRecord> writer;
    private final List<Batch> held = new ArrayList<>();
    private Batch errors = Batch.EMPTY;
    private @Nullable Listener listener;
    private Supplier<Frontier> end = () -> Frontier.MINIMUM;
    /** What is before it, the file tells already. */
    private Frontier written = Frontier.MINIMUM;

    private OcfSink(String path, AvroRows rows, Schema envelope, DataFileWriter<GenericRecord> writer) {
        this.path = path;
        this.rows = rows;
        this.envelope = envelope;
        this.writer = writer;
    }

    /** Makes the file. Throws {@link SqlException} if that cannot be. */
    public static OcfSink create(GlobalId id, SinkDesc desc, Files files) {
        if (files.isDirectory(desc.path())) {
            throw new SqlException(SqlState.WRONG_OBJECT_TYPE, "avro ocf sink cannot write to a directory");
        }
        String path = path(id, desc);
        AvroRows rows = new AvroRows(desc.desc());
        Schema envelope = envelope(rows.row());
        DataFileWriter<GenericRecord> writer = new DataFileWriter<>(new GenericDatumWriter<>(envelope));
        try {
            OutputStream out = files.createNew(path);
            // Avro would draw the marker between blocks at random; two runs must write the same bytes.
            byte[] marker =
                    java.util.Arrays.copyOf((id + "-" + desc.nonce()).getBytes(StandardCharsets.UTF_8), SYNC_BYTES);
            writer.create(envelope, out, marker);
            writer.flush();
        } catch (IOException e) {
            throw new SqlException(SqlError.of(
                    SqlState.IO_ERROR, "unable to create avro ocf sink file " + path + ": " + e.getMessage()));
        }
        return new OcfSink(path, rows, envelope, writer);
    }

    /**
     * Goes on with a file of which the first {@code length} bytes tell of all that is before {@code written}; what follows them is cut off. Throws {@link SqlException} if the
     * file is not there any more.
     */
    public static OcfSink resume(GlobalId id, SinkDesc desc, Files files, Frontier written, long length) {
        String path = path(id, desc);
        AvroRows rows = new AvroRows(desc.desc());
        Schema envelope = envelope(rows.row());
        DataFileWriter<GenericRecord> writer = new DataFileWriter<>(new GenericDatumWriter<>(envelope));
        try {
            byte[] before = new byte[Math.toIntExact(Math.min(length, HEADER_BYTES_MAX))];
            files.read(path, 0, before, before.length);
            writer.appendTo(new SeekableByteArrayInput(before), files.reopen(path, length));
        } catch (IOException e) {
            throw new SqlException(SqlError.of(
                    SqlState.IO_ERROR, "unable to go on with avro ocf sink file " + path + ": " + e.getMessage()));
        }
        OcfSink sink = new OcfSink(path, rows, envelope, writer);
        sink.written = written;
        return sink;
    }

    /** The file of a sink: {@code dir/stem-u3-nonce.ext}. */
    public static String path(GlobalId id, SinkDesc desc) {
        return withId(desc.path(), id, desc.nonce());
    }

    private static String withId(String path, GlobalId id, String nonce) {
        int name = path.lastIndexOf('/') + 1;
        int dot = path.lastIndexOf('.');
        int stem = dot > name ? dot : path.length();
        return path.substring(0, stem) + "-" + id + "-" + nonce + path.substring(stem);
    }

    private static Schema envelope(Schema row) {
        Schema optional = Schema.createUnion(Schema.create(Schema.Type.NULL), row);
        return Schema.createRecord(
                "envelope",
                null,
                "dev.coordtest.sink",
                false,
                List.of(
                        new Schema.Field("before", optional, null, Schema.Field.NULL_DEFAULT_VALUE),
                        new Schema.Field("after", optional, null, Schema.Field.NULL_DEFAULT_VALUE),
                        new Schema.Field("timestamp", Schema.create(Schema.Type.LONG))));
    }

    public String path() {
        return path;
    }

    /** Starts to write {@code changes}, which have come to {@code upper} at the time of asking. */
    public void start(Listener changes, Supplier<Frontier> upper) {
        listener = changes;
        end = upper;
    }

    public boolean isStarted() {
        return listener != null;
    }

    /** Whether the collection has come further than what has been written or held back. */
    public boolean hasWork() {
        return listener != null && end.get().isBeyond(listener.seen());
    }

    /**
     * Writes the next closed stretch of time; returns how far the sink has come, or empty if there is nothing new to
     * write. While the collection has an error the file waits: what follows is written once it has healed.
     */
    public Optional<Frontier> work() throws IOException {
        if (listener == null) return Optional.empty();
        for (Optional<Chunk> next = listener.next(); next.isPresent(); next = listener.next()) {
            Chunk chunk = next.get();
            held.add(chunk.part().rows());
            errors = sum(errors, chunk.part().errors());
            if (!errors.isEmpty()) continue;
            for (Batch rows : held) write(rows);
            held.clear();
            writer.flush();
            written = written.join(chunk.upper());
            return Optional.of(written);
        }
        return Optional.empty();
    }

    /** What the errors come to when their times are forgotten. */
    private static Batch sum(Batch before, Batch more) {
        if (more.isEmpty()) return before;
        Batch.Builder all = new Batch.Builder();
        for (Batch batch : List.of(before, more)) {
            for (int i = 0; i < batch.size(); i++)
                all.add(batch.packed(), batch.start(i), batch.end(i), 0, batch.diff(i));
        }
        return all.build().consolidate();
    }

    private void write(Batch batch) throws IOException {
        for (int i : inTimeOrder(batch)) {
            if (written.isPast(batch.time(i))) continue;
            GenericRecord row = rows.record(batch.row(i).datums());
            long diff = batch.diff(i);
            GenericRecord record = new GenericData.Record(envelope);
            record.put(diff > 0 ? "after" : "before", row);
            record.put("timestamp", batch.time(i));
            for (long copies = Math.abs(diff); copies > 0; copies--) writer.append(record);
        }
    }

    private static int[] inTimeOrder(Batch batch) {
        IntStream all = IntStream.range(0, batch.size());
        if (all.allMatch(i -> batch.time(i) == batch.time(0)))
            return IntStream.range(0, batch.size()).toArray();
        return IntStream.range(0, batch.size())
                .boxed()
                .sorted(Comparator.comparing(batch::time, Times::compare))
                .mapToInt(i -> i)
                .toArray();
    }

    public void close() {
        if (listener != null) listener.close();
        try {
            writer.close();
        } catch (IOException e) {
            throw new IllegalStateException("sink file " + path + " could not be closed", e);
        }
    }
}
