package dev.coordtest.storage.durable;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link Durable} keeps, whenever it crashes. */
abstract class DurableContract {
    /** The log as it is. */
    abstract Durable open();

    /** The log after a crash that took all records that are not synced but the first {@code lucky}. */
    abstract Durable crash(int lucky);

    @Test
    void aCrashTakesNothingThatIsSynced() {
        Durable log = open();
        log.append("a".getBytes(UTF_8));
        log.sync();
        log.append("b".getBytes(UTF_8));
        assertThat(texts(log)).containsExactly("a", "b");
        assertThat(texts(crash(0))).containsExactly("a");
    }

    @Test
    void aCrashMayLeaveTheFirstRecordsThatAreNotSynced() {
        Durable log = open();
        for (String record : List.of("a", "b", "c")) log.append(record.getBytes(UTF_8));
        assertThat(texts(crash(2))).containsExactly("a", "b");
    }

    @Test
    void recordsBelongToTheLog() {
        Durable log = open();
        byte[] record = {'a'};
        log.append(record);
        record[0] = 'x';
        log.records().get(0)[0] = 'y';
        assertThat(texts(log)).containsExactly("a");
    }

    @Test
    void anyNumberOfCrashesLeavesAPrefixOfWhatWasWritten() {
        for (long seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<String> written = new ArrayList<>(texts(crash(0)));
            int synced = written.size();
            Durable log = open();
            for (int step = 0; step < 30; step++) {
                switch (random.nextInt(4)) {
                    case 0 -> {
                        log.sync();
                        synced = written.size();
                    }
                    case 1 -> {
                        int lucky = random.nextInt(written.size() - synced + 1);
                        log = crash(lucky);
                        written.subList(synced + lucky, written.size()).clear();
                        synced = written.size();
                    }
                    default -> {
                        String record = seed + "/" + step;
                        log.append(record.getBytes(UTF_8));
                        written.add(record);
                    }
                }
                assertThat(texts(log)).as("seed %d, step %d", seed, step).isEqualTo(written);
            }
        }
    }

    private static List<String> texts(Durable log) {
        return log.records().stream().map(record -> new String(record, UTF_8)).toList();
    }
}
