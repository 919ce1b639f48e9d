package dev.coordtest.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coordtest.protocol.Compaction;
import dev.coordtest.protocol.FrontierReport;
import dev.coordtest.protocol.collection.Part;
import dev.coordtest.protocol.storage.FileFormat;
import dev.coordtest.protocol.storage.RequestId;
import dev.coordtest.protocol.storage.SinkDesc;
import dev.coordtest.protocol.storage.SourceDesc;
import dev.coordtest.protocol.storage.StorageCommand;
import dev.coordtest.protocol.storage.StorageResponse;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.Row;
import dev.coordtest.repr.Times;
import dev.coordtest.repr.Update;
import dev.coordtest.repr.type.Column;
import dev.coordtest.repr.type.RelationDesc;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.storage.collection.MemoryCollections;
import dev.coordtest.storage.durable.MemoryDurable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.SeekableByteArrayInput;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

class StorageTest {
    private static final GlobalId S1 = GlobalId.user(1);
    private static final GlobalId S2 = GlobalId.user(2);
    private static final RelationDesc TEXT =
            RelationDesc.of(Column.of("text", ScalarType.TEXT, false), Column.of("mz_line_no", ScalarType.INT8, false));

    private final Files files = new MemoryFiles("/d");
    private final MemoryCollections collections = new MemoryCollections();
    private final List<StorageResponse> told = new ArrayList<>();
    private final MemoryDurable durable = new MemoryDurable();
    private final Storage storage = new Storage(files, collections, durable, told::add);

    @Test
    void sourcesLookAtEachTickOnceTheirTimeHasComeAndAreReportedTogether() throws IOException {
        files.create("/d/a");
        files.create("/d/b");
        storage.handle(new StorageCommand.CreateSource(S1, source("/d/a", 1)));
        storage.handle(new StorageCommand.CreateSource(S2, source("/d/b", 10)));
        rest();
        assertThat(told).containsExactly(frontiers(S1, 1, S2, 10));
        told.clear();
        files.append("/d/a", "x\n".getBytes(UTF_8));
        rest();
        assertThat(told).isEmpty();
        storage.tick(3);
        rest();
        assertThat(told)
                .containsExactly(
                        new StorageResponse.Bindings(List.of(new StorageResponse.Binding(S1, 3, 2))),
                        new StorageResponse.Frontiers(List.of(new FrontierReport(S1, Frontier.at(4)))));
        assertThat(storage.upper(S2)).contains(Frontier.at(10));
        told.clear();
        storage.tick(10);
        rest();
        assertThat(told).containsExactly(frontiers(S1, 11, S2, 20));
    }

    @Test
    void aCommandTwiceIsACommandOnce() throws IOException {
        files.create("/d/a");
        files.append("/d/a", "x\n".getBytes(UTF_8));
        for (int i = 0; i < 2; i++) {
            storage.handle(new StorageCommand.CreateSource(S1, source("/d/a", 1)));
            rest();
        }
        assertThat(told).hasSize(2);
        assertThat(collections.snapshot(S1, 0).get(0).part().rows().size()).isEqualTo(1);
    }

    @Test
    void writesToTablesAreMadeTogether() {
        storage.handle(new StorageCommand.CreateTable(S1, TEXT));
        Batch row = Batch.of(Update.insert(Row.of(Datum.of("x"), Datum.of(1L)), 99));
        RequestId first = new RequestId(1);
        storage.handle(new StorageCommand.AppendTables(
                first, List.of(new StorageCommand.TableWrite(S1, row)), 2, Frontier.at(3)));
        assertThat(told).containsExactly(new StorageResponse.Appended(first, Frontier.at(3)));
        assertThat(collections.tablesUpper()).isEqualTo(Frontier.at(3));
        assertThat(collections.snapshot(S1, 2).get(0).part().rows().time(0)).isEqualTo(2);
    }

