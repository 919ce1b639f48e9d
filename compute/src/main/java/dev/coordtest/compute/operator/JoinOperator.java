package dev.coordtest.compute.operator;

import dev.coordtest.compute.arrange.Keying;
import dev.coordtest.compute.arrange.Spine;
import dev.coordtest.expr.scalar.ScalarExpr;
import dev.coordtest.protocol.collection.Part;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.DataflowError;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.RowPacker;
import dev.coordtest.repr.RowReader;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.Times;
import java.util.List;

/**
 * Pairs the rows of two inputs that have the same key. The join is bilinear: what an interval changes is the changes of the left with all of the right so far, and all of the left, these changes
 * included, with the changes of the right. A pair is there from the later of its times on.
 */
final class JoinOperator implements Operator {
    private final Side left;
    private final Side right;

    JoinOperator(List<ScalarExpr> leftKey, int leftArity, List<ScalarExpr> rightKey, int rightArity) {
        left = new Side(leftKey, leftArity);
        right = new Side(rightKey, rightArity);
    }

    @Override
    public Part retire(Frontier lower, Frontier upper, List<Part> inputs) {
        Part fromLeft = inputs.get(0);
        Part fromRight = inputs.get(1);
        if (fromLeft.isEmpty() && fromRight.isEmpty()) return Part.EMPTY;
        ErrorsBuilder errors = new ErrorsBuilder(Linear.concat(List.of(fromLeft.errors(), fromRight.errors())));
        Batch leftChanges = left.keyed(fromLeft.rows(), errors);
        Batch rightChanges = right.keyed(fromRight.rows(), errors);
        Batch.Builder out = new Batch.Builder();
        pair(leftChanges, left, right, true, out);
        left.spine.setSince(lower);
        right.spine.setSince(lower);
        left.spine.insert(leftChanges);
        pair(rightChanges, right, left, false, out);
        right.spine.insert(rightChanges);
        return new Part(out.build(), errors.build());
    }

    private static void pair(Batch changes, Side from, Side with, boolean fromIsLeft, Batch.Builder out) {
        RowReader reader = new RowReader();
        RowReader otherReader = new RowReader();
        RowPacker mine = new RowPacker();
        RowPacker theirs = new RowPacker();
        RowPacker both = new RowPacker();
        for (int i = 0; i < changes.size(); i++) {
            reader.reset(changes.packed(), changes.start(i), changes.end(i));
            from.keying.read(reader, mine);
            long time = changes.time(i);
            long diff = changes.diff(i);
            int keyEnd = reader.start(from.keying.keyColumns());
            with.spine.visitKey(changes.packed(), changes.start(i), keyEnd, (batch, j) -> {
                with.keying.read(otherReader.reset(batch.packed(), batch.start(j), batch.end(j)), theirs);
                both.clear().push(fromIsLeft ? mine : theirs).push(fromIsLeft ? theirs : mine);
                out.add(both, Times.max(time, batch.time(j)), Math.multiplyExact(diff, batch.diff(j)));
            });
        }
    }

    /** One input: its rows with the key first, those with a NULL in it left out, since it equals nothing. */
    private static final class Side {
        final Keying keying;
        final Spine spine = new Spine();
        private final RowReader reader = new RowReader();
        private final RowReader written = new RowReader();
        private final RowPacker packer = new RowPacker();

        Side(List<ScalarExpr> key, int arity) {
            keying = new Keying(key, arity);
        }

        Batch keyed(Batch rows, ErrorsBuilder errors) {
            Batch.Builder out = new Batch.Builder(rows.size(), rows.packed().length);
            for (int i = 0; i < rows.size(); i++) {
                try {
                    keying.write(reader.reset(rows.packed(), rows.start(i), rows.end(i)), packer);
                    written.reset(packer);
                    if (!hasNullKey()) out.add(packer, rows.time(i), rows.diff(i));
                } catch (SqlException e) {
                    errors.add(DataflowError.evaluation(e.error()), rows.time(i), rows.diff(i));
                }
            }
            return out.build().consolidate();
        }

        private boolean hasNullKey() {
            for (int i = 0; i < keying.keyColumns(); i++) if (written.isNull(i)) return true;
            return false;
        }
    }
}
