package dev.coordtest.coordtest;

import dev.coordtest.coord.catalog.Catalog;
import dev.coordtest.coord.catalog.CatalogItem;
import dev.coordtest.protocol.collection.Chunk;
import dev.coordtest.protocol.collection.Collections;
import dev.coordtest.protocol.collection.Part;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.DataflowError;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.Times;
import dev.coordtest.storage.Storage;
import dev.coordtest.storage.collection.MemoryCollections;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The collections of a world, of which every update that was ever appended is kept as it was: outside the system under test, and never compacted. So what a table or a
 * source held at any time can be said whatever has been let go of since.
 */
final class BaseHistory implements Collections {
    private final Verdict verdict;
    private final SortedMap<GlobalId, List<Part>> appended = new TreeMap<>();
    /** What there was when the system stopped, of collections that have not been judged since. */
    private final SortedMap<GlobalId, Earlier> earlier = new TreeMap<>();

    private Collections kept = new MemoryCollections();

    /** What a collection was told of before {@code upper}. */
    private record Earlier(List<Part> parts, Frontier upper) {}

    BaseHistory(Verdict verdict) {
        this.verdict = verdict;
    }

    /** The collections of a system that starts: empty. What there was has to come again. */
    Collections start() {
        appended.forEach((id, parts) -> {
            if (kept.exists(id)) earlier.put(id, new Earlier(parts, kept.upper(id)));
        });
        appended.clear();
        kept = new MemoryCollections();
        return this;
    }

    /** Holds those tables and sources that there are again against what they were when the system stopped. */
    void judge(Catalog catalog) {
        if (earlier.isEmpty()) return;
        earlier.forEach((id, before) -> {
            boolean isBase = catalog.find(id)
                    .map(item -> item.body() instanceof CatalogItem.Table || item.body() instanceof CatalogItem.Source)
                    .orElse(false);
            if (isBase && kept.exists(id) && !isLost(id)) judge(id, before);
        });
        earlier.clear();
    }

    /** Whether a source says at every time that its file is not what it was: then nothing else can be asked of it. */
    private boolean isLost(GlobalId id) {
        return errors(id, Times.MIN).stream().anyMatch(error -> error.text().contains(Storage.LOST));
    }

    private void judge(GlobalId id, Earlier before) {
        SortedMap<Long, Contents> was = changes(before.parts(), before.upper());
        SortedMap<Long, Contents> is = changes(appended.getOrDefault(id, List.of()), before.upper());
        verdict.check(
                Promise.L6,
                was.equals(is) && kept.upper(id).isAtLeast(before.upper()),
                () -> id + " had " + was + " up to " + before.upper() + " before the crash, and has " + is + " up to "
                        + kept.upper(id));
    }

    /** What is told of before {@code upper}, by time. */
    private static SortedMap<Long, Contents> changes(List<Part> parts, Frontier upper) {
        SortedMap<Long, Contents> changes = new TreeMap<>(Times::compare);
        for (Part part : parts) {
            for (Batch batch : List.of(part.rows(), part.errors())) {
                batch.forEach(update -> {
                    if (upper.isPast(update.time()))
                        changes.computeIfAbsent(update.time(), ignored -> new Contents())
                                .add(update.row(), update.diff());
                });
            }
        }
        changes.values().removeIf(Contents::isEmpty);
        return changes;
    }

    private final SortedSet<GlobalId> shrunk = new TreeSet<>();

    /** Takes away and adds what all updates of {@code id} up to {@code time} come to. */
    void addRows(GlobalId id, long time, Contents to) {
        for (Part part : appended.getOrDefault(id, List.of())) add(part.rows(), time, to);
    }

    /** The tables that rows were taken from since this was last asked. */
    SortedSet<GlobalId> takeShrunk() {
        SortedSet<GlobalId> taken = new TreeSet<>(shrunk);
        shrunk.clear();
        return taken;
    }

    /** The errors that the collection holds at {@code time}. */
    List<DataflowError> errors(GlobalId id, long time) {
        Contents errors = new Contents();
        for (Part part : appended.getOrDefault(id, List.of())) add(part.errors(), time, errors);
        return errors.rows().stream().map(DataflowError::of).toList();
    }

    private static void add(Batch batch, long time, Contents to) {
        batch.forEach(update -> {
            if (Times.lessEqual(update.time(), time)) to.add(update.row(), update.diff());
        });
    }

    @Override
    public SortedSet<GlobalId> ids() {
        return kept.ids();
    }

    @Override
    public int listeners(GlobalId id) {
        return kept.listeners(id);
    }

    @Override
    public boolean append(GlobalId id, Frontier lower, Frontier upper, Part part) {
        boolean done = kept.append(id, lower, upper, part);
        if (done && !part.isEmpty())
            appended.computeIfAbsent(id, ignored -> new ArrayList<>()).add(part);
        return done;
    }

    @Override
    public boolean appendTables(List<TableAppend> appends, Frontier lower, Frontier upper) {
        boolean done = kept.appendTables(appends, lower, upper);
        if (!done) return false;
        for (TableAppend append : appends) {
            appended.computeIfAbsent(append.table(), ignored -> new ArrayList<>())
                    .add(append.part());
            Batch rows = append.part().rows();
            for (int i = 0; i < rows.size(); i++) if (rows.diff(i) < 0) shrunk.add(append.table());
        }
        return true;
    }

    @Override
    public void create(GlobalId id) {
        kept.create(id);
    }

    @Override
    public void createTable(GlobalId id) {
        kept.createTable(id);
    }

    @Override
    public boolean exists(GlobalId id) {
        return kept.exists(id);
    }

    @Override
    public Frontier tablesUpper() {
        return kept.tablesUpper();
    }

    @Override
    public Frontier since(GlobalId id) {
        return kept.since(id);
    }

    @Override
    public Frontier upper(GlobalId id) {
        return kept.upper(id);
    }

    @Override
    public List<Chunk> snapshot(GlobalId id, long asOf) {
        return kept.snapshot(id, asOf);
    }

    @Override
    public Listener listen(GlobalId id, Frontier from) {
        return kept.listen(id, from);
    }

    @Override
    public void allowCompaction(GlobalId id, Frontier since) {
        kept.allowCompaction(id, since);
    }

    @Override
    public void drop(GlobalId id) {
        kept.drop(id);
    }
}
