package dev.coordtest.expr.scalar;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Datum.ArrayValue;
import dev.coordtest.repr.Datum.ArrayValue.Dimension;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.ScalarType;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The text of arrays, from PostgreSQL's section 8.15.6: <code>{1,NULL,"a b"}</code>, and <code>[0:1]={1,2}</code> where counting does not begin at 1. */
final class ArrayText {
    private ArrayText() {}

    // ---- output

    /** @param element the type of the elements, null where their text does not depend on it */
    static String print(ArrayValue array, @Nullable ScalarType element) {
        StringBuilder text = new StringBuilder();
        if (array.dimensions().stream().anyMatch(dimension -> dimension.lowerBound() != 1)) {
            text.append(dimensions(array)).append('=');
        }
        if (array.elements().isEmpty()) return text.append("{}").toString();
        print(array, 0, array.elements().iterator(), element, text);
        return text.toString();
    }

    /** {@code [1:2][0:3]}. */
    static String dimensions(ArrayValue array) {
        StringBuilder text = new StringBuilder();
        for (Dimension dimension : array.dimensions()) {
            text.append('[').append(dimension.lowerBound()).append(':');
            text.append(dimension.upperBound()).append(']');
        }
        return text.toString();
    }

    private static void print(
            ArrayValue array, int depth, Iterator<Datum> elements, @Nullable ScalarType type, StringBuilder text) {
        boolean innermost = depth == array.dimensions().size() - 1;
        for (int i = 0; i < array.dimensions().get(depth).length(); i++) {
            text.append(i == 0 ? '{' : ',');
            if (innermost) element(elements.next(), type, text);
            else print(array, depth + 1, elements, type, text);
        }
        text.append('}');
    }

