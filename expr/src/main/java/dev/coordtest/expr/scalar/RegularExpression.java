package dev.coordtest.expr.scalar;

import dev.coordtest.expr.scalar.RegexNode.Assertion;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression, as a machine that is in several states at once (Thompson, CACM 1968; in the form of Pike, as Cox describes
 * it). Its time is at most the length of the text times that of the expression, whatever the expression.
 */
final class RegularExpression {
    private static final int STATES_MAX = 100_000;

    private enum Op {
        /** Takes a character of a set and goes to the next state. */
        TAKE,
        /** Goes to two states at once. */
        SPLIT,
        GO,
        /** Goes to the next state if the position is right. */
        ASSERT,
        MATCH
    }

    private record State(Op op, int next, int other, IntPredicate set, Assertion assertion) {}

    private static final IntPredicate NONE = c -> false;

    private final List<State> states = new ArrayList<>();

    private final RegexNode root;
    private final int groups;
    private final boolean lazy;

    private RegularExpression(RegexParser.Read read) {
        this.root = read.node();
        this.groups = read.groups();
        this.lazy = read.lazy();
    }

    /** Reads an advanced regular expression of PostgreSQL's. Throws {@link dev.coordtest.repr.SqlException} if it is none. */
    static RegularExpression of(String pattern, boolean ignoreCase) {
        return of(pattern, ignoreCase ? RegexOptions.IGNORE_CASE : RegexOptions.PLAIN);
    }

    /** The same, with options. */
    static RegularExpression of(String pattern, RegexOptions options) {
        RegexParser.Read read = RegexParser.parse(pattern, options);
        RegularExpression regex = new RegularExpression(read);
        regex.emit(regex.root);
        regex.add(new State(Op.MATCH, 0, 0, NONE, Assertion.START));
        return regex;
    }

    private int add(State state) {
        if (states.size() == STATES_MAX) throw RegexParser.error("regular expression is too complex");
        states.add(state);
        return states.size() - 1;
    }

    private void emit(RegexNode node) {
        switch (node) {
            case RegexNode.Take(var set) -> add(new State(Op.TAKE, states.size() + 1, 0, set, Assertion.START));
            case RegexNode.Assert(var assertion) -> add(new State(Op.ASSERT, states.size() + 1, 0, NONE, assertion));
            case RegexNode.Sequence(var parts) -> parts.forEach(this::emit);
            case RegexNode.Choice(var branches) -> choice(branches);
            case RegexNode.Repeat(var part, var min, var max) -> repeat(part, min, max);
            case RegexNode.Group(var part, var ignored) -> emit(part);
        }
    }

    private void choice(List<RegexNode> branches) {
        List<Integer> exits = new ArrayList<>();
        for (int i = 0; i < branches.size() - 1; i++) {
            int split = add(new State(Op.SPLIT, 0, 0, NONE, Assertion.START));
            emit(branches.get(i));
            exits.add(add(new State(Op.GO, 0, 0, NONE, Assertion.START)));
            states.set(split, new State(Op.SPLIT, split + 1, states.size(), NONE, Assertion.START));
        }
        emit(branches.get(branches.size() - 1));
        for (int exit : exits) states.set(exit, new State(Op.GO, states.size(), 0, NONE, Assertion.START));
    }

    private void repeat(RegexNode part, int min, int max) {
        for (int i = 0; i < min; i++) emit(part);
        if (max == RegexNode.Repeat.UNBOUNDED) {
            int split = add(new State(Op.SPLIT, 0, 0, NONE, Assertion.START));
            emit(part);
            add(new State(Op.GO, split, 0, NONE, Assertion.START));
            states.set(split, new State(Op.SPLIT, split + 1, states.size(), NONE, Assertion.START));
            return;
        }
        List<Integer> splits = new ArrayList<>();
        for (int i = min; i < max; i++) {
            splits.add(add(new State(Op.SPLIT, 0, 0, NONE, Assertion.START)));
            emit(part);
        }
        for (int split : splits) {
            states.set(split, new State(Op.SPLIT, split + 1, states.size(), NONE, Assertion.START));
        }
    }

    /** Whether some part of the text matches. */
    boolean isFoundIn(String text) {
        int[] characters = text.codePoints().toArray();
        Threads now = new Threads(states.size());
        Threads next = new Threads(states.size());
        for (int at = 0; ; at++) {
            if (enter(now, 0, characters, at)) return true;
            if (at == characters.length) return false;
            next.clear();
            for (int i = 0; i < now.size; i++) {
                State state = states.get(now.states[i]);
                if (state.op == Op.TAKE
                        && state.set.test(characters[at])
                        && enter(next, state.next, characters, at + 1)) return true;
            }
            Threads swap = now;
            now = next;
            next = swap;
        }
    }

    /** How many parts of it are in parentheses that keep what they match. */
    int groups() {
        return groups;
    }

    /** What the parts in parentheses matched where all of it matched {@code match}; null for a part that took no part. */
    List<@Nullable Span> groups(int[] characters, Span match) {
        return RegexParts.of(root, groups, characters, match);
    }

    /** A part of a text, by the indices of its characters. */
    record Span(int start, int end) {}

    /**
     * The first part that matches at or after a character, and of those that start there the longest; null if there is none. Parts of expressions that
     * prefer to match little are not built.
     */
    @Nullable
    Span find(int[] characters, int from) {
        if (lazy) throw Errors.notSupported("the extent of a match that is not greedy");
        for (int start = from; start <= characters.length; start++) {
            int end = longest(characters, start);
            if (end >= 0) return new Span(start, end);
        }
        return null;
    }

    /** Where the longest match that starts here ends, −1 if none starts here. */
    private int longest(int[] characters, int start) {
        Threads now = new Threads(states.size());
        Threads next = new Threads(states.size());
        int end = enter(now, 0, characters, start) ? start : -1;
        for (int at = start; at < characters.length && now.size > 0; at++) {
            next.clear();
            for (int i = 0; i < now.size; i++) {
                State state = states.get(now.states[i]);
                boolean takes = state.op == Op.TAKE && state.set.test(characters[at]);
                if (takes && enter(next, state.next, characters, at + 1)) end = at + 1;
            }
            Threads swap = now;
            now = next;
            next = swap;
        }
        return end;
    }

    /** Adds a state and those reached from it without a character; true if the match is among them. */
    private boolean enter(Threads threads, int start, int[] characters, int at) {
        boolean matches = false;
        int[] stack = threads.stack;
        int depth = 0;
        stack[depth++] = start;
        while (depth > 0) {
            int number = stack[--depth];
            if (!threads.add(number)) continue;
            State state = states.get(number);
            switch (state.op) {
                case MATCH -> matches = true;
                case SPLIT -> {
                    stack[depth++] = state.other;
                    stack[depth++] = state.next;
                }
                case GO -> stack[depth++] = state.next;
                case ASSERT -> {
                    if (state.assertion.holds(characters, at)) stack[depth++] = state.next;
                }
                case TAKE -> {}
            }
        }
        return matches;
    }

    /** The states that the machine is in, each once. */
    private static final class Threads {
        private final int[] states;
        private final int[] index;
        /** Every state is pushed at most by its two predecessors, so this is room enough. */
        private final int[] stack;

        private int size;

        Threads(int count) {
            states = new int[count];
            index = new int[count];
            stack = new int[2 * count + 2];
        }

        void clear() {
            size = 0;
        }

        boolean add(int state) {
            int at = index[state];
            if (at < size && states[at] == state) return false;
            index[state] = size;
            states[size++] = state;
            return true;
        }
    }
}
