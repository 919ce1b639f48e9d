package dev.coordtest.storage;

import dev.coordtest.protocol.Compaction;
import dev.coordtest.protocol.FrontierReport;
import dev.coordtest.protocol.collection.Collections;
import dev.coordtest.protocol.collection.Part;
import dev.coordtest.protocol.storage.StorageCommand;
import dev.coordtest.protocol.storage.StorageResponse;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.storage.sink.OcfSink;
import dev.coordtest.storage.source.Describer;
import dev.coordtest.storage.source.FileSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Storage as a state machine. Commands and ticks are handled at once; looking at files and writing sinks is its own work, one unit per call of {@link
 * #work}: the looks first, by id, then the sinks, by id.
 */
public final class Storage {
    private final Files files;
    private final Collections collections;
    private final Consumer<StorageResponse> out;
    private final SortedMap<GlobalId, FileSource> sources = new TreeMap<>();
    private final SortedMap<GlobalId, OcfSink> sinks = new TreeMap<>();
    private final SortedMap<GlobalId, Frontier> sinkUppers = new TreeMap<>();
    private final SortedSet<GlobalId> due = new TreeSet<>();
    /** Of the sources that have looked since the last report. */
    private final SortedMap<GlobalId, Frontier> moved = new TreeMap<>();

    private long now;

    public Storage(Files files, Collections collections, Consumer<StorageResponse> out) {
        this.files = files;
        this.collections = collections;
        this.out = out;
    }

    public void handle(StorageCommand command) {
        switch (command) {
            case StorageCommand.DescribeFile describe -> describe(describe);
            case StorageCommand.CreateTable(var id, var desc) -> collections.createTable(id);
            case StorageCommand.CreateSource(var id, var desc) -> {
                if (sources.containsKey(id)) return;
                collections.create(id);
                sources.put(id, new FileSource(desc, files));
                due.add(id);
            }
            case StorageCommand.CreateSink create -> createSink(create);
            case StorageCommand.StartSink(var id, var asOf) -> {
                OcfSink sink = sinks.get(id);
                if (sink == null) return;
                collections.create(id);
                if (!sink.isStarted()) {
                    sink.start(collections.listen(id, collections.since(id)), () -> collections.upper(id));
                }
            }
            case StorageCommand.AppendTables append -> append(append);
            case StorageCommand.AllowCompaction(var compactions) -> compactions.forEach(this::allowCompaction);
        }
    }

    /** The clock has moved: every source whose time is open looks at its file. */
    public void tick(long time) {
        now = time;
        sources.forEach((id, source) -> {
            if (source.isDue(now)) due.add(id);
        });
    }

    /** Whether {@link #work} would find something to do. */
    public boolean hasWork() {
        return !due.isEmpty() || sinks.values().stream().anyMatch(OcfSink::hasWork);
    }

    /** Does one unit of work; returns whether there was one. */
    public boolean work() {
        if (!due.isEmpty()) {
            GlobalId id = due.removeFirst();
            FileSource source = sources.get(id);
            if (source == null) throw new IllegalStateException(id + " is due but is no source");
            look(id, source);
            return true;
        }
        for (var entry : sinks.entrySet()) {
            if (write(entry.getKey(), entry.getValue())) return true;
        }
        return false;
    }

    private void look(GlobalId id, FileSource source) {
        Frontier lower = source.upper();
        FileSource.Look look = source.look(now);
        // Time passed unseen belongs to the interval as well: it is empty.
        if (!collections.append(id, lower, look.upper(), look.part())) {
            throw new IllegalStateException("someone else wrote to source " + id + " past " + lower);
        }
        moved.put(id, look.upper());
        if (!look.part().isEmpty()) {
            out.accept(new StorageResponse.Bindings(List.of(new StorageResponse.Binding(id, now, source.offset()))));
        }
        if (due.isEmpty()) reportMoved();
    }

    /** Sources that looked together are reported together. */
    private void reportMoved() {
        if (moved.isEmpty()) return;
        List<FrontierReport> reports = new ArrayList<>();
        moved.forEach((id, upper) -> reports.add(new FrontierReport(id, upper)));
        moved.clear();
        out.accept(new StorageResponse.Frontiers(reports));
    }

    private boolean write(GlobalId id, OcfSink sink) {
        try {
            Optional<Frontier> upper = sink.work();
            if (upper.isEmpty()) return false;
            sinkUppers.put(id, upper.get());
            out.accept(new StorageResponse.Frontiers(List.of(new FrontierReport(id, upper.get()))));
            return true;
        } catch (IOException e) {
            throw new IllegalStateException("sink " + id + " cannot write " + sink.path(), e);
        }
    }

    private void describe(StorageCommand.DescribeFile describe) {
        try {
            var description = Describer.describe(files, describe.path(), describe.format());
            out.accept(new StorageResponse.FileDescribed(describe.request(), description));
        } catch (SqlException e) {
            out.accept(new StorageResponse.DescribeFailed(describe.request(), e.error()));
        }
    }

    private void createSink(StorageCommand.CreateSink create) {
        try {
            OcfSink sink = sinks.get(create.id());
            if (sink == null) {
                sink = OcfSink.create(create.id(), create.sink(), files);
                sinks.put(create.id(), sink);
            }
            out.accept(new StorageResponse.SinkReady(create.request(), create.id(), sink.path()));
        } catch (SqlException e) {
            out.accept(new StorageResponse.SinkFailed(create.request(), create.id(), e.error()));
        }
    }

    private void append(StorageCommand.AppendTables append) {
        Frontier lower = collections.tablesUpper();
        SortedMap<GlobalId, Batch.Builder> byTable = new TreeMap<>();
        for (StorageCommand.TableWrite write : append.writes()) {
            if (!collections.exists(write.table())) {
                SqlError error = SqlError.of(SqlState.UNDEFINED_TABLE, "table " + write.table() + " was dropped");
                out.accept(new StorageResponse.AppendFailed(append.request(), error));
                return;
            }
            addAt(append.time(), write.updates(), byTable.computeIfAbsent(write.table(), id -> new Batch.Builder()));
        }
        List<Collections.TableAppend> appends = new ArrayList<>();
        byTable.forEach((table, rows) -> appends.add(new Collections.TableAppend(table, Part.rows(rows.build()))));
        if (!append.upper().isAtLeast(lower))
            throw new IllegalStateException("tables closed to " + lower + ", not " + append);
        if (!collections.appendTables(appends, lower, append.upper()))
            throw new IllegalStateException("tables moved under " + append);
        out.accept(new StorageResponse.Appended(append.request(), append.upper()));
    }

    private static void addAt(long time, Batch updates, Batch.Builder to) {
        for (int i = 0; i < updates.size(); i++) {
            to.add(updates.packed(), updates.start(i), updates.end(i), time, updates.diff(i));
        }
    }

    private void allowCompaction(Compaction compaction) {
        GlobalId id = compaction.id();
        if (!compaction.since().closed()) {
            if (collections.exists(id)) collections.allowCompaction(id, compaction.since());
            return;
        }
        sources.remove(id);
        moved.remove(id);
        if (due.remove(id) && due.isEmpty()) reportMoved();
        sinkUppers.remove(id);
        OcfSink sink = sinks.remove(id);
        if (sink != null) sink.close();
        collections.drop(id);
    }

    /** How far a source, table or sink has truly come; empty if there is none of that id. */
    public Optional<Frontier> upper(GlobalId id) {
        if (sinks.containsKey(id)) return Optional.of(sinkUppers.getOrDefault(id, Frontier.MINIMUM));
        return collections.exists(id) ? Optional.of(collections.upper(id)) : Optional.empty();
    }
}
