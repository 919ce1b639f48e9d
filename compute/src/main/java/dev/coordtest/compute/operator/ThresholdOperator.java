package dev.coordtest.compute.operator;

import dev.coordtest.protocol.collection.Part;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.PackedHash;
import java.util.List;

/** Keeps the rows that are there, with their counts; those with a negative count are not. Counts each row, whose changes say the rest. */
final class ThresholdOperator implements Operator {
    private final GroupTable counts = new GroupTable(1);

    @Override
    public Part retire(Frontier lower, Frontier upper, List<Part> inputs) {
        Batch changes = inputs.get(0).rows();
        Batch.Builder out = new Batch.Builder(changes.size(), changes.packed().length);
        for (int i : changes.byTime()) {
            long change = count(changes, i);
            if (change != 0) out.add(changes.packed(), changes.start(i), changes.end(i), changes.time(i), change);
        }
        return new Part(out.build(), inputs.get(0).errors());
    }

    /** Counts an update; returns by how much what is there has changed. */
    private long count(Batch changes, int i) {
        byte[] packed = changes.packed();
        int start = changes.start(i);
        int end = changes.end(i);
        int row = counts.findOrAdd(PackedHash.of(packed, start, end), packed, start, end);
        int at = counts.stateOf(row);
        long before = counts.states()[at];
        long after = Math.addExact(before, changes.diff(i));
        counts.states()[at] = after;
        if (after == 0) counts.remove(row);
        return Math.max(after, 0) - Math.max(before, 0);
    }
}
