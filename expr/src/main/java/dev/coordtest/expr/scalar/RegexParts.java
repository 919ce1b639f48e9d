package dev.coordtest.expr.scalar;

import dev.coordtest.expr.scalar.RegularExpression.Span;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Divides a match among the parts of its expression, by the rules of PostgreSQL's section 9.7.3.5: of the parts of a sequence an earlier one takes as much
 * as it can, of the branches of a choice the first that fits is taken, and of the rounds of a repetition the last one is kept.
 *
 * <p>Where a part can end, given where it starts, is computed once and kept. So the time is bounded by a power of the length of the match; one longer
 * than {@link #LENGTH_MAX} is refused.
 */
final class RegexParts {
    private static final int LENGTH_MAX = 2_000;

    private final int[] characters;
    private final int end;
    private final IdentityHashMap<RegexNode, Map<Integer, BitSet>> ends = new IdentityHashMap<>();
    private final List<@Nullable Span> groups;

    private RegexParts(int count, int[] characters, int end) {
        this.characters = characters;
        this.end = end;
        this.groups = new ArrayList<@Nullable Span>();
        for (int i = 0; i < count; i++) groups.add(null);
    }

    /** What each part in parentheses matched; null for one that took no part. */
    static List<@Nullable Span> of(RegexNode root, int count, int[] characters, Span match) {
        if (count == 0) return List.of();
        if (match.end() - match.start() > LENGTH_MAX) {
            throw Errors.limit("a match of more than " + LENGTH_MAX + " characters is too long to be divided");
        }
        RegexParts parts = new RegexParts(count, characters, match.end());
        parts.divide(root, match.start(), match.end());
        return parts.groups;
    }

    // ---- where parts can end

    private BitSet ends(RegexNode node, int start) {
        Map<Integer, BitSet> known = ends.computeIfAbsent(node, n -> new TreeMap<>());
        BitSet found = known.get(start);
        if (found == null) {
            found = compute(node, start);
            known.put(start, found);
        }
        return found;
    }

    private BitSet compute(RegexNode node, int start) {
        BitSet result = new BitSet(end + 1);
        switch (node) {
            case RegexNode.Take(IntPredicate set) -> {
                if (start < end && set.test(characters[start])) result.set(start + 1);
            }
            case RegexNode.Assert(var assertion) -> {
                if (assertion.holds(characters, start)) result.set(start);
            }
            case RegexNode.Group(var part, var ignored) -> result.or(ends(part, start));
            case RegexNode.Choice(var branches) -> branches.forEach(branch -> result.or(ends(branch, start)));
            case RegexNode.Sequence(var parts) -> {
                result.set(start);
                for (RegexNode part : parts) {
                    BitSet before = (BitSet) result.clone();
                    result.clear();
                    for (int at = before.nextSetBit(0); at >= 0; at = before.nextSetBit(at + 1)) {
                        result.or(ends(part, at));
                    }
                }
            }
            case RegexNode.Repeat(var part, var min, var max) -> repeated(part, min, max, start, result);
        }
        return result;
    }

    private void repeated(RegexNode part, int min, int max, int start, BitSet result) {
        BitSet frontier = new BitSet(end + 1);
        frontier.set(start);
        if (min == 0) result.set(start);
        // After as many rounds as are asked for, a round that takes nothing leads nowhere new.
        int rounds = max == RegexNode.Repeat.UNBOUNDED ? min + end - start : max;
        for (int round = 1; round <= rounds && !frontier.isEmpty(); round++) {
            BitSet next = new BitSet(end + 1);
            for (int at = frontier.nextSetBit(0); at >= 0; at = frontier.nextSetBit(at + 1)) next.or(ends(part, at));
            if (round > min) next.andNot(result);
            if (round >= min) result.or(next);
            frontier = next;
        }
    }

    // ---- division

    /** Divides from {@code start} to {@code stop}, which the node is known to match. */
    private void divide(RegexNode node, int start, int stop) {
        switch (node) {
            case RegexNode.Take ignored -> {}
            case RegexNode.Assert ignored -> {}
            case RegexNode.Group(var part, var number) -> {
                divide(part, start, stop);
                groups.set(number - 1, new Span(start, stop));
            }
            case RegexNode.Choice(var branches) -> {
                for (RegexNode branch : branches) {
                    if (!ends(branch, start).get(stop)) continue;
                    divide(branch, start, stop);
                    return;
                }
                throw new IllegalStateException("no branch matches from " + start + " to " + stop);
            }
            case RegexNode.Sequence(var parts) -> inOrder(parts, start, stop);
            case RegexNode.Repeat repeat -> rounds(repeat, start, stop);
        }
    }

    private void inOrder(List<RegexNode> parts, int start, int stop) {
        // From where the parts from the i-th on reach the end.
        BitSet[] reaching = new BitSet[parts.size() + 1];
        reaching[parts.size()] = new BitSet();
        reaching[parts.size()].set(stop);
        for (int i = parts.size() - 1; i >= 0; i--) {
            reaching[i] = new BitSet();
            for (int at = start; at <= stop; at++) {
                if (ends(parts.get(i), at).intersects(reaching[i + 1])) reaching[i].set(at);
            }
        }
        int at = start;
        for (int i = 0; i < parts.size(); i++) {
            BitSet candidates = (BitSet) ends(parts.get(i), at).clone();
            candidates.and(reaching[i + 1]);
            int next = candidates.previousSetBit(stop);
            divide(parts.get(i), at, next);
            at = next;
        }
    }

    /** A repetition is a sequence of as many rounds as it takes; each takes as much as it can. */
    private void rounds(RegexNode.Repeat repeat, int start, int stop) {
        if (start == stop && repeat.min() == 0) return;
        int most = Math.max(1, stop - start);
        int max = Math.max(
                repeat.min(), repeat.max() == RegexNode.Repeat.UNBOUNDED ? most : Math.min(repeat.max(), most));
        // From where so many rounds reach the end.
        List<BitSet> reaching = new ArrayList<>();
        BitSet atEnd = new BitSet();
        atEnd.set(stop);
        reaching.add(atEnd);
        for (int left = 1; left <= max; left++) {
            BitSet from = new BitSet();
            for (int at = start; at <= stop; at++) {
                if (ends(repeat.part(), at).intersects(reaching.get(left - 1))) from.set(at);
            }
            reaching.add(from);
        }
        int at = start;
        int done = 0;
        while (at < stop || done < repeat.min()) {
            int next = -1;
            BitSet candidates = ends(repeat.part(), at);
            for (int to = candidates.previousSetBit(stop);
                    to >= at && next < 0;
                    to = candidates.previousSetBit(to - 1)) {
                if (completes(reaching, to, repeat.min() - done - 1, max - done - 1)) next = to;
                if (to == 0) break;
            }
            if (next < 0) throw new IllegalStateException("no round from " + at + " to " + stop);
            divide(repeat.part(), at, next);
            at = next;
            done++;
        }
    }

    private static boolean completes(List<BitSet> reaching, int at, int fewest, int most) {
        for (int rounds = Math.max(0, fewest); rounds <= most; rounds++)
            if (reaching.get(rounds).get(at)) return true;
        return false;
    }
}
