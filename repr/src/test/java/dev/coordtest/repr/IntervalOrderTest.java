package dev.coordtest.repr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordtest.repr.Datum.Interval;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Intervals are compared by their length; those of one length have one canonical form, however long they are. */
final class IntervalOrderTest {
    private static final long DAY = 86_400_000_000L;

    private static final List<Interval> INTERVALS = List.of(
            Interval.NEGATIVE_INFINITY,
            new Interval(Integer.MIN_VALUE, Integer.MIN_VALUE, 0),
            new Interval(Integer.MIN_VALUE, 0, 0),
            new Interval(-1, 0, 0),
            new Interval(0, -30, 0),
            new Interval(0, -29, -DAY),
            new Interval(0, 0, -1),
            new Interval(1, -30, 0),
            new Interval(0, 0, 1),
            new Interval(0, 1, 0),
            new Interval(0, 0, DAY),
            new Interval(1, 0, 0),
            new Interval(0, 31, -DAY),
            new Interval(Integer.MAX_VALUE, 0, 0),
            new Interval(Integer.MAX_VALUE, 60, 0),
            new Interval(Integer.MAX_VALUE, Integer.MAX_VALUE, 0),
            new Interval(Integer.MAX_VALUE, Integer.MAX_VALUE, DAY),
            Interval.POSITIVE_INFINITY);

    @Test
    void theyAscend() {
        for (int i = 1; i < INTERVALS.size(); i++) {
            assertThat(DatumOrder.ORDER.compare(INTERVALS.get(i - 1), INTERVALS.get(i)))
                    .as("%s and %s", INTERVALS.get(i - 1), INTERVALS.get(i))
                    .isLessThanOrEqualTo(0);
        }
    }

    @Test
    void canonicalFormsAreEqualIfAndOnlyIfTheIntervalsAre() {
        for (Interval a : INTERVALS) {
            for (Interval b : INTERVALS) {
                boolean equal = DatumOrder.ORDER.compare(a, b) == 0;
                assertThat(DatumOrder.canonical(a).equals(DatumOrder.canonical(b)))
                        .as("%s and %s", a, b)
                        .isEqualTo(equal);
            }
            assertThat(DatumOrder.ORDER.compare(a, DatumOrder.canonical(a)))
                    .as("%s", a)
                    .isZero();
        }
    }
}
