package dev.coordtest.compute.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.PackedHash;
import dev.coordtest.repr.Row;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A table of groups behaves as a map from keys to states, whatever comes and goes. */
class GroupTableTest {
    @Test
    void groupsComeAndGoAsInAMap() {
        for (int seed = 0; seed < 60; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            GroupTable table = new GroupTable(2);
            TreeMap<Row, Long> expected = new TreeMap<>();
            int keys = random.nextInt(1, 400);
            for (int step = 0; step < 3000; step++) {
                Row key = key(random.nextInt(keys));
                int entry = find(table, key);
                long now = table.states()[table.stateOf(entry) + 1];
                assertThat(now).as("seed %d step %d", seed, step).isEqualTo(expected.getOrDefault(key, 0L));
                if (now == 0 || random.nextInt(3) > 0) {
                    table.states()[table.stateOf(entry) + 1] = now + 1;
                    expected.merge(key, 1L, Long::sum);
                } else {
                    table.remove(entry);
                    expected.remove(key);
                }
                assertThat(table.size()).isEqualTo(expected.size());
            }
            expected.forEach((key, state) -> {
                int entry = find(table, key);
                assertThat(Row.ofPacked(table.keys(), table.keyStart(entry), table.keyEnd(entry)))
                        .isEqualTo(key);
                assertThat(table.states()[table.stateOf(entry) + 1]).isEqualTo(state);
            });
        }
    }

    private static Row key(int number) {
        return number == 0 ? Row.EMPTY : Row.of(Datum.of("k".repeat(number % 40)), Datum.of((long) number));
    }

    private static int find(GroupTable table, Row key) {
        return table.findOrAdd(PackedHash.of(key.packed(), 0, key.length()), key.packed(), 0, key.length());
    }
}
