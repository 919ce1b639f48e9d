package dev.coordtest.compute;

import dev.coordtest.compute.arrange.Keying;
import dev.coordtest.compute.arrange.SharedArrangement;
import dev.coordtest.compute.arrange.Spine;
import dev.coordtest.expr.scalar.ScalarExpr;
import dev.coordtest.protocol.collection.Part;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.DataflowError;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.RowPacker;
import dev.coordtest.repr.RowReader;
import dev.coordtest.repr.SqlException;
import java.util.ArrayList;
import java.util.List;

/** One index: rows arranged by its key, errors beside them, and those who follow it. Exists as long as anyone needs it, dropped or not. */
final class IndexTrace {
    /** What the permission to forget is worth at once, in updates moved: well below a millisecond. */
    private static final long FUEL_PER_COMPACTION = 1 << 14;

    final GlobalId id;
    final Keying keying;
    final Spine rows = new Spine();
    final Spine errors = new Spine();
    private final List<Feed> feeds = new ArrayList<>();
    private final List<PeekJob> parked = new ArrayList<>();
    private final List<Reader> readers = new ArrayList<>();
    private final RowReader reader = new RowReader();
    private final RowPacker packer = new RowPacker();
    Frontier since;
    Frontier upper = Frontier.MINIMUM;
    private boolean dropped;

    IndexTrace(GlobalId id, List<ScalarExpr> key, int arity, long asOf) {
        this.id = id;
        this.keying = new Keying(key, arity);
        this.since = Frontier.at(asOf);
    }

    /** What is new, handed to one follower once. */
    static final class Feed {
        final List<Part> news = new ArrayList<>();
    }

    /** Adds what an interval has brought, as rows of the relation. */
    void append(Part part, Frontier newUpper) {
        if (keying.isIdentity()) {
            // Nothing is copied: the batch is that of the collection itself, where the index is on one.
            rows.insert(part.rows());
            errors.insert(part.errors());
        } else {
            insertKeyed(part);
        }
        upper = newUpper;
        if (!part.isEmpty()) feeds.forEach(feed -> feed.news.add(part));
    }

    private void insertKeyed(Part part) {
        Batch in = part.rows();
        Batch.Builder keyed = new Batch.Builder(in.size(), in.packed().length);
        Batch.Builder failed = new Batch.Builder(0, 0);
        for (int i = 0; i < in.size(); i++) {
            try {
                keying.write(reader.reset(in.packed(), in.start(i), in.end(i)), packer);
                keyed.add(packer, in.time(i), in.diff(i));
            } catch (SqlException e) {
                failed.add(DataflowError.evaluation(e.error()).toRow(), in.time(i), in.diff(i));
            }
        }
        rows.insert(keyed.build());
        errors.insert(part.errors());
        errors.insert(failed.build());
    }

    /** Follows the index: all it holds now, as the first news, then what comes. */
    Feed follow() {
        Feed feed = new Feed();
        for (Batch batch : rows.batches())
            feed.news.add(new Part(keying.isIdentity() ? batch : readBack(batch), Batch.EMPTY));
        for (Batch batch : errors.batches()) feed.news.add(new Part(Batch.EMPTY, batch));
        feeds.add(feed);
        return feed;
    }

    private Batch readBack(Batch written) {
        Batch.Builder rowsOfRelation = new Batch.Builder(written.size(), written.packed().length);
        for (int i = 0; i < written.size(); i++) {
            keying.read(reader.reset(written.packed(), written.start(i), written.end(i)), packer);
            rowsOfRelation.add(packer, written.time(i), written.diff(i));
        }
        return rowsOfRelation.build();
    }

    void unfollow(Feed feed) {
        feeds.remove(feed);
    }

    /** One who looks into the arrangement itself, from {@code asOf} on, beside following it. */
    SharedArrangement read(long asOf) {
        Reader shared = new Reader(Frontier.at(asOf));
        readers.add(shared);
        return shared;
    }

    /** Keeps the history that its reader still tells apart. */
    private final class Reader implements SharedArrangement {
        private Frontier readSince;

        Reader(Frontier since) {
            this.readSince = since;
        }

        @Override
        public Keying keying() {
            return keying;
        }

        @Override
        public Spine rows() {
            return rows;
        }

        @Override
        public void allowCompaction(Frontier frontier) {
            if (frontier.closed()) readers.remove(this);
            else readSince = readSince.join(frontier);
            compact();
        }
    }

    void park(PeekJob peek) {
        parked.add(peek);
    }

    void unpark(PeekJob peek) {
        parked.remove(peek);
        compact();
    }

    void allowCompaction(Frontier frontier) {
        if (frontier.closed()) dropped = true;
        else since = since.join(frontier);
        compact();
        rows.compact(FUEL_PER_COMPACTION);
        errors.compact(FUEL_PER_COMPACTION);
    }

    /** History is kept for the peeks that wait and for those who read along, whatever else is allowed. */
    private void compact() {
        Frontier keep = since;
        for (PeekJob peek : parked) keep = keep.meet(Frontier.at(peek.time()));
        for (Reader shared : readers) keep = keep.meet(shared.readSince);
        rows.setSince(keep);
        errors.setSince(keep);
    }

    int followerCount() {
        return feeds.size() + readers.size() + parked.size();
    }

    boolean isDropped() {
        return dropped;
    }

    /** Whether anyone may still read it. */
    boolean isNeeded() {
        return !dropped || !feeds.isEmpty() || !parked.isEmpty();
    }
}
