package dev.coordtest.reference;

import dev.coordtest.repr.GlobalId;

/** What a query is evaluated over: the contents of everything that it names, at one time. */
public interface Snapshot {
    /** The rows of a table, source or view. Throws {@link dev.coordtest.repr.SqlException} if there is an error in it. */
    Multiset rows(GlobalId id);

    /** The logical time, an unsigned number of milliseconds. */
    long time();
}