    @Test
    void aDroppedSourceIsForgottenAndTheOthersAreStillReported() throws IOException {
        files.create("/d/a");
        storage.handle(new StorageCommand.CreateSource(S1, source("/d/a", 1)));
        storage.handle(new StorageCommand.CreateSource(S2, source("/d/a", 1)));
        assertThat(storage.work()).isTrue();
        storage.handle(new StorageCommand.AllowCompaction(List.of(new Compaction(S2, Frontier.CLOSED))));
        rest();
        assertThat(told)
                .containsExactly(new StorageResponse.Frontiers(List.of(new FrontierReport(S1, Frontier.at(1)))));
        assertThat(storage.upper(S2)).isEmpty();
    }

    @Test
    void aSinkWritesWhatItsCollectionGotBeforeItStarted() throws IOException {
        files.create("/d/x");
        SinkDesc desc = new SinkDesc("k", "/d/out", "n", RelationDesc.of(Column.of("a", ScalarType.TEXT, true)));
        RequestId request = new RequestId(1);
        storage.handle(new StorageCommand.CreateSink(request, S1, desc));
        assertThat(told).containsExactly(new StorageResponse.SinkReady(request, S1, "/d/out-u1-n"));
        collections.create(S1);
        collections.append(
                S1, Frontier.MINIMUM, Frontier.at(5), Part.rows(Batch.of(Update.insert(Row.of(Datum.of("a")), 4))));
        long empty = files.size("/d/out-u1-n");
        storage.handle(new StorageCommand.StartSink(S1, 4));
        rest();
        assertThat(files.size("/d/out-u1-n")).isGreaterThan(empty);
        assertThat(told).endsWith(new StorageResponse.Frontiers(List.of(new FrontierReport(S1, Frontier.at(5)))));
    }

    // ---- after a crash

    /** Storage and collections that know what is durable, and have been told of nothing yet. */
    private Restarted restart() {
        return new Restarted(new MemoryCollections());
    }

    private final class Restarted {
        final MemoryCollections collections;
        final Storage storage;

        Restarted(MemoryCollections collections) {
            this.collections = collections;
            told.clear();
            storage = new Storage(files, collections, durable.crash(0), told::add);
        }

        void rest() {
            while (storage.hasWork()) storage.work();
        }

        /** The rows and times of a collection. */
        List<String> contents(GlobalId id) {
            List<String> contents = new ArrayList<>();
            collections
                    .snapshot(id, Times.MAX - 1)
                    .forEach(chunk -> List.of(chunk.part().rows(), chunk.part().errors())
                            .forEach(batch -> batch.forEach(update -> contents.add(
                                    update.row().datums().getFirst() + " at " + Times.toString(update.time())))));
            return contents;
        }
    }

    @Test
    void whatWasAcknowledgedIsInItsTablesAfterACrash() {
        storage.handle(new StorageCommand.CreateTable(S1, TEXT));
        storage.handle(new StorageCommand.CreateTable(S2, TEXT));
        Batch row = Batch.of(Update.insert(Row.of(Datum.of("x"), Datum.of(1L)), 99));
        for (GlobalId table : List.of(S1, S2)) {
            long time = storage.upper(table).orElseThrow().time() + 1;
            storage.handle(new StorageCommand.AppendTables(
                    new RequestId(time),
                    List.of(new StorageCommand.TableWrite(table, row)),
                    time,
                    Frontier.at(time + 1)));
        }
        Restarted after = restart();
        after.storage.handle(new StorageCommand.CreateTable(S1, TEXT));
        after.storage.handle(new StorageCommand.InitializationComplete());
        assertThat(after.contents(S1)).containsExactly("Text[value=x] at 1");
        assertThat(after.collections.tablesUpper()).isEqualTo(collections.tablesUpper());
        // Nobody has asked for the other table: its drop was on its way.
        assertThat(after.collections.exists(S2)).isFalse();
    }

