package dev.coordtest.storage.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coordtest.protocol.collection.Chunk;
import dev.coordtest.protocol.collection.Collections;
import dev.coordtest.protocol.collection.Collections.Listener;
import dev.coordtest.protocol.collection.Collections.TableAppend;
import dev.coordtest.protocol.collection.Part;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.Row;
import dev.coordtest.repr.Update;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link Collections} keeps. */
abstract class CollectionsContract {
    private static final GlobalId A = GlobalId.user(1);
    private static final GlobalId B = GlobalId.user(2);

    abstract Collections collections();

    @Test
    void aNewCollectionIsEmptyAndOpen() {
        Collections collections = collections();
        collections.create(A);
        assertThat(collections.since(A)).isEqualTo(Frontier.MINIMUM);
        assertThat(collections.upper(A)).isEqualTo(Frontier.MINIMUM);
        assertThat(at(collections, A, 0)).isEmpty();
    }

    @Test
    void anAppendMustStartAtTheUpper() {
        Collections collections = collections();
        collections.create(A);
        assertThat(collections.append(A, Frontier.at(1), Frontier.at(2), insert("late", 1)))
                .isFalse();
        assertThat(collections.upper(A)).isEqualTo(Frontier.MINIMUM);
        assertThat(collections.append(A, Frontier.MINIMUM, Frontier.at(2), insert("a", 1)))
                .isTrue();
        assertThat(collections.append(A, Frontier.MINIMUM, Frontier.at(2), insert("a", 1)))
                .isFalse();
        assertThat(at(collections, A, 0)).isEmpty();
        assertThat(at(collections, A, 1)).containsOnlyKeys("a");
    }

