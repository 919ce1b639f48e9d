package dev.coordtest.coordtest.slt;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What differs between lines, as lines to read: {@code -} expected, {@code +} actual. */
final class Difference {
    private static final int LINES_MAX = 40;

    private Difference() {}

    /** Between lines whose order matters: all from the first that differs to the last. */
    static String inOrder(List<String> want, List<String> got) {
        int head = 0;
        while (head < Math.min(want.size(), got.size()) && want.get(head).equals(got.get(head))) head++;
        int tail = 0;
        while (tail < Math.min(want.size(), got.size()) - head
                && want.get(want.size() - 1 - tail).equals(got.get(got.size() - 1 - tail))) tail++;
        List<String> lines = new ArrayList<>();
        if (head > 0) lines.add("  " + head + " the same before");
        for (String line : want.subList(head, want.size() - tail)) lines.add("- " + line);
        for (String line : got.subList(head, got.size() - tail)) lines.add("+ " + line);
        if (tail > 0) lines.add("  " + tail + " the same after");
        return text(lines);
    }

    /** Between rows in any order: those that are there too seldom, then those that are there too often. */
    static String inAnyOrder(List<String> want, List<String> got) {
        SortedMap<String, Integer> surplus = new TreeMap<>(Order.VALUES);
        for (String row : got) surplus.merge(row, 1, Integer::sum);
        for (String row : want) surplus.merge(row, -1, Integer::sum);
        List<String> missing = new ArrayList<>();
        List<String> extra = new ArrayList<>();
        surplus.forEach((row, count) -> {
            String times = Math.abs(count) == 1 ? "" : "  (" + Math.abs(count) + " times)";
            if (count < 0) missing.add("- " + row + times);
            if (count > 0) extra.add("+ " + row + times);
        });
        missing.addAll(extra);
        return text(missing);
    }

    private static String text(List<String> lines) {
        if (lines.size() <= LINES_MAX) return String.join("\n", lines);
        return String.join("\n", lines.subList(0, LINES_MAX)) + "\n  … and " + (lines.size() - LINES_MAX)
                + " more lines";
    }
}
