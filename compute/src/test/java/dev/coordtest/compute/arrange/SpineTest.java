package dev.coordtest.compute.arrange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordtest.repr.Batch;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.Row;
import dev.coordtest.repr.RowPacker;
import dev.coordtest.repr.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A spine holds, at every time from its since on, what has been inserted; however it is merged. */
class SpineTest {
    private record Inserted(long key, long value, long time) implements Comparable<Inserted> {
        @Override
        public int compareTo(Inserted that) {
            int byKey = Long.compare(key, that.key);
            if (byKey != 0) return byKey;
            int byValue = Long.compare(value, that.value);
            return byValue != 0 ? byValue : Times.compare(time, that.time);
        }
    }

    @Test
    void aKeyHoldsAtEveryReadableTimeWhatWasInserted() {
        for (int seed = 0; seed < 80; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Spine spine = new Spine();
            TreeMap<Inserted, Long> all = new TreeMap<>();
            int keys = random.nextInt(1, 60);
            long since = 0;
            for (long time = 0; time < 60; time++) {
                spine.insert(random(random, keys, time, all));
                if (random.nextInt(4) == 0) spine.setSince(Frontier.at(since = random.nextLong(since, time + 1)));
                if (random.nextInt(4) == 0) spine.compact(random.nextInt(500));
                if (random.nextInt(3) > 0) continue;
                long key = random.nextInt(keys);
                for (long at = since; at <= time; at++) {
                    assertThat(read(spine, key, at))
                            .as("seed %d key %d at %d", seed, key, at)
                            .isEqualTo(expected(all, key, at));
                }
            }
        }
    }

    @Test
    void historyThatMayGoDoesGo() {
        Spine spine = new Spine();
        Row row = Row.of(Datum.of(1L));
        for (long time = 0; time < 200_000; time++) {
            spine.insert(
                    new Batch.Builder().add(row, time, time % 2 == 0 ? 1 : -1).build());
            spine.setSince(Frontier.at(time));
        }
        assertThat(spine.size()).isLessThan(5000);
    }

    @Test
    void historyThatWasHeldGoesOnceItMayThoughNothingComesIn() {
        Spine spine = new Spine();
        Row row = Row.of(Datum.of(1L));
        for (long time = 0; time < 20_000; time++) {
            spine.insert(
                    new Batch.Builder().add(row, time, time % 2 == 0 ? 1 : -1).build());
        }
        spine.setSince(Frontier.at(10_000));
        for (int i = 0; i < 1000; i++) spine.compact(100);
        assertThat(spine.size()).isLessThan(10_000 + 100);
        assertThat(read(spine, 10_000)).isEqualTo(1);
        assertThat(read(spine, 19_999)).isZero();
        spine.setSince(Frontier.at(20_000));
        for (int i = 0; i < 1000; i++) spine.compact(100);
        assertThat(spine.isEmpty()).isTrue();
    }

    @Test
    void aStepOfCompactionIsBounded() {
        Spine spine = new Spine();
        Batch.Builder rows = new Batch.Builder();
        for (long i = 0; i < 10_000; i++) rows.add(Row.of(Datum.of(i / 2)), i % 2, i % 2 == 0 ? 1 : -1);
        spine.insert(rows.build());
        spine.setSince(Frontier.at(1));
        int steps = 0;
        for (; !spine.isEmpty(); steps++) spine.compact(100);
        assertThat(steps).isEqualTo(100);
    }

    @Test
    void thereAreFewBatches() {
        Spine spine = new Spine();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 300; i++) {
            spine.insert(random(random, 100_000, i, new TreeMap<>()));
            assertThat(spine.batches()).hasSizeLessThan(32);
        }
    }

    @Test
    void keysLookedUpTogetherFindWhatEachFindsAlone() {
        for (long seed = 1; seed <= 60; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Spine spine = new Spine();
            int keys = 1 << random.nextInt(14);
            for (int i = random.nextInt(40); i >= 0; i--) spine.insert(random(random, keys, i, new TreeMap<>()));
            RowPacker packed = new RowPacker();
            List<Integer> ends = new ArrayList<>();
            KeyGroup group = new KeyGroup();
            while (ends.size() < 64) {
                packed.push(Datum.of((long) random.nextInt(keys + 1)));
                ends.add(packed.length());
            }
            group.reset(packed.bytes());
            for (int k = 0, start = 0; k < ends.size(); start = ends.get(k++)) group.add(start, ends.get(k));
            assertThat(group.isFull()).isTrue();
            List<List<String>> together = new ArrayList<>();
            for (int k = 0; k < ends.size(); k++) together.add(new ArrayList<>());
            spine.visitKeys(group, (key, batch, i) -> together.get(key).add(batch.row(i) + " " + batch.time(i)));
            for (int k = 0, start = 0; k < ends.size(); start = ends.get(k++)) {
                List<String> alone = new ArrayList<>();
                spine.visitKey(
                        packed.bytes(),
                        start,
                        ends.get(k),
                        (batch, i) -> alone.add(batch.row(i) + " " + batch.time(i)));
                assertThat(together.get(k)).as("seed %d key %d", seed, k).isEqualTo(alone);
            }
        }
    }

    private static Batch random(SplittableRandom random, int keys, long time, TreeMap<Inserted, Long> all) {
        Batch.Builder batch = new Batch.Builder();
        for (int i = random.nextInt(300); i > 0; i--) {
            long key = random.nextInt(keys);
            long value = random.nextInt(3);
            long diff = random.nextBoolean() ? 1 : -1;
            batch.add(Row.of(Datum.of(key), Datum.of(value)), time, diff);
            all.merge(new Inserted(key, value, time), diff, Long::sum);
        }
        return batch.build();
    }

    /** How often any row is there. */
    private static long read(Spine spine, long at) {
        long[] sum = new long[1];
        spine.visitAll((batch, i) -> {
            if (Times.lessEqual(batch.time(i), at)) sum[0] += batch.diff(i);
        });
        return sum[0];
    }

    private static TreeMap<Long, Long> expected(TreeMap<Inserted, Long> all, long key, long at) {
        TreeMap<Long, Long> values = new TreeMap<>();
        all.forEach((inserted, diff) -> {
            if (inserted.key == key && inserted.time <= at) values.merge(inserted.value, diff, Long::sum);
        });
        values.values().removeIf(diff -> diff == 0);
        return values;
    }

    private static TreeMap<Long, Long> read(Spine spine, long key, long at) {
        TreeMap<Long, Long> values = new TreeMap<>();
        Row prefix = Row.of(Datum.of(key));
        spine.visitKey(prefix.packed(), 0, prefix.length(), (batch, i) -> {
            if (Times.lessEqual(batch.time(i), at)) {
                values.merge(((Datum.Int64) batch.row(i).datums().get(1)).value(), batch.diff(i), Long::sum);
            }
        });
        values.values().removeIf(diff -> diff == 0);
        return values;
    }
}
