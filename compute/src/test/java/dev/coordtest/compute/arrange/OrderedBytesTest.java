package dev.coordtest.compute.arrange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordtest.compute.RandomValues;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.DatumOrder;
import dev.coordtest.repr.Row;
import dev.coordtest.repr.ShownOrder;
import dev.coordtest.repr.type.ScalarType;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Bytes stand for the order of the values that they are written for. */
final class OrderedBytesTest {
    @Test
    void bytesCompareAsTheValuesDoEitherWayRound() {
        for (long seed = 0; seed < 20_000; seed++) {
            RandomValues random = new RandomValues(new SplittableRandom(seed));
            ScalarType type = random.type();
            Datum a = random.datum(type);
            Datum b = random.datum(type);
            boolean descending = seed % 2 == 0;
            boolean nullsLast = seed % 3 == 0;
            int expected = a.isNull() || b.isNull()
                    ? Boolean.compare(a.isNull(), b.isNull()) * (nullsLast ? 1 : -1)
                    : Integer.signum(DatumOrder.ORDER.compare(a, b)) * (descending ? -1 : 1);
            byte[] first = bytes(new OrderedBytes().put(a, descending, nullsLast));
            byte[] second = bytes(new OrderedBytes().put(b, descending, nullsLast));
            assertThat(Integer.signum(Arrays.compareUnsigned(first, second)))
                    .as("seed %d: %s and %s", seed, a, b)
                    .isEqualTo(expected);
            if (expected != 0) {
                assertThat(first[0] == second[0]
                                && Arrays.mismatch(first, second) >= Math.min(first.length, second.length))
                        .as("seed %d: %s begins %s", seed, a, b)
                        .isFalse();
            }
        }
    }

    @Test
    void rowsCompareAsTheyAreShown() {
        for (long seed = 0; seed < 20_000; seed++) {
            RandomValues random = new RandomValues(new SplittableRandom(seed));
            ScalarType type = random.type();
            Row a = Row.of(random.datum(ScalarType.NUMERIC), random.datum(type));
            Row b = Row.of(random.datum(ScalarType.NUMERIC), random.datum(type));
            byte[] first = bytes(new OrderedBytes().putShown(a));
            byte[] second = bytes(new OrderedBytes().putShown(b));
            assertThat(Integer.signum(Arrays.compareUnsigned(first, second)))
                    .as("seed %d: %s and %s", seed, a, b)
                    .isEqualTo(Integer.signum(ShownOrder.ORDER.compare(a, b)));
        }
    }

    private static byte[] bytes(OrderedBytes ordered) {
        return Arrays.copyOf(ordered.bytes(), ordered.length());
    }
}
