package dev.coordtest.coordtest.law;

import dev.coordtest.coord.Leftovers;
import dev.coordtest.coord.Waiting;
import dev.coordtest.coord.catalog.Catalog;
import dev.coordtest.coord.session.SessionId;
import dev.coordtest.coord.timestamp.ReadHolds.Hold;
import dev.coordtest.protocol.compute.PeekId;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.GlobalId;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** What laws may look at between steps: what the machines show to whoever looks on. */
public interface Sight {
    /** What the coordinator keeps of a collection; empty if it keeps nothing of that id. */
    Optional<Account> account(GlobalId id);

    /** The collections that the coordinator keeps account of, by id. */
    List<GlobalId> ids();

    /** How far a collection has truly come; empty if no engine has it. */
    Optional<Frontier> trueUpper(GlobalId id);

    /** The tables, sources and sinks of which storage remembers anything. */
    SortedSet<GlobalId> stored();

    /** The indexes that compute has. */
    SortedSet<GlobalId> indexes();

    /** The reads that compute has taken in and not answered. */
    SortedSet<PeekId> parked();

    /** How many dataflows run. */
    int dataflows();

    /** How many are handed what comes to a collection or index. */
    int followers(GlobalId id);

    /** From when on whoever keeps a table, source or index has its history; empty if nobody keeps one of that id. */
    Optional<Frontier> keptSince(GlobalId id);

    Catalog catalog();

    Leftovers leftovers();

    /** What a session waits for, as the coordinator says; empty if for nothing. */
    Optional<Waiting> waiting(SessionId session);

    /**
     * What the coordinator keeps of one collection.
     *
     * @param known its upper as far as it was reported
     * @param windowMillis its compaction window; null if it has none
     * @param holds the live holds on it
     */
    record Account(Frontier known, Frontier since, @Nullable Long windowMillis, List<Hold> holds) {}
}