    private static void element(Datum element, @Nullable ScalarType type, StringBuilder text) {
        if (element.isNull()) {
            text.append("NULL");
            return;
        }
        String plain = type == null ? TextFormat.print(element) : TextFormat.print(element, type);
        if (!needsQuotes(plain)) {
            text.append(plain);
            return;
        }
        text.append('"');
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (c == '"' || c == '\\') text.append('\\');
            text.append(c);
        }
        text.append('"');
    }

    private static boolean needsQuotes(String text) {
        if (text.isEmpty() || text.toLowerCase(Locale.ROOT).equals("null")) return true;
        return text.chars().anyMatch(c -> "{},\"\\".indexOf(c) >= 0 || Blanks.isBlank((char) c));
    }

    // ---- input

    /** Reads an array of elements of a type. Throws {@link SqlException} as PostgreSQL 18 does, with its details. */
    static ArrayValue parse(String text, ScalarType element) {
        return new Reading(text, element).array();
    }

    /** What stands next in the text. */
    private enum Token {
        OPEN,
        CLOSE,
        COMMA,
        ELEMENT,
        NULL
    }

    /** One reading of one text. */
    private static final class Reading {
        private final String text;
        private final ScalarType type;
        private int at;
        private final StringBuilder element = new StringBuilder();
        private final List<Datum> elements = new ArrayList<>();
        private final int[] lengths = new int[Arrays.DIMENSIONS_MAX];
        private final int[] lowerBounds = new int[Arrays.DIMENSIONS_MAX];
        private int rank;

        Reading(String text, ScalarType type) {
            this.text = text;
            this.type = type;
            java.util.Arrays.fill(lengths, -1);
            java.util.Arrays.fill(lowerBounds, 1);
        }

        ArrayValue array() {
            bounds();
            if (rank == 0) {
                if (peek() != '{') throw malformed("Array value must start with \"{\" or dimension information.");
            } else {
                if (peek() != '=') throw malformed("Missing \"=\" after array dimensions.");
                at++;
                skipBlanks();
                if (peek() != '{') throw malformed("Array contents must start with \"{\".");
            }
            contents(rank > 0);
            skipBlanks();
            if (at < text.length()) throw malformed("Junk after closing right brace.");
            if (elements.isEmpty()) return ArrayValue.EMPTY;
            List<Dimension> dimensions = new ArrayList<>();
            for (int i = 0; i < rank; i++) dimensions.add(new Dimension(lowerBounds[i], lengths[i]));
            return Arrays.checked(elements, dimensions);
        }

        /** {@code [1:2][3]}, with which a text may begin. */
        private void bounds() {
            for (skipBlanks(); peek() == '['; skipBlanks()) {
                at++;
                if (rank >= Arrays.DIMENSIONS_MAX) throw Arrays.tooManyDimensions(Arrays.DIMENSIONS_MAX);
                int start = at;
                int bound = bound();
                if (at == start) throw malformed("\"[\" must introduce explicitly-specified array dimensions.");
                if (peek() == ':') {
                    lowerBounds[rank] = bound;
                    start = ++at;
                    bound = bound();
                    if (at == start) throw malformed("Missing array dimension value.");
                }
                if (peek() != ']') throw malformed("Missing \"]\" after array dimensions.");
                at++;
                if (bound < lowerBounds[rank]) {
                    throw Errors.error(SqlState.ARRAY_SUBSCRIPT_ERROR, "upper bound cannot be less than lower bound");
                }
                if (bound == Integer.MAX_VALUE) throw Errors.limit("array upper bound is too large: " + bound);
                long length = (long) bound - lowerBounds[rank] + 1;
                if (length > Integer.MAX_VALUE) throw Arrays.tooLarge();
                lengths[rank++] = (int) length;
            }
        }

        private int bound() {
            int start = at;
            if (peek() == '-' || peek() == '+') at++;
            while (peek() >= '0' && peek() <= '9') at++;
            String digits = text.substring(start, at);
            if (digits.isEmpty()) return 0;
            if (digits.length() == 1 && !Character.isDigit(digits.charAt(0))) {
                at = start;
                return 0;
            }
            try {
                return Integer.parseInt(digits);
            } catch (NumberFormatException e) {
                throw Errors.limit("array bound is out of integer range");
            }
        }

        private void contents(boolean bounded) {
            int[] counts = new int[Arrays.DIMENSIONS_MAX];
            boolean rankIsKnown = bounded;
            boolean afterItem = false;
            int depth = 0;
            do {
                switch (token()) {
                    case OPEN -> {
                        if (afterItem) throw unexpected('{');
                        if (depth >= Arrays.DIMENSIONS_MAX) throw Arrays.tooManyDimensions(Arrays.DIMENSIONS_MAX);
                        counts[depth++] = 0;
                        if (depth > rank) {
                            if (rankIsKnown) throw mismatch(bounded);
                            rank = depth;
                        }
                    }
                    case CLOSE -> {
                        if (counts[depth - 1] > 0 && !afterItem) throw unexpected('}');
                        depth--;
                        if (depth > 0) counts[depth - 1]++;
                        if (lengths[depth] < 0) lengths[depth] = counts[depth];
                        else if (counts[depth] != lengths[depth]) throw mismatch(bounded);
                        afterItem = true;
                    }
                    case COMMA -> {
                        if (!afterItem) throw unexpected(',');
                        afterItem = false;
                    }
                    case ELEMENT -> {
                        checkElement(afterItem, depth, bounded);
                        elements.add(TextFormat.parse(element.toString(), type));
                        rankIsKnown = true;
                        counts[depth - 1]++;
                        afterItem = true;
                    }
                    case NULL -> {
                        checkElement(afterItem, depth, bounded);
                        elements.add(Datum.NULL);
                        rankIsKnown = true;
                        counts[depth - 1]++;
                        afterItem = true;
                    }
                }
            } while (depth > 0);
        }

        private void checkElement(boolean afterItem, int depth, boolean bounded) {
            if (afterItem) throw malformed("Unexpected array element.");
            if (depth != rank) throw mismatch(bounded);
        }

        private Token token() {
            skipBlanks();
            switch (next()) {
                case '{' -> {
                    return Token.OPEN;
                }
                case '}' -> {
                    return Token.CLOSE;
                }
                case ',' -> {
                    return Token.COMMA;
                }
                case '"' -> {
                    quoted();
                    return Token.ELEMENT;
                }
                default -> {
                    at--;
                    boolean escaped = plain();
                    boolean isNull = !escaped && element.toString().equalsIgnoreCase("NULL");
                    return isNull ? Token.NULL : Token.ELEMENT;
                }
            }
        }

        private void quoted() {
            element.setLength(0);
            for (char c = next(); c != '"'; c = next()) element.append(c == '\\' ? next() : c);
            skipBlanks();
            if (at == text.length()) throw unexpectedEnd();
            if ("{},".indexOf(peek()) < 0) throw malformed("Incorrectly quoted array element.");
        }

        /** Reads an element without quotes and the blanks after it; returns whether anything in it was escaped. */
        private boolean plain() {
            element.setLength(0);
            int end = 0;
            boolean escaped = false;
            while (true) {
                char c = next();
                switch (c) {
                    case '{' -> throw unexpected('{');
                    case '"' -> throw malformed("Incorrectly quoted array element.");
                    case '\\' -> {
                        element.append(next());
                        end = element.length();
                        escaped = true;
                    }
                    case ',', '}' -> {
                        at--;
                        element.setLength(end);
                        return escaped;
                    }
                    default -> {
                        element.append(c);
                        if (!Blanks.isBlank(c)) end = element.length();
                    }
                }
            }
        }

        private char peek() {
            return at < text.length() ? text.charAt(at) : '\0';
        }

        private char next() {
            if (at == text.length()) throw unexpectedEnd();
            return text.charAt(at++);
        }

        private void skipBlanks() {
            while (at < text.length() && Blanks.isBlank(text.charAt(at))) at++;
        }

        private SqlException unexpected(char c) {
            return malformed("Unexpected \"" + c + "\" character.");
        }

        private SqlException unexpectedEnd() {
            return malformed("Unexpected end of input.");
        }

        private SqlException mismatch(boolean bounded) {
            return malformed(
                    bounded
                            ? "Specified array dimensions do not match array contents."
                            : "Multidimensional arrays must have sub-arrays with matching dimensions.");
        }

        private SqlException malformed(String detail) {
            return new SqlException(
                    SqlError.of(SqlState.INVALID_TEXT_REPRESENTATION, "malformed array literal: \"" + text + "\"")
                            .withDetail(detail));
        }
    }
}
