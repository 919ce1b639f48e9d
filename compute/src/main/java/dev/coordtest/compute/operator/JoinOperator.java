package dev.coordtest.compute.operator;

import dev.coordtest.compute.arrange.KeyGroup;
import dev.coordtest.protocol.collection.Part;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.RowPacker;
import dev.coordtest.repr.RowReader;
import dev.coordtest.repr.Times;
import java.util.List;

/**
 * Pairs the rows of two inputs that have the same key. The join is bilinear: what an interval changes is the changes of the left with all of the right
 * so far, and all of the left, these changes included, with the changes of the right. A pair is there from the later of its times on.
 */
final class JoinOperator implements Operator {
    private final JoinSide left;
    private final JoinSide right;
    private final Pairs fromLeft;
    private final Pairs fromRight;

    /** @param projection the columns of a pair to keep: of the left, then of the right */
    JoinOperator(JoinSide left, JoinSide right, int leftArity, List<Integer> projection) {
        this.left = left;
        this.right = right;
        int[] columns = new int[projection.size()];
        boolean[] ofLeft = new boolean[columns.length];
        boolean[] ofRight = new boolean[columns.length];
        for (int i = 0; i < columns.length; i++) {
            int column = projection.get(i);
            ofLeft[i] = column < leftArity;
            ofRight[i] = !ofLeft[i];
            columns[i] =
                    ofLeft[i] ? left.keying().placeOf(column) : right.keying().placeOf(column - leftArity);
        }
        this.fromLeft = new Pairs(left, right, ofLeft, columns);
        this.fromRight = new Pairs(right, left, ofRight, columns);
    }

    @Override
    public Part retire(Frontier lower, Frontier upper, List<Part> inputs) {
        Part leftPart = inputs.get(0);
        Part rightPart = inputs.get(1);
        ErrorsBuilder errors = new ErrorsBuilder(Linear.concat(List.of(leftPart.errors(), rightPart.errors())));
        Batch leftChanges = left.keyed(leftPart.rows(), errors);
        Batch rightChanges = right.keyed(rightPart.rows(), errors);
        Batch.Builder out = new Batch.Builder();
        fromLeft.pair(leftChanges, lower, out);
        left.add(leftChanges);
        fromRight.pair(rightChanges, upper, out);
        right.add(rightChanges);
        left.compact(upper);
        right.compact(upper);
        return new Part(out.build(), errors.build());
    }

    /** Changes of one side paired with rows of the other. */
    private static final class Pairs implements KeyGroup.Visitor {
        private final JoinSide from;
        private final JoinSide with;
        /** Of each column that is kept, whether it is in the changed row, and where in the row as it is arranged. */
        private final boolean[] isChanged;

        private final int[] columns;
        private final KeyGroup keys = new KeyGroup();
        private final RowReader changed = new RowReader();
        private final RowReader other = new RowReader();
        private final RowPacker pair = new RowPacker();
        private Batch.Builder out = new Batch.Builder(0, 0);
        private Batch changes = Batch.EMPTY;
        /** The change that the first key of the group is of, and the one that {@code changed} reads. */
        private int first;

        private int current;

        Pairs(JoinSide from, JoinSide with, boolean[] isChanged, int[] columns) {
            this.from = from;
            this.with = with;
            this.isChanged = isChanged;
            this.columns = columns;
        }

        /** Pairs each change with the rows of the other side before {@code end}. */
        void pair(Batch batch, Frontier end, Batch.Builder to) {
            out = to;
            changes = batch;
            for (first = 0; first < changes.size(); first += keys.size()) {
                keys.reset(changes.packed());
                for (int i = first; i < changes.size() && !keys.isFull(); i++) {
                    read(i);
                    keys.add(changes.start(i), changed.start(from.keying().keyColumns()));
                }
                with.visitKeys(keys, end, this);
            }
        }

        private void read(int change) {
            changed.reset(changes.packed(), changes.start(change), changes.end(change));
            current = change;
        }

        @Override
        public void visit(int key, Batch batch, int i) {
            int change = first + key;
            if (change != current) read(change);
            other.reset(batch.packed(), batch.start(i), batch.end(i));
            pair.clear();
            for (int c = 0; c < columns.length; c++) {
                RowReader row = isChanged[c] ? changed : other;
                pair.pushPacked(row.packed(), row.start(columns[c]), row.end(columns[c]));
            }
            long time = Times.max(changes.time(change), with.time(batch, i));
            out.add(pair, time, Math.multiplyExact(changes.diff(change), batch.diff(i)));
        }
    }
}
