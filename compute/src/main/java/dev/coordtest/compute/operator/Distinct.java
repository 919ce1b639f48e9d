package dev.coordtest.compute.operator;

import dev.coordtest.repr.PackedHash;
import dev.coordtest.repr.RowPacker;
import dev.coordtest.repr.RowReader;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;

/**
 * An aggregate over each distinct value once: counts how often a group has each, and passes on those that appear and those that go. Of a group's own sums the
 * first is how many values have gone more often than they came.
 */
final class Distinct implements Accumulator {
    private final Accumulator each;
    private final GroupTable counts = new GroupTable(1);
    private final RowPacker key = new RowPacker();

    Distinct(Accumulator each) {
        this.each = each;
    }

    @Override
    public int width() {
        return 1 + each.width();
    }

    @Override
    public void add(int group, RowReader row, int column, long diff, long[] sums, int at) {
        if (row.isNull(column)) return;
        key.clear().push(group).pushPacked(row.packed(), row.start(column), row.end(column));
        int hash = PackedHash.of(key.bytes(), 0, key.length());
        int value = counts.findOrAdd(hash, key.bytes(), 0, key.length());
        int place = counts.stateOf(value);
        long before = counts.states()[place];
        long after = Math.addExact(before, diff);
        counts.states()[place] = after;
        if (after == 0) counts.remove(value);
        sums[at] += (after < 0 ? 1 : 0) - (before < 0 ? 1 : 0);
        boolean was = before > 0;
        boolean is = after > 0;
        if (was != is) each.add(group, row, column, is ? 1 : -1, sums, at + 1);
    }

    @Override
    public void settle() {
        each.settle();
    }

    @Override
    public void push(int group, long[] sums, int at, RowPacker out) {
        if (sums[at] != 0) {
            throw new SqlException(
                    SqlState.DATA_CORRUPTED,
                    "Invalid data in source, saw retractions of " + sums[at] + " values that do not exist");
        }
        each.push(group, sums, at + 1, out);
    }
}
