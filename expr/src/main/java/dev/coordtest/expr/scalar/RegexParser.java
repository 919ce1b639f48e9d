package dev.coordtest.expr.scalar;

import dev.coordtest.expr.scalar.RegexNode.Assertion;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads PostgreSQL's advanced regular expressions (its section 9.7.3). What asks for more than a machine of states can tell, back references and looking
 * around, is refused by name.
 */
final class RegexParser {
    private static final int COUNT_MAX = 255;
    private static final int DEPTH_MAX = 500;

    private final int[] pattern;
    private final RegexOptions options;
    private int at;
    private int depth;
    private int groups;
    private boolean lazy;

    private RegexParser(String pattern, RegexOptions options) {
        this.pattern = pattern.codePoints().toArray();
        this.options = options;
    }

    /**
     * What has been read.
     *
     * @param groups how many parts are in parentheses that keep what they match
     * @param lazy whether anything is to match as little as it can
     */
    record Read(RegexNode node, int groups, boolean lazy) {}

    static Read parse(String pattern, RegexOptions options) {
        if (options.literal()) return literal(pattern, options);
        if (pattern.startsWith("***") || pattern.matches("\\(\\?[a-z]+\\).*")) {
            throw Errors.notSupported("embedded option of a regular expression");
        }
        RegexParser parser = new RegexParser(pattern, options);
        RegexNode node = parser.choice();
        if (parser.at < parser.pattern.length) throw error("parentheses () not balanced");
        return new Read(node, parser.groups, parser.lazy);
    }

    /** A pattern whose characters all stand for themselves. */
    private static Read literal(String pattern, RegexOptions options) {
        RegexParser parser = new RegexParser(pattern, options);
        List<RegexNode> parts = new ArrayList<>();
        for (int c : parser.pattern) parts.add(parser.character(c));
        return new Read(new RegexNode.Sequence(parts), 0, false);
    }

    static SqlException error(String message) {
        return new SqlException(SqlState.INVALID_REGULAR_EXPRESSION, "invalid regular expression: " + message);
    }

    private RegexNode choice() {
        List<RegexNode> branches = new ArrayList<>();
        branches.add(sequence());
        while (take('|')) branches.add(sequence());
        return branches.size() == 1 ? branches.get(0) : new RegexNode.Choice(branches);
    }

    private RegexNode sequence() {
        List<RegexNode> parts = new ArrayList<>();
        while (at < pattern.length && pattern[at] != '|' && pattern[at] != ')') parts.add(repeated());
        return new RegexNode.Sequence(parts);
    }

    private RegexNode repeated() {
        RegexNode part = atom();
        int min;
        int max;
        if (take('*')) {
            min = 0;
            max = RegexNode.Repeat.UNBOUNDED;
        } else if (take('+')) {
            min = 1;
            max = RegexNode.Repeat.UNBOUNDED;
        } else if (take('?')) {
            min = 0;
            max = 1;
        } else if (isBound()) {
            at++;
            min = count();
            max = min;
            if (take(',')) max = isDigit() ? count() : RegexNode.Repeat.UNBOUNDED;
            if (!take('}'))
                throw error(at == pattern.length ? "braces {} not balanced" : "invalid repetition count(s)");
            if (min > COUNT_MAX || max > COUNT_MAX || max >= 0 && min > max) throw error("invalid repetition count(s)");
        } else {
            return part;
        }
        if (part instanceof RegexNode.Assert) throw error("quantifier operand invalid");
        lazy |= take('?'); // Which makes no difference to whether it matches.
        if (at < pattern.length && (pattern[at] == '*' || pattern[at] == '+' || pattern[at] == '?' || isBound())) {
            throw error("quantifier operand invalid");
        }
        return new RegexNode.Repeat(part, min, max);
    }

    /** A brace opens a bound only before a digit; otherwise it stands for itself. */
    private boolean isBound() {
        return at + 1 < pattern.length && pattern[at] == '{' && pattern[at + 1] >= '0' && pattern[at + 1] <= '9';
    }

