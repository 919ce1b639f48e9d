package dev.coordtest.coord;

import dev.coordtest.repr.Batch;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.sql.plan.Plan;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a statement reads before it writes, under the write lock. */
sealed interface WriteRead {
    /** The rows that a mutation changes or inserts. */
    record Rows(Plan.ReadThenWrite mutation) implements WriteRead {}

    /** The whole of the table that a change is for, to judge the change by the table's keys. */
    record Keys(Change change) implements WriteRead {}

    /**
     * What a statement is about to do to a table.
     *
     * @param rows as a {@link Plan.ReadThenWrite} of this kind reads them, in the order in which they are judged
     * @param count the number of rows that the statement reports
     */
    record Change(GlobalId table, Plan.MutationKind kind, Batch rows, long count) {}

    /** The table that will be written. */
    default GlobalId table() {
        return switch (this) {
            case Rows(var mutation) -> mutation.table();
            case Keys(var change) -> change.table();
        };
    }

    /** The tables without which it means nothing any more: the one that will be written, and all that is read. */
    default SortedSet<GlobalId> tables() {
        SortedSet<GlobalId> tables = new TreeSet<>(List.of(table()));
        if (this instanceof Rows(var mutation)) tables.addAll(mutation.query().references());
        return tables;
    }
}
