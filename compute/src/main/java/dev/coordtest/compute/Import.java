package dev.coordtest.compute;

import dev.coordtest.protocol.collection.Chunk;
import dev.coordtest.protocol.collection.Collections;
import dev.coordtest.protocol.collection.Part;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a dataflow gets updates from. Those before the as-of are moved up to it: before it nothing is told apart. */
abstract class Import {
    private final long asOf;
    private final List<Part> pending = new ArrayList<>();

    Import(long asOf) {
        this.asOf = asOf;
    }

    /** How far this import is complete. */
    abstract Frontier upper();

    /** Fetches what has come since the last call. */
    abstract List<Part> fetch();

    void close() {}

    /** The updates before {@code upper} that have not been taken. */
    Part take(Frontier upper) {
        pending.addAll(fetch());
        if (pending.isEmpty()) return Part.EMPTY;
        if (pending.size() == 1 && isNow(pending.get(0), upper)) {
            Part part = pending.remove(0);
            return new Part(moved(part.rows()), moved(part.errors()));
        }
        Batch.Builder rows = new Batch.Builder();
        Batch.Builder errors = new Batch.Builder();
        Batch.Builder laterRows = new Batch.Builder();
        Batch.Builder laterErrors = new Batch.Builder();
        for (Part part : pending) {
            split(part.rows(), upper, rows, laterRows);
            split(part.errors(), upper, errors, laterErrors);
        }
        pending.clear();
        Part later = new Part(laterRows.build(), laterErrors.build());
        if (!later.isEmpty()) pending.add(later);
        return new Part(rows.build(), errors.build());
    }

    /** Whether all of it belongs to the interval and is at one time: then nothing needs to be copied. */
    private boolean isNow(Part part, Frontier upper) {
        return isNow(part.rows(), upper) && isNow(part.errors(), upper);
    }

    private boolean isNow(Batch batch, Frontier upper) {
        return batch.isEmpty() || batch.hasOneTime() && upper.isPast(Times.max(batch.time(0), asOf));
    }

    private Batch moved(Batch batch) {
        return batch.isEmpty() ? batch : batch.at(Times.max(batch.time(0), asOf));
    }

    private void split(Batch batch, Frontier upper, Batch.Builder now, Batch.Builder later) {
        for (int i = 0; i < batch.size(); i++) {
            long time = Times.max(batch.time(i), asOf);
            (upper.isPast(time) ? now : later).add(batch.packed(), batch.start(i), batch.end(i), time, batch.diff(i));
        }
    }

    /**
     * A table or source. Storage and compute are told of it on different ways, so it may not be there yet; then nothing of it is complete.
     */
    static final class OfCollection extends Import {
        private final Collections collections;
        private final GlobalId id;
        private final long asOf;
        private final List<Part> news = new ArrayList<>();
        private Collections.@Nullable Listener listener;
        private Frontier upper = Frontier.MINIMUM;

        OfCollection(Collections collections, GlobalId id, long asOf) {
            super(asOf);
            this.collections = collections;
            this.id = id;
            this.asOf = asOf;
        }

        @Override
        Frontier upper() {
            if (listener == null) {
                if (!collections.exists(id)) return Frontier.MINIMUM;
                upper = collections.upper(id);
                for (Chunk chunk : collections.snapshot(id, asOf)) news.add(chunk.part());
                listener = collections.listen(id, upper);
            }
            for (Optional<Chunk> next = listener.next(); next.isPresent(); next = listener.next()) {
                if (!next.get().part().isEmpty()) news.add(next.get().part());
                upper = upper.join(next.get().upper());
            }
            return upper;
        }

        @Override
        List<Part> fetch() {
            List<Part> taken = List.copyOf(news);
            news.clear();
            return taken;
        }

        @Override
        void close() {
            if (listener != null) listener.close();
        }
    }

    /** An index. */
    static final class OfIndex extends Import {
        private final IndexTrace trace;
        private final IndexTrace.Feed feed;

        OfIndex(IndexTrace trace, long asOf) {
            super(asOf);
            if (trace.since.isPast(asOf))
                throw new IllegalStateException(
                        "import of " + trace.id + " at " + asOf + " before since " + trace.since);
            this.trace = trace;
            this.feed = trace.follow();
        }

        @Override
        Frontier upper() {
            return trace.upper;
        }

        @Override
        List<Part> fetch() {
            List<Part> news = List.copyOf(feed.news);
            feed.news.clear();
            return news;
        }

        @Override
        void close() {
            trace.unfollow(feed);
        }
    }

    /** What someone feeds to it. */
    static final class OfFeed extends Import {
        private List<Part> news = new ArrayList<>();

        OfFeed() {
            super(0);
        }

        void feed(Part part) {
            if (!part.isEmpty()) news.add(part);
        }

        @Override
        Frontier upper() {
            return Frontier.CLOSED;
        }

        @Override
        List<Part> fetch() {
            List<Part> fed = news;
            news = new ArrayList<>();
            return fed;
        }
    }

    /** What never changes. */
    static final class OfConstant extends Import {
        private List<Part> part;

        OfConstant(Part part, long asOf) {
            super(asOf);
            this.part = List.of(part);
        }

        @Override
        Frontier upper() {
            return Frontier.CLOSED;
        }

        @Override
        List<Part> fetch() {
            List<Part> news = part;
            part = List.of();
            return news;
        }
    }
}
