package dev.coordtest.storage.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordtest.protocol.collection.Collections;
import dev.coordtest.protocol.collection.Part;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.RowPacker;
import org.junit.jupiter.api.Test;

class MemoryCollectionsTest extends CollectionsContract {
    @Override
    Collections collections() {
        return new MemoryCollections();
    }

    @Test
    void rowsOfThreeBigintsTakeLittleMoreThanTheirBytes() {
        Collections collections = collections();
        GlobalId id = GlobalId.user(1);
        collections.create(id);
        RowPacker packer = new RowPacker();
        int rows = 300_000;
        int batch = 1_000;
        for (int t = 0; t < rows / batch; t++) {
            Batch.Builder builder = new Batch.Builder();
            for (long i = 0; i < batch; i++) {
                long key = (t * (long) batch + i) * 0x9E3779B97F4A7C15L;
                builder.add(packer.clear().push(key).push(key >>> 7).push(i), t, 1);
            }
            collections.append(id, Frontier.at(t), Frontier.at(t + 1), Part.rows(builder.build()));
        }
        long bytes = collections.snapshot(id, rows).stream()
                .mapToLong(chunk -> chunk.part().rows().heapBytes())
                .sum();
        assertThat(bytes / rows).isLessThan(42);
        assertThat(collections.snapshot(id, rows)).hasSizeLessThan(24);
    }
}
