package dev.coordtest.repr;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Consolidation and merging against their plain definition: a sorted map from (row, time) to a sum. */
class BatchTest {
    private record Key(Row row, long time) {}

    private static final Comparator<Key> ORDER = Comparator.<Key, byte[]>comparing(
                    key -> key.row().packed(), java.util.Arrays::compareUnsigned)
            .thenComparing(Key::time, Times::compare);

    @Test
    void aConsolidatedBatchIsSortedAndSummed() {
        for (int seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Batch batch = random(random, random.nextInt(1, 700));
            assertThat(batch.consolidate()).as("seed %d", seed).isEqualTo(sum(Frontier.MINIMUM, batch));
        }
    }

    @Test
    void aMergeInStepsIsTheSumWithTimesMovedUp() {
        for (int seed = 0; seed < 500; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Batch left = random(random, random.nextInt(0, 200)).consolidate();
            Batch right = random(random, random.nextInt(0, 200)).consolidate();
            Frontier since = random.nextInt(8) == 0 ? Frontier.CLOSED : Frontier.at(random.nextInt(6));
            BatchMerge merge = new BatchMerge(left, right, since);
            while (!merge.isDone()) merge.work(random.nextInt(1, 50));
            assertThat(merge.result()).as("seed %d", seed).isEqualTo(sum(since, left, right));
        }
    }

    @Test
    void updatesInOrderOfTimeKeepTheirOrderWithinATime() {
        Batch batch = Batch.of(update(1, 5), update(2, 3), update(3, 5), update(4, -1));
        assertThat(batch.byTime()).containsExactly(1, 0, 2, 3);
    }

    @Test
    void aWholeNumberIsPackedAsItsNumeric() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 2000; i++) {
            long value = random.nextLong() >> random.nextInt(64);
            if (i < 40) value = i % 2 == 0 ? i * 500L : -i * 1000L;
            if (i == 40) value = Long.MIN_VALUE;
            RowPacker packer = new RowPacker().pushNumeric(value);
            assertThat(packer.toRow()).isEqualTo(Row.of(Datum.of(BigDecimal.valueOf(value))));
            assertThat(new RowReader().reset(packer).wholeNumber(0)).isEqualTo(value);
        }
    }

    private static Update update(long value, long time) {
        return new Update(Row.of(Datum.of(value)), time, 1);
    }

    /** Rows with long common beginnings, short ones, and many that are equal. */
    private static Batch random(SplittableRandom random, int size) {
        Batch.Builder batch = new Batch.Builder();
        RowPacker row = new RowPacker();
        int times = random.nextInt(1, 5);
        int values = random.nextInt(1, 300);
        String common = "a".repeat(random.nextInt(12));
        for (int i = 0; i < size; i++) {
            row.clear();
            if (random.nextInt(4) > 0) row.push(common + random.nextInt(values));
            if (random.nextBoolean()) row.push((long) random.nextInt(values));
            batch.add(row, random.nextInt(times), random.nextInt(-1, 2));
        }
        return batch.build();
    }

    private static Batch sum(Frontier since, Batch... batches) {
        TreeMap<Key, Long> sums = new TreeMap<>(ORDER);
        for (Batch batch : batches) {
            batch.forEach(update -> {
                long time = since.closed() ? update.time() : Times.max(update.time(), since.time());
                sums.merge(new Key(update.row(), time), update.diff(), Long::sum);
            });
        }
        Batch.Builder expected = new Batch.Builder();
        sums.forEach((key, diff) -> {
            if (diff != 0) expected.add(key.row(), key.time(), diff);
        });
        return expected.build();
    }
}
