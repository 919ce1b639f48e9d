package dev.coordtest.compute.operator;

import dev.coordtest.expr.MapFilterProject;
import dev.coordtest.expr.MapFilterProject.Predicate;
import dev.coordtest.expr.scalar.ScalarExpr;
import dev.coordtest.expr.scalar.Scalars;
import dev.coordtest.protocol.collection.Part;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.DataflowError;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.RowPacker;
import dev.coordtest.repr.RowReader;
import dev.coordtest.repr.SqlException;
import java.util.List;

/** Maps, filters and projects row by row. A row on which a scalar fails becomes an error, as often as the row was there. */
public final class MfpOperator implements Operator {
    private final MapFilterProject mfp;
    private final int arity;
    private final RowReader reader = new RowReader();
    private final RowPacker packer = new RowPacker();
    private final Datum[] mapped;

    public MfpOperator(MapFilterProject mfp, int arity) {
        this.mfp = mfp;
        this.arity = arity;
        this.mapped = new Datum[mfp.scalars().size()];
    }

    @Override
    public Part retire(Frontier lower, Frontier upper, List<Part> inputs) {
        Batch in = inputs.get(0).rows();
        if (in.isEmpty()) return inputs.get(0);
        Batch.Builder rows = new Batch.Builder(in.size(), in.packed().length);
        ErrorsBuilder errors = new ErrorsBuilder(inputs.get(0).errors());
        for (int i = 0; i < in.size(); i++) {
            try {
                if (apply(reader.reset(in.packed(), in.start(i), in.end(i)), packer)) {
                    rows.add(packer, in.time(i), in.diff(i));
                }
            } catch (SqlException e) {
                errors.add(DataflowError.evaluation(e.error()), in.time(i), in.diff(i));
            }
        }
        return new Part(rows.build(), errors.build());
    }

    /** Writes what becomes of the row, or returns false if it is dropped. */
    public boolean apply(RowReader row, RowPacker out) {
        int computed = 0;
        for (Predicate predicate : mfp.predicates()) {
            computed = compute(row, computed, predicate.after());
            if (!Scalars.isTrue(predicate.condition(), column -> column(row, column))) return false;
        }
        compute(row, computed, mapped.length);
        out.clear();
        for (int column : mfp.projection()) {
            if (column < arity) out.pushPacked(row.packed(), row.start(column), row.end(column));
            else out.push(mapped[column - arity]);
        }
        return true;
    }

    private int compute(RowReader row, int from, int to) {
        List<ScalarExpr> scalars = mfp.scalars();
        for (int i = from; i < to; i++) mapped[i] = Scalars.evaluate(scalars.get(i), column -> column(row, column));
        return Math.max(from, to);
    }

    private Datum column(RowReader row, int column) {
        return column < arity ? row.datum(column) : mapped[column - arity];
    }
}
