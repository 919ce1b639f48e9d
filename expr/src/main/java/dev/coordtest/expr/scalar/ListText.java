package dev.coordtest.expr.scalar;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Datum.ListValue;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The text of lists: <code>{1,NULL,"a b"}</code>, and <code>{{1},{}}</code> for lists in a list, which need not be of one length. */
final class ListText {
    private static final String SPECIAL = "{},\"\\";

    private ListText() {}

    // ---- output

    /** @param element the type of the elements, null where their text does not depend on it */
    static String print(ListValue list, @Nullable ScalarType element) {
        StringBuilder text = new StringBuilder("{");
        for (Datum each : list.elements()) {
            if (text.length() > 1) text.append(',');
            if (each.isNull()) text.append("NULL");
            else if (each instanceof ListValue inner) text.append(print(inner, inside(element)));
            else if (each instanceof Datum.ArrayValue array) text.append(ArrayText.print(array, inside(element)));
            else quote(element == null ? TextFormat.print(each) : TextFormat.print(each, element), text);
        }
        return text.append('}').toString();
    }

    private static @Nullable ScalarType inside(@Nullable ScalarType type) {
        return switch (type) {
            case ScalarType.ListOf(var element, var made) -> element;
            case ScalarType.Array(var element) -> element;
            case null, default -> null;
        };
    }

    private static void quote(String plain, StringBuilder text) {
        boolean special = plain.chars().anyMatch(c -> SPECIAL.indexOf(c) >= 0 || Blanks.isBlank((char) c));
        // Unlike in an array, only NULL in capitals means what is not there.
        if (!special && !plain.isEmpty() && !plain.equals("NULL")) {
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

    // ---- input

    /** Reads a list of elements of a type. Throws {@link SqlException} with what is wrong as its detail. */
    static ListValue parse(String text, ScalarType element) {
        Reading reading = new Reading(text);
        ListValue list = reading.list(element);
        reading.skipBlanks();
        if (reading.at < text.length()) throw reading.malformed("Junk after closing right brace.");
        return list;
    }

    /** One reading of one text. */
    private static final class Reading {
        private final String text;
        private int at;

        Reading(String text) {
            this.text = text;
        }

        /** A list is as deep as its type, so that the text cannot make this descend further than the type was written. */
        ListValue list(ScalarType element) {
            skipBlanks();
            if (peek() != '{') throw malformed("A list must start with \"{\".");
            at++;
            List<Datum> elements = new ArrayList<>();
            skipBlanks();
            if (peek() == '}') {
                at++;
                return new ListValue(elements);
            }
            while (true) {
                skipBlanks();
                elements.add(element(element));
                skipBlanks();
                char c = next();
                if (c == '}') return new ListValue(elements);
                if (c != ',') throw malformed("Unexpected \"" + c + "\" character.");
            }
        }

        private Datum element(ScalarType type) {
            if (peek() == '"') return TextFormat.parse(quoted(), type);
            if (type instanceof ScalarType.ListOf(var inner, var made) && peek() == '{') return list(inner);
            if (type instanceof ScalarType.Array && peek() == '{') return TextFormat.parse(braced(), type);
            StringBuilder plain = new StringBuilder();
            int end = 0;
            boolean escaped = false;
            while (peek() != ',' && peek() != '}') {
                char c = next();
                if (c == '{' || c == '"') throw malformed("Unexpected \"" + c + "\" character.");
                if (c == '\\') escaped = true;
                plain.append(c == '\\' ? next() : c);
                if (c == '\\' || !Blanks.isBlank(c)) end = plain.length();
            }
            plain.setLength(end);
            if (end == 0) throw malformed("An element is missing.");
            String word = plain.toString();
            return !escaped && word.equals("NULL") ? Datum.NULL : TextFormat.parse(word, type);
        }

        /** What stands between braces, with them: the text of an array, which reads its own quotes. */
        private String braced() {
            int start = at;
            int depth = 0;
            boolean quoted = false;
            do {
                char c = next();
                if (c == '\\') next();
                else if (c == '"') quoted = !quoted;
                else if (!quoted && c == '{') depth++;
                else if (!quoted && c == '}') depth--;
            } while (depth > 0);
            return text.substring(start, at);
        }

        private String quoted() {
            at++;
            StringBuilder element = new StringBuilder();
            for (char c = next(); c != '"'; c = next()) element.append(c == '\\' ? next() : c);
            return element.toString();
        }

        private char peek() {
            if (at == text.length()) throw malformed("Unexpected end of input.");
            return text.charAt(at);
        }

        private char next() {
            char c = peek();
            at++;
            return c;
        }

        private void skipBlanks() {
            while (at < text.length() && Blanks.isBlank(text.charAt(at))) at++;
        }

        private SqlException malformed(String detail) {
            return new SqlException(
                    SqlError.of(SqlState.INVALID_TEXT_REPRESENTATION, "malformed list literal: \"" + text + "\"")
                            .withDetail(detail));
        }
    }
}
