package dev.coordtest.datadriven;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Compares two lists of lines by their longest common run, then what lies before and after it (Ratcliff and Obershelp,
 * "Pattern matching: the gestalt approach", 1988). That is not always the shortest difference, but one that people read
 * easily, since it keeps blocks together.
 *
 * <p>It may take the square of the number of lines, and more. Lists that are long beyond a limit once their common
 * beginning and end are set aside are one single change, so that any input is answered at once.
 */
final class LineDiff {
    private static final long CELLS_MAX = 1_000_000;

    /** Lines {@code fromA} to {@code toA} of the first list became {@code fromB} to {@code toB} of the second. */
    record Change(int fromA, int toA, int fromB, int toB) {}

    private final List<String> a;
    private final List<String> b;
    private final Map<String, List<Integer>> placesInB = new HashMap<>();

    private LineDiff(List<String> a, List<String> b) {
        this.a = a;
        this.b = b;
        for (int j = 0; j < b.size(); j++)
            placesInB.computeIfAbsent(b.get(j), _ -> new ArrayList<>()).add(j);
    }

    /** The changes that make {@code b} of {@code a}, in order; what lies between them is equal. */
    static List<Change> changes(List<String> a, List<String> b) {
        if ((long) a.size() * b.size() <= CELLS_MAX) return new LineDiff(a, b).changes();
        int head = 0;
        int shorter = Math.min(a.size(), b.size());
        while (head < shorter && a.get(head).equals(b.get(head))) head++;
        int tail = 0;
        while (tail < shorter - head && a.get(a.size() - 1 - tail).equals(b.get(b.size() - 1 - tail))) tail++;
        var middleA = a.subList(head, a.size() - tail);
        var middleB = b.subList(head, b.size() - tail);
        if ((long) middleA.size() * middleB.size() > CELLS_MAX)
            return List.of(new Change(head, a.size() - tail, head, b.size() - tail));
        int skipped = head;
        return new LineDiff(middleA, middleB)
                .changes().stream()
                        .map(it -> new Change(
                                it.fromA() + skipped, it.toA() + skipped, it.fromB() + skipped, it.toB() + skipped))
                        .toList();
    }

    private List<Change> changes() {
        var runs = new ArrayList<Run>();
        Deque<Change> regions = new ArrayDeque<>();
        regions.push(new Change(0, a.size(), 0, b.size()));
        while (!regions.isEmpty()) {
            Change region = regions.pop();
            Run run = longestRun(region);
            if (run.length() == 0) continue;
            runs.add(run);
            regions.push(new Change(region.fromA(), run.a(), region.fromB(), run.b()));
            regions.push(new Change(run.a() + run.length(), region.toA(), run.b() + run.length(), region.toB()));
        }
        runs.sort(Comparator.comparingInt(Run::a));
        runs.add(new Run(a.size(), b.size(), 0));
        return between(runs);
    }

    private record Run(int a, int b, int length) {}

    private static List<Change> between(List<Run> runs) {
        var changes = new ArrayList<Change>();
        int endA = 0;
        int endB = 0;
        for (Run run : runs) {
            if (run.a() > endA || run.b() > endB) changes.add(new Change(endA, run.a(), endB, run.b()));
            endA = run.a() + run.length();
            endB = run.b() + run.length();
        }
        return changes;
    }

    /** The longest run of equal lines in the region; of several, the first in {@code a}, then in {@code b}. */
    private Run longestRun(Change region) {
        var longest = new Run(region.fromA(), region.fromB(), 0);
        Map<Integer, Integer> lengths = new HashMap<>();
        for (int i = region.fromA(); i < region.toA(); i++) {
            Map<Integer, Integer> next = new HashMap<>();
            for (int j : Objects.requireNonNullElse(placesInB.get(a.get(i)), List.<Integer>of())) {
                if (j < region.fromB()) continue;
                if (j >= region.toB()) break;
                int length = lengths.getOrDefault(j - 1, 0) + 1;
                next.put(j, length);
                if (length > longest.length()) longest = new Run(i - length + 1, j - length + 1, length);
            }
            lengths = next;
        }
        return longest;
    }
}