    @Test
    void aFileIsReadAgainWithTheTimesThatItHad() throws IOException {
        files.create("/d/a");
        files.append("/d/a", "one\nhal".getBytes(UTF_8));
        storage.handle(new StorageCommand.CreateSource(S1, source("/d/a", 1)));
        rest();
        files.append("/d/a", "f\n".getBytes(UTF_8));
        storage.tick(7);
        rest();
        files.append("/d/a", "new\n".getBytes(UTF_8));
        Restarted after = restart();
        after.storage.tick(7);
        after.storage.handle(new StorageCommand.CreateSource(S1, source("/d/a", 1)));
        assertThat(told)
                .containsExactly(new StorageResponse.Frontiers(List.of(new FrontierReport(S1, Frontier.at(8)))));
        after.rest();
        assertThat(after.contents(S1)).containsExactly("Text[value=one] at 0", "Text[value=half] at 7");
        // The time 7 was told to be complete without the new line.
        after.storage.tick(8);
        after.rest();
        assertThat(after.contents(S1)).contains("Text[value=new] at 8").hasSize(3);
    }

    @Test
    void aSinkTellsEverythingOnceAlthoughItsFileWasTorn() throws IOException {
        SinkDesc desc = new SinkDesc("k", "/d/out", "n", RelationDesc.of(Column.of("a", ScalarType.TEXT, true)));
        Part first = Part.rows(Batch.of(Update.insert(Row.of(Datum.of("a")), 4)));
        Part second = Part.rows(Batch.of(Update.insert(Row.of(Datum.of("b")), 5)));
        storage.handle(new StorageCommand.CreateSink(new RequestId(1), S1, desc));
        storage.handle(new StorageCommand.StartSink(S1, 4));
        collections.append(S1, Frontier.MINIMUM, Frontier.at(5), first);
        rest();
        files.append("/d/out-u1-n", "torn".getBytes(UTF_8));
        Restarted after = restart();
        after.storage.handle(new StorageCommand.CreateSink(new RequestId(1), S1, desc));
        after.storage.handle(new StorageCommand.StartSink(S1, 4));
        after.collections.append(S1, Frontier.MINIMUM, Frontier.at(5), first);
        after.rest();
        // A second crash, before there is anything new, forgets nothing of the first.
        after = restart();
        after.storage.handle(new StorageCommand.CreateSink(new RequestId(1), S1, desc));
        after.storage.handle(new StorageCommand.StartSink(S1, 4));
        after.collections.append(S1, Frontier.MINIMUM, Frontier.at(5), first);
        after.collections.append(S1, Frontier.at(5), Frontier.at(6), second);
        after.rest();
        assertThat(records("/d/out-u1-n"))
                .containsExactly(
                        "{\"before\": null, \"after\": {\"a\": \"a\"}, \"timestamp\": 4}",
                        "{\"before\": null, \"after\": {\"a\": \"b\"}, \"timestamp\": 5}");
    }

    private List<String> records(String path) throws IOException {
        byte[] bytes = new byte[(int) files.size(path)];
        files.read(path, 0, bytes, bytes.length);
        List<String> records = new ArrayList<>();
        try (var reader =
                new DataFileReader<GenericRecord>(new SeekableByteArrayInput(bytes), new GenericDatumReader<>())) {
            for (GenericRecord record : reader) records.add(record.toString());
        }
        return records;
    }

    private void rest() {
        while (storage.hasWork()) assertThat(storage.work()).isTrue();
        assertThat(storage.work()).isFalse();
    }

    private static StorageResponse frontiers(GlobalId a, long aUpper, GlobalId b, long bUpper) {
        return new StorageResponse.Frontiers(
                List.of(new FrontierReport(a, Frontier.at(aUpper)), new FrontierReport(b, Frontier.at(bUpper))));
    }

    private static SourceDesc source(String path, long frequency) {
        return new SourceDesc("d.public.s", path, new FileFormat.Text(), TEXT, true, frequency, false);
    }
}