    @Test
    void updatesOutsideTheIntervalAreAMistake() {
        Collections collections = collections();
        collections.create(A);
        assertThatThrownBy(() -> collections.append(A, Frontier.MINIMUM, Frontier.at(2), insert("a", 2)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("outside");
        assertThatThrownBy(() -> collections.upper(B)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void tablesMoveTogetherOrNotAtAll() {
        Collections collections = collections();
        collections.createTable(A);
        collections.createTable(B);
        List<TableAppend> both = List.of(new TableAppend(A, insert("a", 3)), new TableAppend(B, insert("b", 3)));
        assertThat(collections.appendTables(both, Frontier.at(1), Frontier.at(4)))
                .isFalse();
        assertThat(collections.appendTables(both, Frontier.MINIMUM, Frontier.at(4)))
                .isTrue();
        assertThat(collections.upper(A)).isEqualTo(Frontier.at(4)).isEqualTo(collections.upper(B));
        assertThat(at(collections, A, 3)).containsOnlyKeys("a");
        GlobalId late = GlobalId.user(3);
        collections.createTable(late);
        assertThat(collections.upper(late)).isEqualTo(Frontier.at(4));
        assertThat(collections.since(late)).isEqualTo(Frontier.MINIMUM);
        assertThatThrownBy(() -> collections.append(A, Frontier.at(4), Frontier.at(5), Part.EMPTY))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aListenerSeesWhatWasThereFromItsStartOn() {
        Collections collections = collections();
        collections.create(A);
        collections.append(A, Frontier.MINIMUM, Frontier.at(2), insert("old", 1));
        collections.append(A, Frontier.at(2), Frontier.at(4), insert("new", 3));
        Listener listener = collections.listen(A, Frontier.at(2));
        assertThat(listener.next().orElseThrow())
                .isEqualTo(new Chunk(Frontier.at(2), Frontier.at(4), insert("new", 3)));
        assertThat(listener.next()).isEmpty();
        collections.append(A, Frontier.at(4), Frontier.CLOSED, Part.EMPTY);
        assertThat(listener.next()).contains(new Chunk(Frontier.at(4), Frontier.CLOSED, Part.EMPTY));
        assertThat(listener.seen()).isEqualTo(Frontier.CLOSED);
        assertThat(listener.next()).isEmpty();
    }

    @Test
    void readingBeforeTheSinceIsAMistake() {
        Collections collections = collections();
        collections.create(A);
        collections.append(A, Frontier.MINIMUM, Frontier.at(9), insert("a", 1));
        collections.allowCompaction(A, Frontier.at(5));
        collections.allowCompaction(A, Frontier.at(3));
        assertThat(collections.since(A)).isEqualTo(Frontier.at(5));
        assertThatThrownBy(() -> collections.snapshot(A, 4)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> collections.listen(A, Frontier.at(4))).isInstanceOf(IllegalStateException.class);
        assertThat(at(collections, A, 5)).containsOnlyKeys("a");
    }

    @Test
    void historyThatNobodyMayReadIsForgotten() {
        Collections collections = collections();
        collections.create(A);
        for (int t = 0; t < 1000; t++) {
            Part part =
                    new Part(Batch.of(Update.insert(row("x" + t), t), Update.delete(row("x" + t), t + 1)), Batch.EMPTY);
            assertThat(collections.append(A, Frontier.at(2 * t), Frontier.at(2 * t + 2), moved(part, t)))
                    .isTrue();
        }
        collections.allowCompaction(A, Frontier.at(2000));
        for (int i = 0; i < 100; i++) {
            collections.append(A, Frontier.at(2000 + i), Frontier.at(2001 + i), insert("y" + i, 2000 + i));
            collections.allowCompaction(A, Frontier.at(2001 + i));
        }
        assertThat(updates(collections.snapshot(A, 2100))).isLessThan(250);
        assertThat(at(collections, A, 2100)).hasSize(100);
    }

    @Test
    void aDroppedCollectionLeavesItsListenersWithWhatTheyHave() {
        Collections collections = collections();
        collections.create(A);
        Listener listener = collections.listen(A, Frontier.MINIMUM);
        collections.append(A, Frontier.MINIMUM, Frontier.at(2), insert("a", 1));
        collections.drop(A);
        assertThat(collections.exists(A)).isFalse();
        assertThat(listener.next().orElseThrow().part()).isEqualTo(insert("a", 1));
        assertThat(listener.next()).isEmpty();
    }

    /** The definition: all updates ever appended, summed anew for every question. */
    @Test
    void randomHistoriesReadAsTheirDefinition() {
        for (long seed = 0; seed < 60; seed++) new History(seed).run();
    }

    private final class History {
        private final long seed;
        private final SplittableRandom random;
        private final Collections collections = collections();
        private final List<Update> model = new ArrayList<>();
        private final SortedMap<Long, Follower> followers = new TreeMap<>();
        private long upper;
        private long since;

        private record Follower(Listener listener, long from, List<Update> seen) {}

        History(long seed) {
            this.seed = seed;
            this.random = new SplittableRandom(seed);
        }

        void run() {
            boolean table = random.nextBoolean();
            if (table) collections.createTable(A);
            else collections.create(A);
            for (int step = 0; step < 300; step++) {
                switch (random.nextInt(6)) {
                    case 0, 1, 2 -> append(table);
                    case 3 -> {
                        since = Math.min(upper, since + random.nextInt(4));
                        collections.allowCompaction(A, Frontier.at(since));
                    }
                    case 4 -> {
                        long from = since + random.nextLong(upper - since + 1);
                        if (from > since) {
                            Listener listener = collections.listen(A, Frontier.at(from));
                            followers.put((long) step, new Follower(listener, from, new ArrayList<>()));
                        }
                    }
                    default -> pull();
                }
                if (upper > since) check(since + random.nextLong(upper - since));
            }
            pull();
            followers.forEach((step, follower) -> {
                while (drain(follower)) {}
                assertThat(summed(follower.seen))
                        .as("seed %d, listener of step %d", seed, step)
                        .isEqualTo(summed(model.stream()
                                .filter(u -> u.time() >= follower.from)
                                .toList()));
            });
        }

        private void append(boolean table) {
            long next = upper + 1 + random.nextInt(3);
            List<Update> updates = new ArrayList<>();
            for (int i = random.nextInt(20); i > 0; i--) {
                long time = upper + random.nextLong(next - upper);
                updates.add(new Update(row("r" + random.nextInt(30)), time, random.nextInt(5) - 2));
            }
            updates.removeIf(u -> u.diff() == 0);
            model.addAll(updates);
            Part part = Part.rows(Batch.of(updates.toArray(Update[]::new)));
            boolean done = table
                    ? collections.appendTables(List.of(new TableAppend(A, part)), Frontier.at(upper), Frontier.at(next))
                    : collections.append(A, Frontier.at(upper), Frontier.at(next), part);
            assertThat(done).as("seed %d", seed).isTrue();
            upper = next;
        }

        private void pull() {
            if (followers.isEmpty()) return;
            drain(followers.get(followers.firstKey()));
            Follower any = followers.get(followers.lastKey());
            drain(any);
        }

        private boolean drain(Follower follower) {
            Frontier before = follower.listener.seen();
            Optional<Chunk> next = follower.listener.next();
            if (next.isEmpty()) return false;
            Chunk chunk = next.get();
            assertThat(chunk.lower()).as("seed %d", seed).isEqualTo(before);
            assertThat(chunk.upper()).isEqualTo(follower.listener.seen()).isGreaterThan(before);
            chunk.part().rows().forEach(update -> {
                assertThat(before.lessEqual(update.time()) && chunk.upper().isPast(update.time()))
                        .as("seed %d: %s in %s", seed, update, chunk)
                        .isTrue();
                follower.seen.add(update);
            });
            return true;
        }

        private void check(long time) {
            List<Chunk> chunks = collections.snapshot(A, time);
            Frontier end = Frontier.MINIMUM;
            for (Chunk chunk : chunks) {
                assertThat(chunk.lower()).as("seed %d", seed).isEqualTo(end);
                end = chunk.upper();
            }
            assertThat(end).isEqualTo(Frontier.at(upper)).isEqualTo(collections.upper(A));
            assertThat(chunks.size()).as("seed %d: few chunks", seed).isLessThan(24);
            assertThat(at(collections, A, time))
                    .as("seed %d at %d", seed, time)
                    .isEqualTo(
                            counts(model.stream().filter(u -> u.time() <= time).toList()));
        }
    }

    private static Row row(String text) {
        return Row.of(Datum.of(text));
    }

    private static Part insert(String text, long time) {
        return Part.rows(Batch.of(Update.insert(row(text), time)));
    }

    private static Part moved(Part part, long by) {
        Batch.Builder rows = new Batch.Builder();
        part.rows().forEach(update -> rows.add(update.row(), update.time() + by, update.diff()));
        return Part.rows(rows.build());
    }

    private static int updates(List<Chunk> chunks) {
        return chunks.stream().mapToInt(chunk -> chunk.part().rows().size()).sum();
    }

    /** The rows that the snapshot holds at {@code time}, with their counts. */
    private static SortedMap<String, Long> at(Collections collections, GlobalId id, long time) {
        List<Update> updates = new ArrayList<>();
        for (Chunk chunk : collections.snapshot(id, time)) {
            chunk.part().rows().forEach(update -> {
                if (update.time() <= time) updates.add(update);
            });
        }
        return counts(updates);
    }

    private static SortedMap<String, Long> counts(List<Update> updates) {
        SortedMap<String, Long> counts = new TreeMap<>();
        for (Update update : updates) {
            counts.merge(((Datum.Text) update.row().datums().get(0)).value(), update.diff(), Long::sum);
        }
        counts.values().removeIf(count -> count == 0);
        return counts;
    }

    private static Batch summed(List<Update> updates) {
        return Batch.of(updates.toArray(Update[]::new)).consolidate();
    }
}
