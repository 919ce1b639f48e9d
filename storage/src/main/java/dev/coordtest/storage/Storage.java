package dev.coordtest.storage;

import dev.coordtest.protocol.Compaction;
import dev.coordtest.protocol.FrontierReport;
import dev.coordtest.protocol.collection.Collections;
import dev.coordtest.protocol.collection.Part;
import dev.coordtest.protocol.storage.SinkDesc;
import dev.coordtest.protocol.storage.SourceDesc;
import dev.coordtest.protocol.storage.StorageCommand;
import dev.coordtest.protocol.storage.StorageResponse;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.storage.durable.Durable;
import dev.coordtest.storage.sink.OcfSink;
import dev.coordtest.storage.source.Describer;
import dev.coordtest.storage.source.FileSource;
import dev.coordtest.storage.source.Looked;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Storage as a state machine. Commands and ticks are handled at once; looking at files and writing sinks is its own work, one unit per call of {@link
 * #work}: the looks first, by id, then the sinks, by id.
 */
public final class Storage {
    /** How a source says that its file does not begin with the bytes that an earlier system has read from it. */
    public static final String LOST = " does not begin with what was read before the restart";

    private final Files files;
    private final Collections collections;
    private final Consumer<StorageResponse> out;
    private final SortedMap<GlobalId, FileSource> sources = new TreeMap<>();
    private final SortedMap<GlobalId, OcfSink> sinks = new TreeMap<>();
    private final SortedMap<GlobalId, Frontier> sinkUppers = new TreeMap<>();
    private final SortedSet<GlobalId> due = new TreeSet<>();
    /** Of the sources that have looked since the last report. */
    private final SortedMap<GlobalId, Frontier> moved = new TreeMap<>();

    private final StorageLog log;
    /** What an earlier system has left of sources and sinks that were not created again yet. */
    private final SortedMap<GlobalId, List<Looked>> looks = new TreeMap<>();

    private final SortedMap<GlobalId, StorageLog.SinkWrote> written = new TreeMap<>();
    /** The collections that an earlier system has left and that were not created again yet. */
    private final SortedSet<GlobalId> unclaimed = new TreeSet<>();

    private long now;

    /**
     * Goes on where the system that has written {@code durable} has stopped.
     *
     * @param collections empty
     */
    public Storage(Files files, Collections collections, Durable durable, Consumer<StorageResponse> out) {
        this.files = files;
        this.collections = collections;
        this.log = new StorageLog(durable);
        this.out = out;
        for (StorageLog.Entry entry : log.entries()) restore(entry);
    }

    private void restore(StorageLog.Entry entry) {
        switch (entry) {
            case StorageLog.Appended(var time, var upper, var rows) -> {
                for (GlobalId table : rows.keySet()) {
                    collections.createTable(table);
                    unclaimed.add(table);
                }
                appendTables(rows, upper);
            }
            case StorageLog.SourceLooked(var id, var look) ->
                looks.computeIfAbsent(id, ignored -> new ArrayList<>()).add(look);
            case StorageLog.SinkWrote wrote -> written.put(wrote.id(), wrote);
        }
    }

    public void handle(StorageCommand command) {
        switch (command) {
            case StorageCommand.DescribeFile describe -> describe(describe);
            case StorageCommand.CreateTable(var id, var desc) -> {
                collections.createTable(id);
                unclaimed.remove(id);
            }
            case StorageCommand.CreateSource(var id, var desc) -> {
                if (!sources.containsKey(id)) createSource(id, desc);
            }
            case StorageCommand.CreateSink create -> createSink(create);
            case StorageCommand.StartSink(var id, var asOf) -> {
                OcfSink sink = sinks.get(id);
                if (sink == null) return;
                collections.create(id);
                if (!sink.isStarted()) {
                    // Compute may have heard already that the sink is gone.
                    sink.start(
                            collections.listen(id, collections.since(id)),
                            () -> collections.exists(id) ? collections.upper(id) : Frontier.MINIMUM);
                }
            }
            case StorageCommand.AppendTables append -> append(append);
            case StorageCommand.AllowCompaction(var compactions) -> compactions.forEach(this::allowCompaction);
            case StorageCommand.InitializationComplete() -> {
                unclaimed.forEach(collections::drop);
                unclaimed.clear();
                looks.clear();
                written.clear();
            }
        }
    }

    private void createSource(GlobalId id, SourceDesc desc) {
        collections.create(id);
        FileSource source = new FileSource(desc, files);
        sources.put(id, source);
        List<Looked> before = looks.remove(id);
        if (before == null) {
            due.add(id);
            return;
        }
        Frontier lower = Frontier.MINIMUM;
        for (FileSource.Look look : source.replay(before)) {
            append(id, lower, look);
            lower = look.kept().upper();
        }
        if (source.isDue(now)) due.add(id);
        out.accept(new StorageResponse.Frontiers(List.of(new FrontierReport(id, source.upper()))));
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
        log.write(new StorageLog.SourceLooked(id, look.kept()));
        append(id, lower, look);
        moved.put(id, look.kept().upper());
        if (!look.part().isEmpty()) {
            long offset = look.kept().offset();
            out.accept(new StorageResponse.Bindings(List.of(new StorageResponse.Binding(id, now, offset))));
        }
        if (due.isEmpty()) reportMoved();
    }

    /** Time passed unseen belongs to the interval as well: it is empty. */
    private void append(GlobalId id, Frontier lower, FileSource.Look look) {
        if (!collections.append(id, lower, look.kept().upper(), look.part()))
            throw new IllegalStateException("someone else wrote to source " + id + " past " + lower);
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
            log.write(new StorageLog.SinkWrote(id, upper.get(), files.size(sink.path())));
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
                sink = openSink(create.id(), create.sink());
                sinks.put(create.id(), sink);
            }
            out.accept(new StorageResponse.SinkReady(create.request(), create.id(), sink.path()));
        } catch (SqlException e) {
            out.accept(new StorageResponse.SinkFailed(create.request(), create.id(), e.error()));
        }
    }

    private OcfSink openSink(GlobalId id, SinkDesc desc) {
        StorageLog.SinkWrote before = written.remove(id);
        // A file that somebody has removed is written anew, from the start.
        if (before != null && files.exists(OcfSink.path(id, desc)))
            return OcfSink.resume(id, desc, files, before.upper(), before.length());
        OcfSink sink = OcfSink.create(id, desc, files);
        try {
            log.write(new StorageLog.SinkWrote(id, Frontier.MINIMUM, files.size(sink.path())));
        } catch (IOException e) {
            throw new IllegalStateException("sink " + id + " cannot find " + sink.path(), e);
        }
        return sink;
    }

    private void append(StorageCommand.AppendTables append) {
        Frontier lower = collections.tablesUpper();
        SortedMap<GlobalId, Batch.Builder> byTable = new TreeMap<>();
        for (StorageCommand.TableWrite write : append.writes()) {
            if (!collections.exists(write.table())) throw new IllegalStateException("no table for " + append);
            addAt(append.time(), write.updates(), byTable.computeIfAbsent(write.table(), id -> new Batch.Builder()));
        }
        if (!append.upper().isAtLeast(lower))
            throw new IllegalStateException("tables closed to " + lower + ", not " + append);
        SortedMap<GlobalId, Batch> rows = new TreeMap<>();
        byTable.forEach((table, builder) -> rows.put(table, builder.build()));
        try {
            close(append, rows);
            out.accept(new StorageResponse.Appended(append.request(), append.upper()));
        } catch (UncheckedIOException e) {
            // Time has passed all the same. Whoever cannot write down even that has to stop.
            close(append, new TreeMap<>());
            SqlError error = SqlError.of(SqlState.DISK_FULL, "rows could not be written: " + e.getMessage());
            out.accept(new StorageResponse.AppendFailed(append.request(), append.upper(), error));
        }
    }

    private void close(StorageCommand.AppendTables append, SortedMap<GlobalId, Batch> rows) {
        log.write(new StorageLog.Appended(append.time(), append.upper(), rows));
        appendTables(rows, append.upper());
    }

    private void appendTables(SortedMap<GlobalId, Batch> rows, Frontier upper) {
        List<Collections.TableAppend> appends = new ArrayList<>();
        rows.forEach((table, batch) -> appends.add(new Collections.TableAppend(table, Part.rows(batch))));
        if (!collections.appendTables(appends, collections.tablesUpper(), upper))
            throw new IllegalStateException("tables moved under an append up to " + upper);
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

    /** Of which it remembers anything. */
    public SortedSet<GlobalId> ids() {
        return Stream.of(
                        collections.ids(),
                        sources.keySet(),
                        sinks.keySet(),
                        sinkUppers.keySet(),
                        due,
                        moved.keySet(),
                        looks.keySet(),
                        written.keySet(),
                        unclaimed)
                .flatMap(Collection::stream)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** How far a source, table or sink has truly come; empty if there is none of that id. */
    public Optional<Frontier> upper(GlobalId id) {
        if (sinks.containsKey(id)) return Optional.of(sinkUppers.getOrDefault(id, Frontier.MINIMUM));
        return collections.exists(id) ? Optional.of(collections.upper(id)) : Optional.empty();
    }
}
