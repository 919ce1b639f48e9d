package dev.coordtest.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The workloads come to the sums that other engines came to, whatever the size of the commits. No time is looked at. */
class BenchTest {
    @Test
    void aggregatesComeToTheSumOfOtherEngines() {
        assertThat(sum("agg", 100_000, 200_000, 1000)).isEqualTo("bca7d0b2fdeaf870");
    }

    @Test
    void aJoinComesToTheSumOfOtherEngines() {
        assertThat(sum("join2", 10_000, 20_000, 1000)).isEqualTo("6e36e80695ae4485");
    }

    @Test
    void theSizeOfCommitsDoesNotChangeTheSum() {
        assertThat(sum("join2", 1000, 2000, 1)).isEqualTo(sum("join2", 1000, 2000, 100));
        assertThat(sum("agg", 1000, 2000, 1)).isEqualTo(sum("agg", 1000, 2000, 300));
        assertThat(sum("count", 0, 500, 1)).isEqualTo(sum("count", 0, 500, 500));
    }

    @Test
    void hydrationComesToTheSumOfMaintenance() {
        Maintenance maintained = new Maintenance(new Agg(10_000, true, new Draws(1)));
        maintained.load(10_000);
        Hydrate hydrate = new Hydrate(10_000);
        assertThat(hydrate.run(hydrate.input()).checksum().value())
                .isEqualTo(maintained.engine().checksum().value());
    }

    @Test
    void everyPeekFindsItsGroup() {
        Maintenance run = new Maintenance(new Agg(10_000, true, new Draws(1)));
        run.load(10_000);
        run.update(1000, 10, () -> {});
        Peeks peeks = new Peeks(run.engine(), 1000);
        for (int i = 0; i < 500; i++) peeks.one();
        assertThat(run.engine().rowsAnswered()).isEqualTo(500);
    }

    private static String sum(String workload, int rows, int updates, int batch) {
        Maintenance run = new Maintenance(Bench.workload(workload, rows));
        run.load(rows);
        run.update(updates, batch, () -> {});
        return run.engine().checksum().toString();
    }
}
