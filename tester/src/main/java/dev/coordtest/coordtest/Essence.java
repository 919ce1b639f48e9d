package dev.coordtest.coordtest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What of a run does not depend on the order of its deliveries: the output of each directive, the times chosen, and how far every collection has come, in truth and as it is
 * known, whenever the world is at rest. That is so while at most one statement at a time is without an answer. With several it is only said of each answer that it
 * is the same whenever its statement reads at the same time.
 */
public final class Essence {
    private final List<String> lines = new ArrayList<>();
    private final SortedMap<String, SortedSet<String>> answers = new TreeMap<>();
    private boolean crowded;

    void line(String text) {
        lines.add(text);
    }

    void answer(String question, String answer) {
        answers.computeIfAbsent(question, ignored -> new TreeSet<>()).add(answer);
    }

    /** From here on two statements are without an answer at once. */
    void crowds() {
        crowded = true;
    }

    /** Whether two statements were ever without an answer at once. */
    public boolean isCrowded() {
        return crowded;
    }

    /** What the order of deliveries may not change, in the order in which it came to be. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** How a run of the same file in another order differs in what it may not differ in; empty if it does not. */
    public Optional<String> difference(Essence other) {
        return crowded || other.crowded ? otherAnswer(other) : otherLine(other);
    }

    private Optional<String> otherLine(Essence other) {
        for (int i = 0; i < Math.max(lines.size(), other.lines.size()); i++) {
            String mine = i < lines.size() ? lines.get(i) : "(nothing more)";
            String others = i < other.lines.size() ? other.lines.get(i) : "(nothing more)";
            if (!mine.equals(others)) return Optional.of("in one order  " + mine + "\nin another    " + others);
        }
        return Optional.empty();
    }

    private Optional<String> otherAnswer(Essence other) {
        for (var mine : answers.entrySet()) {
            SortedSet<String> others = other.answers.get(mine.getKey());
            if (others != null && !others.equals(mine.getValue())) {
                return Optional.of(mine.getKey() + "\nin one order  " + mine.getValue() + "\nin another    " + others);
            }
        }
        return Optional.empty();
    }
}
