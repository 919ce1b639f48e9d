package dev.coordtest.coordtest;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Every order that differs from the others in more than the order of deliveries that do not see each other, one run after the other: source sets with sleep sets (Abdulla, Aronis, Jonsson and Sagonas,
 * 2014). At first each choice has one alternative; where a run shows that two of its events race, that the later one comes first becomes another at the earlier one's place. What
 * has been tried at a choice sleeps below its later alternatives until something happens that it conflicts with.
 */
final class Exhaustive implements Schedule {
    /** The choices of the run at hand. */
    private final List<Choice> path = new ArrayList<>();
    /** The last choice that is not as it was in the run before. */
    private int fresh;

    private static final class Choice {
        final List<String> open;
        final SortedSet<String> wanted = new TreeSet<>();
        /** What need not be tried here, with what it would touch. */
        final Map<String, Footprint> asleep;

        String taken;

        @Nullable
        Footprint touched;

        Choice(List<String> open, Map<String, Footprint> asleep, String taken) {
            this.open = open;
            this.asleep = asleep;
            this.taken = taken;
            wanted.add(taken);
        }
    }

    @Override
    public @Nullable String choose(int step, List<String> open) {
        if (step < path.size()) {
            String taken = path.get(step).taken;
            if (!open.contains(taken))
                throw new IllegalStateException(taken + " was open at " + step + ", now " + open);
            return taken;
        }
        Map<String, Footprint> asleep = new HashMap<>();
        if (step > 0) {
            Choice before = path.get(step - 1);
            Footprint touched = before.touched;
            if (touched == null) throw new IllegalStateException("nothing happened at " + (step - 1));
            before.asleep.forEach((queue, footprint) -> {
                if (!queue.equals(before.taken) && !footprint.conflicts(touched)) asleep.put(queue, footprint);
            });
        }
        for (String queue : open) {
            if (asleep.containsKey(queue)) continue;
            path.add(new Choice(open, asleep, queue));
            return queue;
        }
        return null;
    }

    @Override
    public boolean happened(int step, Causality causality, BitSet races) {
        path.get(step).touched = causality.footprint(step);
        if (step < fresh) return true;
        for (int earlier = races.nextSetBit(0); earlier >= 0; earlier = races.nextSetBit(earlier + 1)) {
            reverse(earlier, step, causality);
        }
        return true;
    }

    /** Makes sure that {@code later}, with what it needs, is tried before {@code earlier}. */
    private void reverse(int earlier, int later, Causality causality) {
        Choice choice = path.get(earlier);
        List<Integer> independent = new ArrayList<>();
        String first = null;
        for (int event = earlier + 1; event <= later; event++) {
            if (event < later && causality.isBefore(earlier, event)) continue;
            int candidate = event;
            boolean isInitial = independent.stream().noneMatch(i -> causality.isBefore(i, candidate));
            independent.add(event);
            String queue = causality.queue(event);
            if (!isInitial || !choice.open.contains(queue)) continue;
            if (choice.wanted.contains(queue) || choice.asleep.containsKey(queue)) return;
            if (first == null || event == later) first = queue;
        }
        if (first != null) choice.wanted.add(first);
    }

    /** Goes on to the next order; returns whether there is one. */
    boolean next() {
        while (!path.isEmpty()) {
            Choice choice = path.getLast();
            Footprint touched = choice.touched;
            if (touched != null) choice.asleep.put(choice.taken, touched);
            for (String queue : choice.wanted) {
                if (choice.asleep.containsKey(queue)) continue;
                choice.taken = queue;
                choice.touched = null;
                fresh = path.size() - 1;
                return true;
            }
            path.removeLast();
        }
        return false;
    }

    /** Orders that are known to be left: at least so many. */
    long waiting() {
        long waiting = 0;
        for (Choice choice : path) {
            for (String queue : choice.wanted) {
                if (!queue.equals(choice.taken) && !choice.asleep.containsKey(queue)) waiting++;
            }
        }
        return waiting;
    }

    /**
     * The share of all orders that are done, if below every choice the alternatives that are left are like those that were tried: the weighted backtrack estimator (Kilby, Slaney, Thiébaux and Walsh, 2006).
     * Alternatives that no race has shown yet are not counted, so that it is rather too large.
     */
    double done() {
        double done = 0;
        double weight = 1;
        for (Choice choice : path) {
            weight /= choice.wanted.size();
            for (String queue : choice.wanted) if (choice.asleep.containsKey(queue)) done += weight;
        }
        return done;
    }

    @Override
    public boolean isWhole() {
        return true;
    }
}
