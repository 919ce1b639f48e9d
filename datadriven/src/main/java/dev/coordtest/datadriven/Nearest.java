package dev.coordtest.datadriven;

import java.util.Collection;
import java.util.Optional;

/**
 * Finds what a misspelt name may have meant: the name reached by the fewest insertions, deletions and replacements of
 * letters (Levenshtein, 1965) and exchanges of neighbours (Damerau, 1964).
 */
public final class Nearest {
    private static final int LENGTH_MAX = 64;

    private Nearest() {}

    /**
     * The candidate nearest to the word, the first of several; empty if none is near: at most a third of its letters,
     * and always one, may differ.
     */
    public static Optional<String> of(String word, Collection<String> candidates) {
        if (word.length() > LENGTH_MAX) return Optional.empty();
        String nearest = null;
        int least = Math.max(1, word.length() / 3) + 1;
        for (String candidate : candidates) {
            if (Math.abs(candidate.length() - word.length()) >= least) continue;
            int distance = distance(word, candidate);
            if (distance < least) {
                least = distance;
                nearest = candidate;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** {@code ; did you mean "nearest"?}, or nothing: the tail of a message about an unknown word. */
    public static String suggestion(String word, Collection<String> candidates) {
        return of(word, candidates)
                .map(nearest -> "; did you mean \"" + nearest + "\"?")
                .orElse("");
    }

    private static int distance(String a, String b) {
        int[][] distance = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    distance[i][j] = i + j;
                    continue;
                }
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                int replaced = distance[i - 1][j - 1] + (same ? 0 : 1);
                int shifted = Math.min(distance[i - 1][j], distance[i][j - 1]) + 1;
                distance[i][j] = Math.min(replaced, shifted);
                boolean exchanged =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (exchanged) distance[i][j] = Math.min(distance[i][j], distance[i - 2][j - 2] + 1);
            }
        }
        return distance[a.length()][b.length()];
    }
}
