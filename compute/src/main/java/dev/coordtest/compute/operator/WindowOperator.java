package dev.coordtest.compute.operator;

import dev.coordtest.expr.RelExpr;
import dev.coordtest.expr.window.Partition;
import dev.coordtest.protocol.collection.Part;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.DataflowError;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.Row;
import dev.coordtest.repr.SqlException;
import java.util.ArrayList;
import java.util.List;

/**
 * Window functions. A partition that a change touches is computed anew, before and after it, and the difference goes out: the work of a change is that of its
 * partition, however few of the rows get another value.
 */
final class WindowOperator implements Operator {
    private final RelExpr.Window window;
    private final OrderedGroups partitions;

    WindowOperator(RelExpr.Window window) {
        this.window = window;
        this.partitions = new OrderedGroups(window.partition(), window.orderBy());
    }

    @Override
    public Part retire(Frontier lower, Frontier upper, List<Part> inputs) {
        Batch changes = inputs.getFirst().rows();
        if (changes.isEmpty()) return new Part(Batch.EMPTY, inputs.getFirst().errors());
        Batch.Builder out = new Batch.Builder();
        ErrorsBuilder errors = new ErrorsBuilder(inputs.getFirst().errors());
        int[] inOrder = changes.byTime();
        for (int i = 0; i < inOrder.length; ) {
            long time = changes.time(inOrder[i]);
            for (; i < inOrder.length && changes.time(inOrder[i]) == time; i++) partitions.add(changes, inOrder[i]);
            Batch touched = partitions.touched();
            emit(touched, time, -1, out, errors);
            partitions.settle();
            emit(touched, time, 1, out, errors);
        }
        return new Part(out.build().consolidate(), errors.build());
    }

    /** Emits the rows of some partitions as they are now, {@code sign} times. */
    private void emit(Batch touched, long time, int sign, Batch.Builder out, ErrorsBuilder errors) {
        for (int i = 0; i < touched.size(); i++) {
            try {
                for (Row row : Partition.evaluate(rows(touched, i), window.orderBy(), window.calls())) {
                    out.add(row, time, sign);
                }
            } catch (SqlException e) {
                errors.add(DataflowError.evaluation(e.error()), time, sign);
            }
        }
    }

    private List<Row> rows(Batch touched, int i) {
        List<Row> rows = new ArrayList<>();
        partitions.seek(touched, i);
        while (partitions.next()) {
            if (partitions.count() < 0) throw new SqlException(OrderedGroups.negative(partitions.count()));
            Row row = partitions.row();
            for (long copies = partitions.count(); copies > 0; copies--) rows.add(row);
        }
        return rows;
    }
}
