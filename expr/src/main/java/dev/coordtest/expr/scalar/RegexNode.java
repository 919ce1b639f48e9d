package dev.coordtest.expr.scalar;

import java.util.List;
import java.util.function.IntPredicate;

/** A regular expression, read. */
sealed interface RegexNode {
    /** One character of a set. */
    record Take(IntPredicate set) implements RegexNode {}

    record Assert(Assertion assertion) implements RegexNode {}

    record Sequence(List<RegexNode> parts) implements RegexNode {}

    record Choice(List<RegexNode> branches) implements RegexNode {}

    record Repeat(RegexNode part, int min, int max) implements RegexNode {
        static final int UNBOUNDED = -1;
    }

    /** A part in parentheses, of which is kept what it matched; the first is number 1. */
    record Group(RegexNode part, int number) implements RegexNode {}

    /** What may be asked of a position. */
    enum Assertion {
        START,
        END,
        LINE_START,
        LINE_END,
        WORD_START,
        WORD_END,
        WORD_EDGE,
        NO_WORD_EDGE;

        boolean holds(int[] characters, int at) {
            boolean before = at > 0 && isWord(characters[at - 1]);
            boolean after = at < characters.length && isWord(characters[at]);
            return switch (this) {
                case START -> at == 0;
                case END -> at == characters.length;
                case LINE_START -> at == 0 || characters[at - 1] == '\n';
                case LINE_END -> at == characters.length || characters[at] == '\n';
                case WORD_START -> !before && after;
                case WORD_END -> before && !after;
                case WORD_EDGE -> before != after;
                case NO_WORD_EDGE -> before == after;
            };
        }
    }

    static boolean isWord(int c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }
}