    private boolean isDigit() {
        return at < pattern.length && pattern[at] >= '0' && pattern[at] <= '9';
    }

    private int count() {
        int value = 0;
        for (; isDigit(); at++) value = Math.min(10 * value + pattern[at] - '0', COUNT_MAX + 1);
        return value;
    }

    private boolean take(int c) {
        if (at == pattern.length || pattern[at] != c) return false;
        at++;
        return true;
    }

    private RegexNode atom() {
        int c = pattern[at++];
        return switch (c) {
            case '(' -> group();
            case '[' -> new RegexNode.Take(bracket());
            case '.' -> new RegexNode.Take(options.dotStopsAtLines() ? any -> any != '\n' : any -> true);
            case '^' -> new RegexNode.Assert(options.anchorsAtLines() ? Assertion.LINE_START : Assertion.START);
            case '$' -> new RegexNode.Assert(options.anchorsAtLines() ? Assertion.LINE_END : Assertion.END);
            case '*', '+', '?' -> throw error("quantifier operand invalid");
            case '{' -> {
                at--;
                if (isBound()) throw error("quantifier operand invalid");
                at++;
                yield character(c);
            }
            case '\\' -> escape();
            default -> character(c);
        };
    }

    private RegexNode character(int c) {
        if (!options.ignoreCase()) return new RegexNode.Take(x -> x == c);
        int lower = Character.toLowerCase(c);
        int upper = Character.toUpperCase(c);
        return new RegexNode.Take(x -> x == c || x == lower || x == upper);
    }

    private RegexNode group() {
        if (++depth > DEPTH_MAX) throw error("regular expression is too complex");
        int number = 0;
        if (take('?')) {
            if (!take(':')) throw Errors.notSupported("looking around in a regular expression");
        } else {
            number = ++groups;
        }
        RegexNode node = choice();
        if (!take(')')) throw error("parentheses () not balanced");
        depth--;
        if (number > 0) return new RegexNode.Group(node, number);
        return new RegexNode.Sequence(
                List.of(node)); // In a node of its own, so that a quantifier may follow an assertion in parentheses.
    }

    private RegexNode escape() {
        if (at == pattern.length) throw error("invalid escape \\ sequence");
        int c = pattern[at++];
        IntPredicate shorthand = shorthand(c);
        if (shorthand != null) return new RegexNode.Take(shorthand);
        return switch (c) {
            case 'A' -> new RegexNode.Assert(Assertion.START);
            case 'Z' -> new RegexNode.Assert(Assertion.END);
            case 'm' -> new RegexNode.Assert(Assertion.WORD_START);
            case 'M' -> new RegexNode.Assert(Assertion.WORD_END);
            case 'y' -> new RegexNode.Assert(Assertion.WORD_EDGE);
            case 'Y' -> new RegexNode.Assert(Assertion.NO_WORD_EDGE);
            case '1', '2', '3', '4', '5', '6', '7', '8', '9' ->
                throw Errors.notSupported("back reference in a regular expression");
            default -> character(escapedCharacter(c));
        };
    }

    private static @Nullable IntPredicate shorthand(int c) {
        return switch (c) {
            case 'd' -> Character::isDigit;
            case 'D' -> x -> !Character.isDigit(x);
            case 's' -> RegexParser::isSpace;
            case 'S' -> x -> !isSpace(x);
            case 'w' -> RegexNode::isWord;
            case 'W' -> x -> !RegexNode.isWord(x);
            default -> null;
        };
    }

    private static boolean isSpace(int c) {
        return c == ' ' || c >= '\t' && c <= '\r' || c > 127 && Character.isWhitespace(c);
    }

