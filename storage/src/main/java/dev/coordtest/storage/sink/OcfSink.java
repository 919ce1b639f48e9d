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
import dev.coordtest.storage.Files;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes a collection to an Avro object container file, in the Debezium envelope: an insertion has only {@code after}, a deletion only {@code before}. Beside them stand
 * the time and one record per copy, so that the file replays to the collection's history. Each closed stretch of time is flushed as a block.
 */
public final class OcfSink {
    private static final int SYNC_BYTES = 16;

    private final String path;
    private final AvroRows rows;
    private final Schema envelope;
    private final DataFileWriter<GenericRecord> writer;
    private @Nullable Listener listener;

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
        String path = withId(desc.path(), id, desc.nonce());
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

    /** {@code dir/stem-u3-nonce.ext}. */
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

    public void start(Listener changes) {
        listener = changes;
    }

    /** Writes the next closed stretch of time; returns how far the sink has come, or empty if there is nothing new. */
    public Optional<Frontier> work() throws IOException {
        if (listener == null) return Optional.empty();
        Optional<Chunk> next = listener.next();
        if (next.isEmpty()) return Optional.empty();
        write(next.get().part().rows());
        writer.flush();
        return Optional.of(next.get().upper());
    }

    private void write(Batch batch) throws IOException {
        List<Integer> inTimeOrder = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) inTimeOrder.add(i);
        inTimeOrder.sort(Comparator.comparing(batch::time, Long::compareUnsigned));
        for (int i : inTimeOrder) {
            GenericRecord row = rows.record(batch.row(i).datums());
            long diff = batch.diff(i);
            GenericRecord record = new GenericData.Record(envelope);
            record.put(diff > 0 ? "after" : "before", row);
            record.put("timestamp", batch.time(i));
            for (long copies = Math.abs(diff); copies > 0; copies--) writer.append(record);
        }
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
