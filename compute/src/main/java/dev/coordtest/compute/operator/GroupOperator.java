package dev.coordtest.compute.operator;

import dev.coordtest.compute.arrange.Spine;
import dev.coordtest.protocol.collection.Part;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.DataflowError;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.Row;
import dev.coordtest.repr.RowReader;
import dev.coordtest.repr.SqlException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Applies a function to each group of rows with the same first columns, and keeps the outcome up to date: for every time at which a group has
 * changed, what the function gave before goes and what it gives now comes. Where the function fails, an error stands in the place of the rows.
 */
final class GroupOperator implements Operator {
    private final int keyColumns;
    private final GroupFunction function;
    private final Spine input = new Spine();

    GroupOperator(int keyColumns, GroupFunction function) {
        this.keyColumns = keyColumns;
        this.function = function;
    }

    @Override
    public Part retire(Frontier lower, Frontier upper, List<Part> inputs) {
        Batch changes = inputs.get(0).rows().consolidate();
        if (changes.isEmpty()) return new Part(Batch.EMPTY, inputs.get(0).errors());
        Batch.Builder rows = new Batch.Builder();
        ErrorsBuilder errors = new ErrorsBuilder(inputs.get(0).errors());
        RowReader reader = new RowReader();
        for (int first = 0; first < changes.size(); ) {
            reader.reset(changes.packed(), changes.start(first), changes.end(first));
            int keyEnd = reader.start(keyColumns);
            int next = first + 1;
            while (next < changes.size() && sharesKey(changes, first, keyEnd, next)) next++;
            group(changes, first, next, keyEnd, rows, errors);
            first = next;
        }
        input.setSince(lower);
        input.insert(changes);
        return new Part(rows.build(), errors.build());
    }

    private static boolean sharesKey(Batch batch, int first, int keyEnd, int i) {
        int length = keyEnd - batch.start(first);
        int start = batch.start(i);
        return batch.end(i) - start >= length
                && java.util.Arrays.equals(
                        batch.packed(), start, start + length, batch.packed(), batch.start(first), keyEnd);
    }

    private void group(Batch changes, int first, int next, int keyEnd, Batch.Builder rows, ErrorsBuilder errors) {
        SortedSet<Long> times = new TreeSet<>(Long::compareUnsigned);
        for (int i = first; i < next; i++) times.add(changes.time(i));
        SortedMap<Row, Long> group = new TreeMap<>((a, b) -> java.util.Arrays.compareUnsigned(a.packed(), b.packed()));
        input.visitKey(changes.packed(), changes.start(first), keyEnd, (batch, i) -> add(group, batch, i));
        Outcome before = outcome(group);
        for (long time : times) {
            for (int i = first; i < next; i++) {
                if (changes.time(i) == time) add(group, changes, i);
            }
            Outcome after = outcome(group);
            if (after.equals(before)) continue;
            before.emit(time, -1, rows, errors);
            after.emit(time, 1, rows, errors);
            before = after;
        }
    }

    private static void add(SortedMap<Row, Long> group, Batch batch, int i) {
        group.merge(batch.row(i), batch.diff(i), (a, b) -> a + b == 0 ? null : a + b);
    }

    private Outcome outcome(SortedMap<Row, Long> group) {
        if (group.isEmpty()) return new Outcome(List.of(), List.of());
        List<GroupFunction.Counted> counted = new ArrayList<>(group.size());
        group.forEach((row, count) -> counted.add(new GroupFunction.Counted(row, count)));
        try {
            return new Outcome(function.apply(counted), List.of());
        } catch (SqlException e) {
            return new Outcome(List.of(), List.of(DataflowError.evaluation(e.error())));
        }
    }

    private record Outcome(List<GroupFunction.Counted> rows, List<DataflowError> failures) {
        void emit(long time, long sign, Batch.Builder out, ErrorsBuilder errors) {
            for (GroupFunction.Counted row : rows) out.add(row.row(), time, sign * row.count());
            for (DataflowError failure : failures) errors.add(failure, time, sign);
        }
    }
}
