package dev.coordtest.compute.operator;

import dev.coordtest.repr.Row;
import java.util.List;

/** What a group of rows comes to, as a plain function of the whole group. */
interface GroupFunction {
    /** A row of the group, key first, and how often it is there; never zero times. */
    record Counted(Row row, long count) {}

    /**
     * The output rows with their counts. Throws {@link dev.coordtest.repr.SqlException} if the group has no value.
     *
     * @param group in the order of the rows' bytes; not empty
     */
    List<Counted> apply(List<Counted> group);
}
