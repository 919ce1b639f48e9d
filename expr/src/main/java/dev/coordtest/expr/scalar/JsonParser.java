package dev.coordtest.expr.scalar;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Json;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

/**
 * Reads JSON (RFC 8259) and says in PostgreSQL's words what is wrong with it. A token is read only when the one before it has found its place, so that of
 * several faults the first is told.
 */
final class JsonParser<T> {
    /** What is made of the parts that are read, each with the text that it was written in. */
    interface Making<T> {
        T string(String written, String value);

        T number(String written);

        T word(String written);

        T array(String written, List<T> elements);

        T object(String written, List<Map.Entry<String, T>> members);
    }

    /** Makes values of jsonb; of equal keys the last one stays. */
    private static final Making<Json> VALUES = new Making<>() {
        @Override
        public Json string(String written, String value) {
            return Json.of(value);
        }

        @Override
        public Json number(String written) {
            return new Json.Numeric(((Datum.Numeric) NumericText.parse(written)).value());
        }

        @Override
        public Json word(String written) {
            return written.equals("null") ? Json.NULL : Json.of(written.equals("true"));
        }

        @Override
        public Json array(String written, List<Json> elements) {
            return new Json.Array(elements);
        }

        @Override
        public Json object(String written, List<Map.Entry<String, Json>> members) {
            SortedMap<String, Json> unique = Json.members();
            members.forEach(member -> unique.put(member.getKey(), member.getValue()));
            return new Json.Members(unique);
        }
    };

    private static final char END = 0;
    private static final char STRING = 's';
    private static final char NUMBER = 'n';
    private static final char WORD = 'w';

    private final String text;
    /** What the token is: a mark, or one of the constants. */
    private char token;

    private int start;
    private int end;
    /** The value of a {@link #STRING}. */
    private String string = "";
    /** Whether the string so far ends with the escape of the first half of a pair. */
    private boolean high;

    /** Where the token before this one ends. */
    private int before;

    private final Making<T> making;
    /** Whether escapes have to stand for characters. */
    private final boolean strict;

    private JsonParser(String text, Making<T> making, boolean strict) {
        this.text = text;
        this.making = making;
        this.strict = strict;
    }

    /** Reads one value. Throws {@link SqlException} with what is wrong as its detail. */
    static Json parse(String text) {
        return parse(text, VALUES, true);
    }

    /** @param strict whether escapes of Unicode have to stand for characters; if not, those that do not are left out */
    static <T> T parse(String text, Making<T> making, boolean strict) {
        JsonParser<T> parser = new JsonParser<>(text, making, strict);
        parser.next();
        T value = parser.value(0);
        if (parser.token != END) throw parser.expected("end of input");
        return value;
    }

    // ---- grammar

    private T value(int depth) {
        if (depth > Json.DEPTH_MAX) throw JsonValues.tooDeep();
        switch (token) {
            case '{' -> {
                return object(depth);
            }
            case '[' -> {
                return array(depth);
            }
            case STRING, NUMBER, WORD -> {
                return scalar();
            }
            default -> throw expected("JSON value");
        }
    }

    /** A scalar is looked at when the token after it has been read. */
    private T scalar() {
        char kind = token;
        String written = shown();
        String value = string;
        next();
        if (kind == STRING) return making.string(written, value);
        return kind == NUMBER ? making.number(written) : making.word(written);
    }

    private T array(int depth) {
        int from = start;
        List<T> elements = new ArrayList<>();
        next();
        if (token != ']') {
            elements.add(value(depth + 1));
            while (token == ',') {
                next();
                elements.add(value(depth + 1));
            }
        }
        if (token != ']') throw expected("\",\" or \"]\"");
        next();
        return making.array(text.substring(from, before), elements);
    }

    private T object(int depth) {
        int from = start;
        List<Map.Entry<String, T>> members = new ArrayList<>();
        next();
        if (token == STRING) {
            member(members, depth);
            while (token == ',') {
                next();
                if (token != STRING) throw expected("string");
                member(members, depth);
            }
        } else if (token != '}') {
            throw expected("string or \"}\"");
        }
        if (token != '}') throw expected("\",\" or \"}\"");
        next();
        return making.object(text.substring(from, before), members);
    }

    private void member(List<Map.Entry<String, T>> members, int depth) {
        String key = string;
        next();
        if (token != ':') throw expected("\":\"");
        next();
        members.add(Map.entry(key, value(depth + 1)));
    }

    // ---- tokens

