package dev.coordtest.compute.operator;

import dev.coordtest.compute.arrange.KeyGroup;
import dev.coordtest.compute.arrange.Keying;
import dev.coordtest.compute.arrange.SharedArrangement;
import dev.coordtest.compute.arrange.Spine;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.DataflowError;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.RowPacker;
import dev.coordtest.repr.RowReader;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.Times;
import org.jspecify.annotations.Nullable;

/**
 * One input of a join, arranged by its key: in an arrangement of the join's own, or in one that exists already as an index. That one may
 * have run ahead of the join, so what is read of it is bounded in time.
 */
public final class JoinSide {
    private final Keying keying;
    private final Spine rows;
    private final @Nullable SharedArrangement shared;
    private final long asOf;
    private final RowReader reader = new RowReader();
    private final RowReader written = new RowReader();
    private final RowPacker packer = new RowPacker();

    private JoinSide(Keying keying, Spine rows, @Nullable SharedArrangement shared, long asOf) {
        this.keying = keying;
        this.rows = rows;
        this.shared = shared;
        this.asOf = asOf;
    }

    public static JoinSide own(Keying keying) {
        return new JoinSide(keying, new Spine(), null, 0);
    }

    /** Reads along in an arrangement that exists; {@code asOf} is the time as of which what is earlier counts. */
    public static JoinSide shared(SharedArrangement arrangement, long asOf) {
        return new JoinSide(arrangement.keying(), arrangement.rows(), arrangement, asOf);
    }

    Keying keying() {
        return keying;
    }

    /** The changes as they are arranged, consolidated. Those with a NULL in the key are left out, since it equals nothing. */
    Batch keyed(Batch changes, ErrorsBuilder errors) {
        if (changes.isEmpty()) return changes;
        Batch.Builder out = new Batch.Builder(changes.size(), changes.packed().length);
        for (int i = 0; i < changes.size(); i++) {
            try {
                keying.write(reader.reset(changes.packed(), changes.start(i), changes.end(i)), packer);
                written.reset(packer);
                if (!hasNullKey()) out.add(packer, changes.time(i), changes.diff(i));
            } catch (SqlException e) {
                errors.add(DataflowError.evaluation(e.error()), changes.time(i), changes.diff(i));
            }
        }
        return out.build().consolidate();
    }

    private boolean hasNullKey() {
        for (int i = 0; i < keying.keyColumns(); i++) if (written.isNull(i)) return true;
        return false;
    }

    /** Keeps what the interval has brought. */
    void add(Batch keyed) {
        if (shared == null) rows.insert(keyed);
    }

    /** Everything before {@code upper} has been joined: earlier times need not be told apart any more. */
    void compact(Frontier upper) {
        if (shared == null) rows.setSince(upper);
        else if (!upper.closed()) shared.allowCompaction(Frontier.at(Times.max(asOf, upper.time() - 1)));
    }

    /** Visits the updates of the keys before {@code end}. Of an arrangement of the join's own that is all there are. */
    void visitKeys(KeyGroup keys, Frontier end, KeyGroup.Visitor visitor) {
        if (shared == null) {
            rows.visitKeys(keys, visitor);
            return;
        }
        rows.visitKeys(keys, (key, batch, i) -> {
            if (end.isPast(time(batch, i))) visitor.visit(key, batch, i);
        });
    }

    /** The time of an update, to this join. */
    long time(Batch batch, int i) {
        return Times.max(batch.time(i), asOf);
    }
}
