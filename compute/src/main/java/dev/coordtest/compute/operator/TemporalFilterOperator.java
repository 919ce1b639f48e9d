package dev.coordtest.compute.operator;

import dev.coordtest.expr.TemporalFilter;
import dev.coordtest.protocol.collection.Part;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.DataflowError;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.Row;
import dev.coordtest.repr.RowReader;
import dev.coordtest.repr.SqlException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps rows while a condition on the logical time is true for them. When a row comes, all that will become of it is known; what lies after the interval is put
 * off until its time comes, whether or not anything else changes then.
 */
final class TemporalFilterOperator implements Operator {
    /** A row as it shows at some time: as itself, as an error, or (then there is none) not at all. */
    private record Shown(Row row, boolean isError) {}

    private final TemporalFilter filter;
    private final RowReader reader = new RowReader();
    private final NavigableMap<Long, Map<Shown, Long>> later = new TreeMap<>(Long::compareUnsigned);

    TemporalFilterOperator(TemporalFilter filter) {
        this.filter = filter;
    }

    @Override
    public boolean isDue(Frontier upper) {
        return !later.isEmpty() && upper.isPast(later.firstKey());
    }

    @Override
    public Part retire(Frontier lower, Frontier upper, List<Part> inputs) {
        Batch in = inputs.getFirst().rows();
        for (int i = 0; i < in.size(); i++) schedule(in.row(i), in.time(i), in.diff(i));
        Batch.Builder rows = new Batch.Builder();
        Batch.Builder errors = new Batch.Builder();
        Batch incoming = inputs.getFirst().errors();
        for (int i = 0; i < incoming.size(); i++) errors.add(incoming.row(i), incoming.time(i), incoming.diff(i));
        while (isDue(upper)) {
            Map.Entry<Long, Map<Shown, Long>> next = later.pollFirstEntry();
            long time = next.getKey();
            next.getValue().forEach((shown, diff) -> (shown.isError ? errors : rows).add(shown.row, time, diff));
        }
        return new Part(rows.build().consolidate(), errors.build().consolidate());
    }

    /** Notes what a row that comes (or goes) at {@code time} is shown as from then on. */
    private void schedule(Row row, long time, long diff) {
        reader.reset(row.packed(), 0, row.length());
        Shown before = shown(row, time);
        note(before, time, diff);
        for (long at : filter.changes(reader::datum)) {
            if (Long.compareUnsigned(at, time) <= 0) continue;
            Shown now = shown(row, at);
            if (now == null ? before == null : now.equals(before)) continue;
            note(before, at, -diff);
            note(now, at, diff);
            before = now;
        }
    }

    private void note(@Nullable Shown shown, long time, long diff) {
        if (shown == null) return;
        Map<Shown, Long> then = later.computeIfAbsent(time, at -> new LinkedHashMap<>());
        then.merge(shown, diff, (a, b) -> a + b == 0 ? null : a + b);
        if (then.isEmpty()) later.remove(time);
    }

    private @Nullable Shown shown(Row row, long time) {
        try {
            return filter.keeps(reader::datum, time) ? new Shown(row, false) : null;
        } catch (SqlException e) {
            return new Shown(DataflowError.evaluation(e.error()).toRow(), true);
        }
    }
}
