package dev.coordtest.storage.collection;

import dev.coordtest.protocol.collection.Chunk;
import dev.coordtest.protocol.collection.Collections;
import dev.coordtest.protocol.collection.Part;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.Times;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Collections in memory. Not thread-safe: one thread drives storage and compute. */
public final class MemoryCollections implements Collections {
    private final SortedMap<GlobalId, Stored> collections = new TreeMap<>();
    private Frontier tablesUpper = Frontier.MINIMUM;

    @Override
    public void create(GlobalId id) {
        collections.putIfAbsent(id, new Stored(false, Frontier.MINIMUM));
    }

    @Override
    public void createTable(GlobalId id) {
        collections.putIfAbsent(id, new Stored(true, tablesUpper));
    }

    @Override
    public boolean exists(GlobalId id) {
        return collections.containsKey(id);
    }

    @Override
    public SortedSet<GlobalId> ids() {
        return new TreeSet<>(collections.keySet());
    }

    @Override
    public boolean append(GlobalId id, Frontier lower, Frontier upper, Part part) {
        Stored stored = stored(id);
        if (stored.isTable) throw new IllegalStateException(id + " is a table, appended to alone");
        checkInterval(id, lower, upper, part);
        if (!stored.upper.equals(lower)) return false;
        stored.append(new Chunk(lower, upper, part));
        return true;
    }

    @Override
    public boolean appendTables(List<TableAppend> appends, Frontier lower, Frontier upper) {
        if (!tablesUpper.equals(lower)) return false;
        for (TableAppend append : appends) {
            if (!stored(append.table()).isTable) throw new IllegalStateException(append.table() + " is not a table");
            checkInterval(append.table(), lower, upper, append.part());
        }
        for (TableAppend append : appends) {
            stored(append.table()).append(new Chunk(lower, upper, append.part()));
        }
        tablesUpper = upper;
        return true;
    }

    private static void checkInterval(GlobalId id, Frontier lower, Frontier upper, Part part) {
        if (!upper.isAtLeast(lower))
            throw new IllegalStateException(id + ": upper " + upper + " before lower " + lower);
        for (var batch : List.of(part.rows(), part.errors())) {
            for (int i = 0; i < batch.size(); i++) {
                if (lower.isPast(batch.time(i)) || upper.lessEqual(batch.time(i))) {
                    throw new IllegalStateException(id + ": update at " + Times.toString(batch.time(i)) + " outside ["
                            + lower + ", " + upper + ")");
                }
            }
        }
    }

    @Override
    public Frontier tablesUpper() {
        return tablesUpper;
    }

    @Override
    public Frontier since(GlobalId id) {
        return stored(id).since;
    }

    @Override
    public Frontier upper(GlobalId id) {
        Stored stored = stored(id);
        return upper(stored);
    }

    @Override
    public List<Chunk> snapshot(GlobalId id, long asOf) {
        Stored stored = stored(id);
        if (stored.since.isPast(asOf)) {
            throw new IllegalStateException(
                    id + " read at " + Times.toString(asOf) + ", before its since " + stored.since);
        }
        return stored.chunks(upper(stored));
    }

    @Override
    public Listener listen(GlobalId id, Frontier from) {
        Stored stored = stored(id);
        if (!from.isAtLeast(stored.since)) {
            throw new IllegalStateException(id + " followed from " + from + ", before its since " + stored.since);
        }
        return stored.follow(from, () -> upper(stored));
    }

    @Override
    public int listeners(GlobalId id) {
        return stored(id).followerCount();
    }

    @Override
    public void allowCompaction(GlobalId id, Frontier since) {
        stored(id).allowCompaction(since);
    }

    @Override
    public void drop(GlobalId id) {
        collections.remove(id);
    }

    private Frontier upper(Stored stored) {
        return stored.isTable ? tablesUpper : stored.upper;
    }

    private Stored stored(GlobalId id) {
        Stored stored = collections.get(id);
        if (stored == null) throw new IllegalStateException("no collection " + id);
        return stored;
    }
}
