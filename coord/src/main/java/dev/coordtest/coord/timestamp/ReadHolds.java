package dev.coordtest.coord.timestamp;

import dev.coordtest.protocol.Compaction;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.Times;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the coordinator knows of every collection that can be read: how far it has been reported, and how much of its history is kept.
 *
 * <p>A since is the least of what the collection's window allows and of the times that holds protect, and never moves back. A hold is taken
 * before a read's time leaves the step that chose it, and released when the read is answered. Sinces that moved are handed out once, by {@link
 * #takeCompactions}.
 */
public final class ReadHolds {
    private final SortedMap<GlobalId, Entry> entries = new TreeMap<>();
    private final SortedMap<Long, Hold> holds = new TreeMap<>();
    private final SortedMap<GlobalId, Frontier> moved = new TreeMap<>();
    private long nextToken = 1;

    private static final class Entry {
        Frontier known = Frontier.MINIMUM;
        Frontier since;
        /** How far compaction would go if nobody held it. */
        Frontier allowed;

        @Nullable
        Long windowMillis;

        Entry(Frontier since, @Nullable Long windowMillis) {
            this.since = since;
            this.allowed = since;
            this.windowMillis = windowMillis;
        }
    }

    /** A promise to keep the collections readable from a time on. {@code owner} says for whom, for people. */
    public record Hold(long token, List<GlobalId> ids, long time, String owner) {}

    /** A collection to keep account of. Without a window its since never moves. */
    public void add(GlobalId id, Frontier since, @Nullable Long windowMillis) {
        if (entries.put(id, new Entry(since, windowMillis)) != null)
            throw new IllegalStateException(id + " is there already");
    }

    /** Forgets a collection that was dropped; holds on it lapse. */
    public void remove(GlobalId id) {
        entries.remove(id);
        moved.remove(id);
    }

    public boolean contains(GlobalId id) {
        return entries.containsKey(id);
    }

    public List<GlobalId> ids() {
        return List.copyOf(entries.keySet());
    }

    public Frontier known(GlobalId id) {
        return entry(id).known;
    }

    public Frontier since(GlobalId id) {
        return entry(id).since;
    }

    public @Nullable Long window(GlobalId id) {
        return entry(id).windowMillis;
    }

    /** The live holds on a collection, oldest first. */
    public List<Hold> holdsOn(GlobalId id) {
        if (holds.isEmpty()) return List.of();
        return holds.values().stream().filter(hold -> hold.ids().contains(id)).toList();
    }

    public Collection<Hold> holds() {
        return java.util.Collections.unmodifiableCollection(holds.values());
    }

    /** Notes a report; one that is not ahead of what is known, or of an unknown id, is ignored. */
    public void report(GlobalId id, Frontier upper) {
        Entry entry = entries.get(id);
        if (entry == null || !upper.isBeyond(entry.known)) return;
        entry.known = upper;
        if (entry.windowMillis == null) return;
        entry.allowed = entry.allowed.join(ReadPolicy.allowed(entry.windowMillis, upper));
        advance(id, entry);
    }

    /** Acts on the next report. */
    public void setWindow(GlobalId id, @Nullable Long windowMillis) {
        entry(id).windowMillis = windowMillis;
    }

    public Hold acquire(Collection<GlobalId> ids, long time, String owner) {
        for (GlobalId id : ids) {
            if (entry(id).since.isPast(time)) {
                throw new IllegalStateException(
                        "hold on " + id + " at " + Times.toString(time) + " past since " + entry(id).since);
            }
        }
        Hold hold = new Hold(nextToken++, List.copyOf(ids), time, owner);
        holds.put(hold.token, hold);
        return hold;
    }

    public void release(Hold hold) {
        if (holds.remove(hold.token) == null) throw new IllegalStateException("released twice: " + hold);
        for (GlobalId id : hold.ids) {
            Entry entry = entries.get(id);
            if (entry != null) advance(id, entry);
        }
    }

    /** The sinces that have moved since this was last asked. */
    public List<Compaction> takeCompactions() {
        List<Compaction> compactions = new ArrayList<>();
        moved.forEach((id, since) -> compactions.add(new Compaction(id, since)));
        moved.clear();
        return compactions;
    }

    private void advance(GlobalId id, Entry entry) {
        Frontier since = entry.allowed;
        for (Hold hold : holds.values()) {
            if (hold.ids.contains(id)) since = since.meet(Frontier.at(hold.time));
        }
        if (!since.isBeyond(entry.since)) return;
        entry.since = since;
        moved.put(id, since);
    }

    private Entry entry(GlobalId id) {
        Entry entry = entries.get(id);
        if (entry == null) throw new IllegalStateException("no frontiers of " + id);
        return entry;
    }
}
