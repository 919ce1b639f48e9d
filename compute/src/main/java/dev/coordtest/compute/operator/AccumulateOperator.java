package dev.coordtest.compute.operator;

import dev.coordtest.protocol.collection.Part;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.DataflowError;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.PackedHash;
import dev.coordtest.repr.RowPacker;
import dev.coordtest.repr.RowReader;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Groups rows and keeps of each group what its aggregates need: the work of a change does not depend on how large its group is. For every time at which a group has changed, its old row goes and its new one comes; where an
 * aggregate has no value, an error stands in the place of the row.
 */
final class AccumulateOperator implements Operator {
    /** In the state of a group: 1 + its place among those touched at the time at hand, or 0. */
    private static final int TOUCHED = 0;
    /** How many rows the group has. */
    private static final int ROWS = 1;

    private static final int SUMS = 2;
    private static final int BLOCK = 32;

    private final int keyStart;
    private final int keyEnd;
    private final Accumulator[] accumulators;
    private final int[] arguments;
    private final int[] offsets;
    private final int width;
    private final GroupTable groups;
    private final RowReader reader = new RowReader();
    private final RowReader keyReader = new RowReader();
    private final RowPacker is = new RowPacker();
    private final int[] hashes = new int[BLOCK];
    /** Means nothing; keeps the compiler from leaving out what is fetched ahead. */
    @SuppressWarnings("UnusedVariable")
    private long fetched;

    private int[] touched = new int[16];
    private int touchedCount;
    /** What each group that is touched was before: its row, empty if it had none; or why it had none. */
    private RowPacker before = new RowPacker();

    private int[] beforeEnds = new int[16];
    private boolean[] wasThere = new boolean[16];
    private final SortedMap<Integer, DataflowError> failedBefore = new TreeMap<>();

