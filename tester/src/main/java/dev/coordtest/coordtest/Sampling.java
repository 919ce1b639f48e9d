package dev.coordtest.coordtest;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Draws orders of a file that has too many. Every other one is drawn by partial order sampling (POS; Yuan, Yang and Gu, 2018): what can happen next has a random priority, and gets
 * a new one whenever something happens that it conflicts with. The others are drawn by priorities of queues of which a few fall at random places (PCT; Burckhardt, Kothari, Musuvathi and
 * Nagarakatte, 2010): those find what takes few deviations, the former spread over orders that can be told apart.
 */
final class Sampling {
    /** At most so many priorities fall in a run of PCT. */
    private static final int FALLS_MAX = 4;

    private final SplittableRandom seeds;
    /** What the latest delivery of a queue touched, in whatever run: its next is taken to touch the same. */
    private final Map<String, Footprint> touched = new HashMap<>();

    private int length = 50;
    private long drawn;
    private long number;

    Sampling(long seed) {
        seeds = new SplittableRandom(seed);
    }

    /** The schedule of the next run. */
    Schedule next() {
        SplittableRandom random = seeds.split();
        return drawn++ % 2 == 0 ? new ByOrder(random) : new ByQueue(random);
    }

    /** Tells what the latest run has come to: equal orders have equal numbers. */
    long number() {
        return number;
    }

    /** What both have in common: the highest priority comes first. */
    private abstract class Drawn implements Schedule {
        final SplittableRandom random;
        final Map<String, Double> priorities = new HashMap<>();
        private @Nullable String taken;

        Drawn(SplittableRandom random) {
            this.random = random;
        }

        /** Whether something has happened in {@code queue} that changes priorities. */
        abstract void after(int step, String queue, Footprint footprint);

        @Override
        public String choose(int step, List<String> open) {
            String best = open.getFirst();
            for (String queue : open) if (priority(queue) > priority(best)) best = queue;
            taken = best;
            return best;
        }

        private double priority(String queue) {
            return priorities.computeIfAbsent(queue, ignored -> random.nextDouble());
        }

        @Override
        public boolean happened(int step, Causality causality, BitSet races) {
            if (taken == null) throw new IllegalStateException("nothing was chosen at " + step);
            Footprint footprint = causality.footprint(step);
            touched.put(taken, footprint);
            after(step, taken, footprint);
            number = causality.number();
            length = Math.max(length, step);
            return true;
        }

        @Override
        public boolean isWhole() {
            return false;
        }
    }

    private final class ByOrder extends Drawn {
        ByOrder(SplittableRandom random) {
            super(random);
        }

        @Override
        void after(int step, String queue, Footprint footprint) {
            priorities.remove(queue);
            priorities.keySet().removeIf(other -> {
                Footprint expected = touched.get(other);
                return expected == null || expected.conflicts(footprint);
            });
        }
    }

    private final class ByQueue extends Drawn {
        private final BitSet falls = new BitSet();

        ByQueue(SplittableRandom random) {
            super(random);
            int count = 1 + random.nextInt(FALLS_MAX);
            for (int i = 0; i < count; i++) falls.set(random.nextInt(length));
        }

        @Override
        void after(int step, String queue, Footprint footprint) {
            if (falls.get(step)) priorities.put(queue, -(double) step);
        }
    }
}
