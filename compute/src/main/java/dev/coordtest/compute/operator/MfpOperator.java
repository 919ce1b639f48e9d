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
import dev.coordtest.repr.Row;
import dev.coordtest.repr.RowPacker;
import dev.coordtest.repr.RowReader;
import dev.coordtest.repr.SqlException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Maps, filters and projects row by row. A row on which a scalar fails becomes an error, as often as the row was there. Columns that
 * are passed on are copied as they are packed, literals are packed once.
 */
public final class MfpOperator implements Operator {
    private static final int COMPUTED = -1;

    private final MapFilterProject mfp;
    private final int arity;
    private final boolean passesAll;
    private final RowReader reader = new RowReader();
    private final RowPacker packer = new RowPacker();
    /** For every column of the input and every scalar, the column of the input that it is; or {@link #COMPUTED}. */
    private final int[] source;
    /** The value of each scalar for the row at hand; that of a literal for good. */
    private final Datum[] mapped;
    /** The packed value of each scalar that is a literal. */
    private final @Nullable Row[] literals;

    private final int[] projection;

    public MfpOperator(MapFilterProject mfp, int arity) {
        this.mfp = mfp;
        this.arity = arity;
        this.passesAll = mfp.isIdentity(arity);
        List<ScalarExpr> scalars = mfp.scalars();
        this.mapped = new Datum[scalars.size()];
        this.literals = new Row[scalars.size()];
        this.source = new int[arity + scalars.size()];
        for (int i = 0; i < source.length; i++) source[i] = i < arity ? i : COMPUTED;
        for (int i = 0; i < mapped.length; i++) {
            if (scalars.get(i) instanceof ScalarExpr.Column(var index)) source[arity + i] = source[index];
            if (!(scalars.get(i) instanceof ScalarExpr.Literal(var datum, var type))) continue;
            mapped[i] = datum;
            literals[i] = Row.of(datum);
        }
        this.projection = new int[mfp.projection().size()];
        for (int i = 0; i < projection.length; i++)
            projection[i] = mfp.projection().get(i);
    }

    @Override
    public Part retire(Frontier lower, Frontier upper, List<Part> inputs) {
        Batch in = inputs.get(0).rows();
        if (in.isEmpty() || passesAll) return inputs.get(0);
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

    /** Whether every row comes out as it went in. */
    public boolean passesAll() {
        return passesAll;
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
        for (int column : projection) write(row, column, out);
        return true;
    }

    private void write(RowReader row, int column, RowPacker out) {
        int from = source[column];
        if (from != COMPUTED) {
            out.pushPacked(row.packed(), row.start(from), row.end(from));
            return;
        }
        Row literal = literals[column - arity];
        if (literal != null) out.push(literal);
        else out.push(mapped[column - arity]);
    }

    private int compute(RowReader row, int from, int to) {
        List<ScalarExpr> scalars = mfp.scalars();
        for (int i = from; i < to; i++) {
            if (source[arity + i] != COMPUTED || literals[i] != null) continue;
            mapped[i] = Scalars.evaluate(scalars.get(i), column -> column(row, column));
        }
        return Math.max(from, to);
    }

    private Datum column(RowReader row, int column) {
        int from = source[column];
        return from != COMPUTED ? row.datum(from) : mapped[column - arity];
    }
}
