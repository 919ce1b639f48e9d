package dev.coordtest.coordtest.fuzz;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** Draws for a generator, and remembers which features it has drawn. */
final class Dice {
    private final SplittableRandom random;
    private final Set<Feature> on = EnumSet.noneOf(Feature.class);
    private final Map<Feature, Long> used = new EnumMap<>(Feature.class);

    /** Each feature is on with a chance that is drawn first, so that some files have almost everything and some almost nothing. */
    Dice(long seed) {
        random = new SplittableRandom(seed);
        int chance = 25 + random.nextInt(65);
        for (Feature feature : Feature.values()) if (random.nextInt(100) < chance) on.add(feature);
        on.add(Feature.TABLE);
        on.add(Feature.INSERT);
        on.add(Feature.SELECT);
    }

    boolean has(Feature feature) {
        return on.contains(feature);
    }

    void used(Feature feature) {
        used.merge(feature, 1L, Long::sum);
    }

    /** Whether a feature is on and is drawn now, one time in {@code times}; notes that it is. */
    boolean uses(Feature feature, int times) {
        if (!has(feature) || random.nextInt(times) != 0) return false;
        used(feature);
        return true;
    }

    Map<Feature, Long> used() {
        return used;
    }

    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    <T> T pick(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }

    @SafeVarargs
    final <T> T of(T... things) {
        return things[random.nextInt(things.length)];
    }
}
