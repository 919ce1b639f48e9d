package dev.coordtest.bench.kernel;

import dev.coordtest.repr.Batch;
import dev.coordtest.repr.RowPacker;
import java.util.SplittableRandom;

/** Rows of three bigints, all at time 0 and there once. */
final class Rows {
    private Rows() {}

    /** In no order; {@code first} and every {@code step}-th number after it are their keys. */
    static Batch shuffled(int count, long first, long step, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] keys = new long[count];
        for (int i = 0; i < count; i++) {
            int j = random.nextInt(i + 1);
            keys[i] = keys[j];
            keys[j] = first + i * step;
        }
        RowPacker packer = new RowPacker();
        Batch.Builder rows = new Batch.Builder(count, 27 * count);
        for (long key : keys) {
            rows.add(packer.clear().push(key).push(random.nextLong(1000)).push(random.nextLong(1000)), 0, 1);
        }
        return rows.build();
    }
}
