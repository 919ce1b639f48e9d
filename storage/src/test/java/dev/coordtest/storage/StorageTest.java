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
import dev.coordtest.repr.Update;
import dev.coordtest.repr.type.Column;
import dev.coordtest.repr.type.RelationDesc;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.storage.collection.MemoryCollections;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StorageTest {
    private static final GlobalId S1 = GlobalId.user(1);
    private static final GlobalId S2 = GlobalId.user(2);
    private static final RelationDesc TEXT =
            RelationDesc.of(Column.of("text", ScalarType.TEXT, false), Column.of("mz_line_no", ScalarType.INT8, false));

    private final Files files = new MemoryFiles("/d");
    private final MemoryCollections collections = new MemoryCollections();
    private final List<StorageResponse> told = new ArrayList<>();
    private final Storage storage = new Storage(files, collections, told::add);

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
        storage.handle(new StorageCommand.AppendTables(
                new RequestId(2),
                List.of(new StorageCommand.TableWrite(S1, row), new StorageCommand.TableWrite(S2, row)),
                3,
                Frontier.at(4)));
        assertThat(told.get(1)).isInstanceOf(StorageResponse.AppendFailed.class);
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