    /** The character that an escape stands for; a letter or digit that stands for none is an error, so that it may once mean something. */
    private int escapedCharacter(int c) {
        return switch (c) {
            case 'a' -> 7;
            case 'b' -> '\b';
            case 'B' -> '\\';
            case 'e' -> 27;
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 11;
            case '0' -> 0;
            case 'u' -> hexadecimal(4, 4);
            case 'U' -> hexadecimal(8, 8);
            case 'x' -> hexadecimal(1, 255);
            default -> {
                if (Character.isLetterOrDigit(c)) throw error("invalid escape \\ sequence");
                yield c;
            }
        };
    }

    private int hexadecimal(int digitsMin, int digitsMax) {
        int value = 0;
        for (int i = 0; i < digitsMax; i++) {
            int digit = at < pattern.length ? Character.digit(pattern[at], 16) : -1;
            if (digit < 0 && i >= digitsMin) break;
            if (digit < 0 || value > Character.MAX_CODE_POINT) throw error("invalid escape \\ sequence");
            value = value << 4 | digit;
            at++;
        }
        return value;
    }

    private IntPredicate bracket() {
        boolean negated = take('^');
        List<IntPredicate> parts = new ArrayList<>();
        boolean first = true;
        while (first || !at(']')) {
            if (at == pattern.length) throw error("brackets [] not balanced");
            parts.add(bracketPart());
            first = false;
        }
        at++;
        IntPredicate any = c -> {
            for (IntPredicate part : parts) if (part.test(c)) return true;
            return false;
        };
        IntPredicate set = options.ignoreCase()
                ? c -> any.test(c) || any.test(Character.toLowerCase(c)) || any.test(Character.toUpperCase(c))
                : any;
        if (!negated) return set;
        return options.dotStopsAtLines() ? c -> c != '\n' && !set.test(c) : set.negate();
    }

    private boolean at(int c) {
        return at < pattern.length && pattern[at] == c;
    }

    private IntPredicate bracketPart() {
        if (at('[') && at + 1 < pattern.length && pattern[at + 1] == ':') return characterClass();
        if (at('[') && at + 1 < pattern.length && (pattern[at + 1] == '.' || pattern[at + 1] == '=')) {
            throw Errors.notSupported("collating element in a regular expression");
        }
        if (at('\\') && at + 1 < pattern.length) {
            IntPredicate shorthand = shorthand(pattern[at + 1]);
            if (shorthand != null) {
                at += 2;
                return shorthand;
            }
        }
        int low = bracketCharacter();
        boolean range = at('-') && at + 1 < pattern.length && pattern[at + 1] != ']';
        if (!range) return c -> c == low;
        at++;
        int high = bracketCharacter();
        if (high < low) throw error("invalid character range");
        return c -> c >= low && c <= high;
    }

    private int bracketCharacter() {
        int c = pattern[at++];
        if (c != '\\') return c;
        if (at == pattern.length) throw error("invalid escape \\ sequence");
        return escapedCharacter(pattern[at++]);
    }

    private IntPredicate characterClass() {
        int end = at + 2;
        while (end < pattern.length && pattern[end] != ':') end++;
        if (end + 1 >= pattern.length || pattern[end + 1] != ']') throw error("brackets [] not balanced");
        String name = new String(pattern, at + 2, end - at - 2);
        at = end + 2;
        return switch (name) {
            case "alpha" -> Character::isLetter;
            case "alnum" -> Character::isLetterOrDigit;
            case "digit" -> Character::isDigit;
            case "lower" -> Character::isLowerCase;
            case "upper" -> Character::isUpperCase;
            case "space" -> RegexParser::isSpace;
            case "blank" -> c -> c == ' ' || c == '\t';
            case "punct" -> c -> c > ' ' && c < 127 && !Character.isLetterOrDigit(c);
            case "cntrl" -> Character::isISOControl;
            case "graph" -> c -> c > ' ' && c != 127 && !Character.isWhitespace(c);
            case "print" -> c -> c >= ' ' && c != 127;
            case "xdigit" -> c -> c < 128 && Character.digit(c, 16) >= 0;
            case "word" -> RegexNode::isWord;
            default -> throw error("invalid character class");
        };
    }
}