    private void next() {
        before = end;
        int at = end;
        while (at < text.length() && isBlank(text.charAt(at))) at++;
        start = at;
        end = at + 1;
        if (at == text.length()) {
            end = at;
            token = END;
            return;
        }
        char c = text.charAt(at);
        switch (c) {
            case '{', '}', '[', ']', ',', ':' -> token = c;
            case '"' -> string();
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
            default -> word();
        }
    }

    private void word() {
        while (end < text.length() && isWord(text.charAt(end)) && isWord(text.charAt(start))) end++;
        if (!List.of("true", "false", "null").contains(shown())) throw invalidToken();
        token = WORD;
    }

    private void number() {
        int at = text.charAt(start) == '-' ? start + 1 : start;
        int whole = digits(at);
        boolean valid = whole > at;
        end = valid && text.charAt(at) == '0' ? at + 1 : whole;
        if (peek() == '.') {
            int fraction = digits(end + 1);
            valid &= fraction > end + 1;
            end = fraction;
        }
        if (peek() == 'e' || peek() == 'E') {
            end++;
            if (peek() == '+' || peek() == '-') end++;
            int exponent = digits(end);
            valid &= exponent > end;
            end = exponent;
        }
        while (isWord(peek())) {
            valid = false;
            end++;
        }
        if (!valid) throw invalidToken();
        token = NUMBER;
    }

    private int digits(int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') at++;
        return at;
    }

    /** The character at the end of the token, 0 if there is none. */
    private char peek() {
        return end < text.length() ? text.charAt(end) : END;
    }

    private void string() {
        StringBuilder value = new StringBuilder();
        high = false;
        while (true) {
            if (end >= text.length()) throw invalidToken();
            char c = text.charAt(end++);
            if (strict && high && !(c == '\\' && peek() == 'u')) throw lowMissing();
            if (c == '"') break;
            if (c < ' ') {
                String code = String.format(Locale.ROOT, "0x%02x", (int) c);
                throw invalid("Character with value " + code + " must be escaped.");
            }
            if (c == '\\') escape(value);
            else value.append(c);
        }
        token = STRING;
        string = value.toString();
    }

    private void escape(StringBuilder value) {
        if (end >= text.length()) throw invalidToken();
        char c = text.charAt(end++);
        switch (c) {
            case '"', '\\', '/' -> value.append(c);
            case 'b' -> value.append('\b');
            case 'f' -> value.append('\f');
            case 'n' -> value.append('\n');
            case 'r' -> value.append('\r');
            case 't' -> value.append('\t');
            case 'u' -> codeUnit(value);
            default ->
                throw invalid(
                        "Escape sequence \"\\" + Character.toString(text.codePointAt(end - 1)) + "\" is invalid.");
        }
    }

    private void codeUnit(StringBuilder value) {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            if (end >= text.length()) throw invalidToken();
            int digit = text.charAt(end) < 0x80 ? Character.digit(text.charAt(end), 16) : -1;
            if (digit < 0) throw invalid("\"\\u\" must be followed by four hexadecimal digits.");
            unit = unit << 4 | digit;
            end++;
        }
        char c = (char) unit;
        if (!strict) return;
        if (Character.isHighSurrogate(c) && high) {
            throw invalid("Unicode high surrogate must not follow a high surrogate.");
        }
        if (Character.isLowSurrogate(c) != high) throw lowMissing();
        high = Character.isHighSurrogate(c);
        if (c == 0) {
            throw new SqlException(SqlError.of(SqlState.UNTRANSLATABLE_CHARACTER, "unsupported Unicode escape sequence")
                    .withDetail("\\u0000 cannot be converted to text."));
        }
        value.append(c);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    private static boolean isWord(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c >= 0x80;
    }

    // ---- faults

    private String shown() {
        return text.substring(start, end);
    }

    private SqlException expected(String what) {
        return invalid(
                token == END
                        ? "The input string ended unexpectedly."
                        : "Expected " + what + ", but found \"" + shown() + "\".");
    }

    private SqlException invalidToken() {
        end = Math.min(end, text.length());
        return invalid("Token \"" + shown() + "\" is invalid.");
    }

    private static SqlException lowMissing() {
        return invalid("Unicode low surrogate must follow a high surrogate.");
    }

    private static SqlException invalid(String detail) {
        return new SqlException(SqlError.of(SqlState.INVALID_TEXT_REPRESENTATION, "invalid input syntax for type json")
                .withDetail(detail));
    }
}