    AccumulateOperator(GroupInput input, List<Accumulator> accumulators) {
        this.keyStart = input.keyStart();
        this.keyEnd = keyStart + input.keyColumns();
        this.accumulators = accumulators.toArray(new Accumulator[0]);
        this.arguments = input.arguments().stream().mapToInt(Integer::intValue).toArray();
        this.offsets = new int[accumulators.size()];
        int next = SUMS;
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = next;
            next += accumulators.get(i).width();
        }
        this.width = next;
        this.groups = new GroupTable(width);
    }

    @Override
    public Part retire(Frontier lower, Frontier upper, List<Part> inputs) {
        Batch changes = inputs.get(0).rows();
        if (changes.isEmpty()) return new Part(Batch.EMPTY, inputs.get(0).errors());
        Batch.Builder rows = new Batch.Builder(Math.min(2 * changes.size(), 1 << 16), changes.packed().length);
        ErrorsBuilder errors = new ErrorsBuilder(inputs.get(0).errors());
        int[] order = changes.byTime();
        for (int i = 0; i < order.length; ) {
            long time = changes.time(order[i]);
            int end = i + 1;
            while (end < order.length && changes.time(order[end]) == time) end++;
            for (; i < end; i += BLOCK) addBlock(changes, order, i, Math.min(i + BLOCK, end));
            i = end;
            emit(time, rows, errors);
        }
        return new Part(rows.build(), errors.build());
    }

    /**
     * Adds some updates. Their groups are looked for all together first: the memory that each will need is then fetched while the others' is
     * waited for.
     */
    private void addBlock(Batch changes, int[] order, int start, int end) {
        for (int i = start; i < end; i++) {
            reader.reset(changes.packed(), changes.start(order[i]), changes.end(order[i]));
            hashes[i - start] = PackedHash.of(changes.packed(), reader.start(keyStart), reader.start(keyEnd));
        }
        for (int i = start; i < end; i++) fetched += groups.fetch(hashes[i - start]);
        for (int i = start; i < end; i++) add(changes, order[i], hashes[i - start]);
    }

    private void add(Batch changes, int i, int hash) {
        reader.reset(changes.packed(), changes.start(i), changes.end(i));
        long diff = changes.diff(i);
        int group = groups.findOrAdd(hash, changes.packed(), reader.start(keyStart), reader.start(keyEnd));
        long[] states = groups.states();
        int at = groups.stateOf(group);
        if (states[at + TOUCHED] == 0) touch(group, states, at);
        states[at + ROWS] = Math.addExact(states[at + ROWS], diff);
        for (int a = 0; a < offsets.length; a++) {
            accumulators[a].add(group, reader, arguments[a], diff, states, at + offsets[a]);
        }
    }

    private void touch(int group, long[] states, int at) {
        if (touchedCount == touched.length) {
            touched = Arrays.copyOf(touched, 2 * touchedCount);
            beforeEnds = Arrays.copyOf(beforeEnds, 2 * touchedCount);
            wasThere = Arrays.copyOf(wasThere, 2 * touchedCount);
        }
        DataflowError failed = row(group, states, at, is);
        if (failed != null) failedBefore.put(touchedCount, failed);
        before.push(is);
        wasThere[touchedCount] = failed == null && states[at + ROWS] > 0;
        beforeEnds[touchedCount] = before.length();
        touched[touchedCount++] = group;
        states[at + TOUCHED] = touchedCount;
    }

    /** Emits what all that was added at one time has changed, in the order of the keys: what comes out at one time is consolidated. */
    private void emit(long time, Batch.Builder rows, ErrorsBuilder errors) {
        for (Accumulator accumulator : accumulators) accumulator.settle();
        for (int i : touchedByKey()) {
            int group = touched[i];
            long[] states = groups.states();
            int at = groups.stateOf(group);
            states[at + TOUCHED] = 0;
            DataflowError fails = row(group, states, at, is);
            emit(i, fails, fails == null && states[at + ROWS] > 0, time, rows, errors);
            if (isEmpty(states, at)) groups.remove(group);
        }
        touchedCount = 0;
        before.clear();
        failedBefore.clear();
        if (touched.length > 1 << 16) shrink();
    }

    private void emit(
            int i, @Nullable DataflowError fails, boolean comes, long time, Batch.Builder rows, ErrorsBuilder errors) {
        DataflowError failed = failedBefore.get(i);
        if (!Objects.equals(failed, fails)) {
            if (failed != null) errors.add(failed, time, -1);
            if (fails != null) errors.add(fails, time, 1);
        }
        boolean goes = wasThere[i];
        byte[] was = before.bytes();
        int start = i == 0 ? 0 : beforeEnds[i - 1];
        int end = beforeEnds[i];
        int order = goes && comes ? Arrays.compareUnsigned(was, start, end, is.bytes(), 0, is.length()) : -1;
        if (goes && order < 0) rows.add(was, start, end, time, -1);
        if (comes && order != 0) rows.add(is, time, 1);
        if (goes && order > 0) rows.add(was, start, end, time, -1);
    }

    private int[] touchedByKey() {
        Batch.Builder keys = new Batch.Builder(touchedCount, 16 * touchedCount);
        for (int i = 0; i < touchedCount; i++) {
            keys.add(groups.keys(), groups.keyStart(touched[i]), groups.keyEnd(touched[i]), 0, 1);
        }
        return keys.build().byRow();
    }

    /** What a whole load has touched need not be kept room for. */
    private void shrink() {
        touched = new int[16];
        before = new RowPacker();
        beforeEnds = new int[16];
        wasThere = new boolean[16];
    }

    private boolean isEmpty(long[] states, int at) {
        for (int i = ROWS; i < width; i++) if (states[at + i] != 0) return false;
        return true;
    }

    /** Writes the group's row, nothing if it has no rows; or returns why it has none. */
    private @Nullable DataflowError row(int group, long[] states, int at, RowPacker out) {
        out.clear();
        long count = states[at + ROWS];
        if (count == 0 && isEmpty(states, at)) return null;
        try {
            if (count <= 0) throw negative(group, count);
            out.pushPacked(groups.keys(), groups.keyStart(group), groups.keyEnd(group));
            for (int a = 0; a < offsets.length; a++) accumulators[a].push(group, states, at + offsets[a], out);
            return null;
        } catch (SqlException e) {
            out.clear();
            return DataflowError.evaluation(e.error());
        }
    }

    private SqlException negative(int group, long count) {
        keyReader.reset(groups.keys(), groups.keyStart(group), groups.keyEnd(group));
        return new SqlException(
                SqlState.DATA_CORRUPTED,
                "Invalid data in source, saw retractions (" + -count + ") for rows that do not exist in group "
                        + keyReader.datums());
    }
}
