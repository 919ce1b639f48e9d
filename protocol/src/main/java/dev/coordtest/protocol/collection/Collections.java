package dev.coordtest.protocol.collection;

import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.GlobalId;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * The data of tables, sources and sinks: each a set of updates between a since and an upper, written once and read by any number.
 *
 * <p>A collection is a <em>partial time-varying collection</em>: for every time t with since ≤ t and t not at or past upper, the updates at times ≤
 * t sum to what the collection holds at t. It is appended to at its upper only, and never changed in place: what is read is
 * immutable and may be kept and shared by readers. Naming a collection that does not exist is a mistake of the caller
 * ({@link IllegalStateException}).
 */
public interface Collections {
    /** Makes an empty collection with since 0, upper 0. Does nothing if it exists. */
    void create(GlobalId id);

    /** Makes an empty table: a collection that shares its upper with all other tables. Does nothing if it exists. */
    void createTable(GlobalId id);

    boolean exists(GlobalId id);

    /** The collections that there are. */
    SortedSet<GlobalId> ids();

    /**
     * Appends updates with times from {@code lower} on and before {@code upper}, if {@code lower} is the collection's upper;
     * changes nothing and returns false if it is not (someone else has written). Not for tables.
     */
    boolean append(GlobalId id, Frontier lower, Frontier upper, Part part);

    /** Appends to several tables at once, to each at most once, and moves the upper of all tables from {@code lower} to {@code upper}, on the same condition. */
    boolean appendTables(List<TableAppend> appends, Frontier lower, Frontier upper);

    /** Updates for one table. */
    record TableAppend(GlobalId table, Part part) {}

    /** The upper that all tables share. */
    Frontier tablesUpper();

    Frontier since(GlobalId id);

    Frontier upper(GlobalId id);

    /**
     * What there is up to the upper, as a list of chunks that follow each other from since on; together they sum, at every time from {@code
     * asOf} to the upper, to what the collection holds. Times before {@code asOf} may be found as they are or moved up to it. Fails if the since is past {@code asOf}.
     */
    List<Chunk> snapshot(GlobalId id, long asOf);

    /**
     * Reads what is appended from {@code from} on, which must be at or past since; what is there already is seen first. What
     * came before a {@code from} that is the since itself may be found moved up to it. The collection keeps what a
     * listener has not seen.
     */
    Listener listen(GlobalId id, Frontier from);

    /** How many listeners there are that were not closed. */
    int listeners(GlobalId id);

    /** Allows history before {@code since} to be merged. Never moves back. A listener that lags does not hold it: chunks it has not seen keep their times. */
    void allowCompaction(GlobalId id, Frontier since);

    /** Forgets the collection. Listeners see what had been appended and no more (of a table also that time passes); what they were given stays valid. */
    void drop(GlobalId id);

    /** Follows one collection. Not thread-safe. */
    interface Listener extends AutoCloseable {
        /** The next chunk that was appended, or empty if the listener has seen everything so far. */
        Optional<Chunk> next();

        /** Everything before this has been seen. */
        Frontier seen();

        @Override
        void close();
    }
}
