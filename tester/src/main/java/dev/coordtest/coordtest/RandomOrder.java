package dev.coordtest.coordtest;

import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * An order of deliveries drawn from a seed, in one of three ways that find different things: every choice at random; mostly as the file has it; or by priorities of the queues that
 * are drawn once and change now and then (Burckhardt and others, "A randomized scheduler with probabilistic guarantees of finding bugs", 2010).
 */
final class RandomOrder {
    private enum Way {
        UNIFORM,
        NEAR,
        PRIORITIES
    }

    private final SplittableRandom random;
    private final Way way;
    /** One choice in so many departs. */
    private final int rarity;

    private final SortedMap<String, Long> priorities = new TreeMap<>();

    RandomOrder(long seed) {
        random = new SplittableRandom(seed);
        way = Way.values()[random.nextInt(Way.values().length)];
        rarity = 2 << random.nextInt(6);
    }

    /** One of the queues that are ready, whose first is the default. */
    String choose(List<String> ready) {
        return switch (way) {
            case UNIFORM -> any(ready);
            case NEAR -> random.nextInt(rarity) == 0 ? any(ready) : ready.getFirst();
            case PRIORITIES -> highest(ready);
        };
    }

    private String any(List<String> ready) {
        return ready.get(random.nextInt(ready.size()));
    }

    private String highest(List<String> ready) {
        String best = ready.getFirst();
        for (String each : ready) if (priority(each) > priority(best)) best = each;
        if (random.nextInt(rarity) == 0) priorities.put(best, random.nextLong());
        return best;
    }

    private long priority(String queue) {
        return priorities.computeIfAbsent(queue, ignored -> random.nextLong());
    }
}
