package dev.coordtest.compute.operator;

import dev.coordtest.expr.RelExpr;
import dev.coordtest.expr.scalar.RowSets;
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
import dev.coordtest.repr.type.ColumnType;
import dev.coordtest.repr.type.ScalarType;
import java.util.List;

/** Puts beside each row the rows that table functions make of it, as often as the row is there. It keeps no state: the same row makes the same rows. */
final class FlatMapOperator implements Operator {
    private final List<ScalarExpr> sets;
    private final List<ScalarType> types;
    private final boolean ordinality;
    private final int arity;
    private final RowReader reader = new RowReader();
    private final RowPacker packer = new RowPacker();

    FlatMapOperator(RelExpr.FlatMap map) {
        this.sets = map.sets();
        List<ColumnType> input = map.input().types();
        this.types = sets.stream().map(set -> set.type(input).type()).toList();
        this.ordinality = map.ordinality();
        this.arity = input.size();
    }

    @Override
    public Part retire(Frontier lower, Frontier upper, List<Part> inputs) {
        Batch in = inputs.get(0).rows();
        Batch.Builder rows = new Batch.Builder(in.size(), in.packed().length);
        ErrorsBuilder errors = new ErrorsBuilder(inputs.get(0).errors());
        for (int i = 0; i < in.size(); i++) {
            reader.reset(in.packed(), in.start(i), in.end(i));
            try {
                expand(in.time(i), in.diff(i), rows);
            } catch (SqlException e) {
                errors.add(DataflowError.evaluation(e.error()), in.time(i), in.diff(i));
            }
        }
        return new Part(rows.build(), errors.build());
    }

    private void expand(long time, long diff, Batch.Builder rows) {
        Datum[] values = new Datum[sets.size()];
        for (int i = 0; i < values.length; i++) values[i] = Scalars.evaluate(sets.get(i), reader::datum);
        int size = RowSets.size(values);
        for (int i = 0; i < size; i++) {
            packer.clear();
            if (arity > 0) packer.pushPacked(reader.packed(), reader.start(0), reader.end(arity - 1));
            for (Datum datum : RowSets.row(values, types, i, ordinality)) packer.push(datum);
            rows.add(packer, time, diff);
        }
    }
}
