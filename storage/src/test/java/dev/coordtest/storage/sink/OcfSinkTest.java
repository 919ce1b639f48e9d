package dev.coordtest.storage.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coordtest.protocol.collection.Part;
import dev.coordtest.protocol.storage.SinkDesc;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.DataflowError;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.Row;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.Update;
import dev.coordtest.repr.type.Column;
import dev.coordtest.repr.type.RelationDesc;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.storage.Files;
import dev.coordtest.storage.MemoryFiles;
import dev.coordtest.storage.collection.MemoryCollections;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.SeekableByteArrayInput;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

class OcfSinkTest {
    private static final GlobalId ID = GlobalId.user(3);
    private static final RelationDesc ONE_TEXT = RelationDesc.of(Column.of("a b", ScalarType.TEXT, true));

    private final Files files = new MemoryFiles("/d");
    private final MemoryCollections collections = new MemoryCollections();

    @Test
    void everyClosedStretchOfTimeCanBeReadByOthers() throws IOException {
        OcfSink sink = started(ONE_TEXT);
        assertThat(sink.path()).isEqualTo("/d/out.x-u3-n7.ocf");
        assertThat(read(sink.path())).isEmpty();
        append(0, 2, Part.rows(Batch.of(Update.insert(Row.of(Datum.of("é")), 1))));
        assertThat(sink.hasWork()).isTrue();
        assertThat(sink.work()).contains(Frontier.at(2));
        assertThat(read(sink.path()))
                .containsExactly("{\"before\": null, \"after\": {\"a_b\": \"é\"}, \"timestamp\": 1}");
        append(
                2,
                4,
                Part.rows(Batch.of(Update.delete(Row.of(Datum.of("é")), 3), new Update(Row.of(Datum.NULL), 2, 2))));
        assertThat(sink.work()).contains(Frontier.at(4));
        assertThat(sink.work()).isEmpty();
        assertThat(sink.hasWork()).isFalse();
        assertThat(read(sink.path()))
                .hasSize(4)
                .endsWith(
                        "{\"before\": null, \"after\": {\"a_b\": null}, \"timestamp\": 2}",
                        "{\"before\": null, \"after\": {\"a_b\": null}, \"timestamp\": 2}",
                        "{\"before\": {\"a_b\": \"é\"}, \"after\": null, \"timestamp\": 3}");
    }

    @Test
    void aCollectionWithAnErrorIsWrittenWhenItHasHealed() throws IOException {
        OcfSink sink = started(ONE_TEXT);
        Row error =
                new DataflowError(DataflowError.Kind.EVALUATION, SqlState.DIVISION_BY_ZERO, "division by zero").toRow();
        append(0, 2, new Part(Batch.of(Update.insert(Row.of(Datum.of("a")), 1)), Batch.of(Update.insert(error, 1))));
        assertThat(sink.work()).isEmpty();
        append(2, 3, Part.rows(Batch.of(Update.insert(Row.of(Datum.of("b")), 2))));
        assertThat(sink.work()).isEmpty();
        assertThat(read(sink.path())).isEmpty();
        append(3, 4, new Part(Batch.EMPTY, Batch.of(Update.delete(error, 3))));
        assertThat(sink.work()).contains(Frontier.at(4));
        assertThat(read(sink.path())).hasSize(2);
    }

    @Test
    void theSameSinkWritesTheSameBytes() throws IOException {
        List<byte[]> runs = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            Files own = new MemoryFiles("/d");
            MemoryCollections data = new MemoryCollections();
            data.create(ID);
            OcfSink sink = OcfSink.create(ID, desc(ONE_TEXT), own);
            sink.start(data.listen(ID, Frontier.MINIMUM), () -> data.upper(ID));
            data.append(
                    ID, Frontier.MINIMUM, Frontier.at(2), Part.rows(Batch.of(Update.insert(Row.of(Datum.of("a")), 1))));
            sink.work();
            sink.close();
            byte[] bytes = new byte[(int) own.size(sink.path())];
            own.read(sink.path(), 0, bytes, bytes.length);
            runs.add(bytes);
        }
        assertThat(runs.get(0)).isEqualTo(runs.get(1));
    }

    @Test
    void everyTypeHasAnAvroType() throws IOException {
        OcfSink sink = started(RelationDesc.of(
                Column.of("b", ScalarType.BOOL, true),
                Column.of("i2", ScalarType.INT2, true),
                Column.of("i8", ScalarType.INT8, true),
                Column.of("f4", ScalarType.FLOAT4, true),
                Column.of("n", ScalarType.NUMERIC, true),
                Column.of("n", new ScalarType.Numeric(5, 2), true),
                Column.of("d", ScalarType.DATE, true),
                Column.of("ts", ScalarType.TIMESTAMP, true),
                Column.of("iv", ScalarType.INTERVAL, true),
                Column.of("1?", ScalarType.BYTEA, true)));
        Row row = Row.of(
                Datum.TRUE,
                new Datum.Int16((short) 2),
                Datum.of(8L),
                new Datum.Float32(1.5f),
                Datum.of(new BigDecimal("1.50")),
                Datum.NumericSpecial.NAN,
                new Datum.Date(1),
                new Datum.Timestamp(7),
                new Datum.Interval(1, 2, 3_000_000),
                new Datum.Bytes(new byte[] {1}));
        append(0, 1, Part.rows(Batch.of(Update.insert(row, 0))));
        sink.work();
        assertThat(read(sink.path()))
                .containsExactly("{\"before\": null, \"after\": {\"b\": true, \"i2\": 2, \"i8\": 8, \"f4\": 1.5, "
                        + "\"n\": \"1.50\", \"n1\": \"NaN\", \"d\": 1, \"ts\": 7, \"iv\": \"P1M2DT3.000000S\", "
                        + "\"_1_\": \"\\u0001\"}, \"timestamp\": 0}");
    }

    @Test
    void aSinkIntoADirectoryOrOverAFileIsRefused() throws IOException {
        files.create("/d/x");
        assertThatThrownBy(() -> OcfSink.create(ID, new SinkDesc("s", "/d", "n7", ONE_TEXT), files))
                .hasMessage("avro ocf sink cannot write to a directory");
        OcfSink.create(ID, desc(ONE_TEXT), files);
        assertThatThrownBy(() -> OcfSink.create(ID, desc(ONE_TEXT), files))
                .hasMessage("unable to create avro ocf sink file /d/out.x-u3-n7.ocf: File exists");
    }

    private OcfSink started(RelationDesc columns) {
        collections.create(ID);
        OcfSink sink = OcfSink.create(ID, desc(columns), files);
        sink.start(collections.listen(ID, Frontier.MINIMUM), () -> collections.upper(ID));
        return sink;
    }

    private static SinkDesc desc(RelationDesc columns) {
        return new SinkDesc("d.public.k", "/d/out.x.ocf", "n7", columns);
    }

    private void append(long lower, long upper, Part part) {
        assertThat(collections.append(ID, Frontier.at(lower), Frontier.at(upper), part))
                .isTrue();
    }

    private List<String> read(String path) throws IOException {
        byte[] bytes = new byte[(int) files.size(path)];
        files.read(path, 0, bytes, bytes.length);
        List<String> records = new ArrayList<>();
        try (var reader =
                new DataFileReader<GenericRecord>(new SeekableByteArrayInput(bytes), new GenericDatumReader<>())) {
            for (GenericRecord record : reader) records.add(record.toString());
        }
        return records;
    }
}
