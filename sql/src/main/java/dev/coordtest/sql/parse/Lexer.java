package dev.coordtest.sql.parse;

import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.sql.parse.Token.Kind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Cuts text into tokens by PostgreSQL's rules; comments and white space separate and disappear. */
final class Lexer {
    private static final String OPERATOR_CHARACTERS = "+-*/<>=~!@#%^&|`?";

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    static List<Token> tokens(String text) {
        Lexer lexer = new Lexer(text);
        while (lexer.next()) {}
        lexer.tokens.add(new Token(Kind.END, "", text.length(), text.length()));
        return lexer.tokens;
    }

    private boolean next() {
        skipBlanks();
        if (at == text.length()) return false;
        char c = text.charAt(at);
        char following = at + 1 < text.length() ? text.charAt(at + 1) : 0;
        if (c == '\'') string(at, false);
        else if ((c == 'e' || c == 'E') && following == '\'') string(at++, true);
        else if ("bBxX".indexOf(c) >= 0 && following == '\'') throw bits(c);
        else if ((c == 'u' || c == 'U') && following == '&' && isQuote(at + 2)) throw notSupported("U& escapes are");
        else if (c == '"') quotedIdentifier();
        else if (isDigit(c) || c == '.' && isDigit(following)) number();
        else if (isLetter(c)) word();
        else if (c == '$' && isDigit(following)) parameter();
        else if (c == '$' && (following == '$' || isLetter(following))) dollarQuoted();
        else operator(c);
        return true;
    }

    /** A string of bits, of which only the digits are looked at. */
    private SqlException bits(char base) {
        int start = at++;
        string(at, false);
        String digits = tokens.removeLast().text();
        boolean binary = base == 'b' || base == 'B';
        for (int i = 0; i < digits.length(); i += Character.charCount(digits.codePointAt(i))) {
            String digit = Character.toString(digits.codePointAt(i));
            boolean isDigit = binary ? "01".contains(digit) : "0123456789abcdefABCDEF".contains(digit);
            if (isDigit) continue;
            String message = '"' + digit + "\" is not a valid " + (binary ? "binary" : "hexadecimal") + " digit";
            return new SqlException(
                    SqlError.of(SqlState.INVALID_TEXT_REPRESENTATION, message).at(text.codePointCount(0, start)));
        }
        at = start;
        return notSupported("bit and hexadecimal strings are");
    }

    private SqlException notSupported(String what) {
        return Tokens.notSupported(what, text.codePointCount(0, at));
    }

    private boolean isQuote(int index) {
        return index < text.length() && (text.charAt(index) == '\'' || text.charAt(index) == '"');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** What a word may begin with: a letter of ASCII, or anything beyond it. */
    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= 0x80;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    private void skipBlanks() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (isBlank(c)) {
                at++;
            } else if (text.startsWith("--", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (text.startsWith("/*", at)) {
                blockComment();
            } else {
                return;
            }
        }
    }

    /** Block comments nest. */
    private void blockComment() {
        int start = at;
        int depth = 0;
        do {
            if (text.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (text.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else if (++at >= text.length()) {
                throw error("unterminated /* comment", start);
            }
        } while (depth > 0);
    }

    private SqlException error(String message, int start) {
        return new SqlException(SqlError.of(
                        SqlState.SYNTAX_ERROR,
                        message + " at or near \"" + text.substring(start, Math.min(text.length(), start + 40)) + "\"")
                .at(text.codePointCount(0, start)));
    }

    private void string(int start, boolean escapes) {
        at++;
        if (escapes) at = start + 2;
        StringBuilder content = new StringBuilder();
        while (true) {
            if (at >= text.length()) throw error("unterminated quoted string", start);
            char c = text.charAt(at++);
            if (c == '\'') {
                if (at < text.length() && text.charAt(at) == '\'') {
                    at++;
                } else if (goesOn()) {
                    continue;
                } else {
                    break;
                }
            } else if (escapes && c == '\\' && at < text.length()) {
                int point = escape(text.charAt(at++));
                if (point == 0) throw noZero(at - 1);
                content.appendCodePoint(point);
                continue;
            }
            content.append(c);
        }
        tokens.add(new Token(Kind.STRING, content.toString(), start, at));
    }

    /** Whether the string goes on after a line break; then its next part has been entered. */
    private boolean goesOn() {
        int next = at;
        boolean lines = false;
        while (next < text.length() && isBlank(text.charAt(next))) {
            lines |= text.charAt(next) == '\n';
            next++;
        }
        if (!lines || next == text.length() || text.charAt(next) != '\'') return false;
        at = next + 1;
        return true;
    }

    private SqlException noZero(int where) {
        return new SqlException(
                SqlError.of(SqlState.CHARACTER_NOT_IN_REPERTOIRE, "invalid byte sequence for encoding \"UTF8\": 0x00")
                        .at(text.codePointCount(0, where)));
    }

    private int escape(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> unicode(4);
            case 'U' -> unicode(8);
            case 'x' -> at < text.length() && Character.digit(text.charAt(at), 16) >= 0 ? number(at, 2, 16) : c;
            case '0', '1', '2', '3', '4', '5', '6', '7' -> number(at - 1, 3, 8);
            default -> c;
        };
    }

    /** The character of exactly so many hexadecimal digits. */
    private int unicode(int length) {
        int start = at;
        int point = at + length <= text.length() ? number(at, length, 16) : -1;
        boolean valid = at - start == length && Character.isValidCodePoint(point) && point > 0;
        if (!valid) throw error("invalid Unicode escape", start - 2);
        return point;
    }

    /** Reads up to so many digits from {@code start} on. */
    private int number(int start, int digitsMax, int radix) {
        int value = 0;
        at = start;
        while (at < text.length() && at - start < digitsMax && Character.digit(text.charAt(at), radix) >= 0) {
            value = value * radix + Character.digit(text.charAt(at++), radix);
        }
        return value;
    }

    /** {@code $tag$ … $tag$}: nothing inside means anything. */
    private void dollarQuoted() {
        int start = at++;
        while (at < text.length() && (isLetter(text.charAt(at)) || isDigit(text.charAt(at)))) at++;
        if (at == text.length() || text.charAt(at) != '$') throw error("syntax error", start);
        String tag = text.substring(start, ++at);
        int end = text.indexOf(tag, at);
        if (end < 0) throw error("unterminated dollar-quoted string", start);
        tokens.add(new Token(Kind.STRING, text.substring(at, end), start, end + tag.length()));
        at = end + tag.length();
    }

    private void quotedIdentifier() {
        int start = at++;
        StringBuilder content = new StringBuilder();
        while (true) {
            if (at >= text.length()) throw error("unterminated quoted identifier", start);
            char c = text.charAt(at++);
            if (c == '"') {
                if (at < text.length() && text.charAt(at) == '"') at++;
                else break;
            }
            content.append(c);
        }
        if (content.isEmpty()) throw error("zero-length delimited identifier", start);
        tokens.add(new Token(Kind.QUOTED, content.toString(), start, at));
    }

    private void number() {
        int start = at;
        char base = text.charAt(at) == '0' && at + 1 < text.length() ? text.charAt(at + 1) : 0;
        int radix = "xX".indexOf(base) >= 0 ? 16 : "oO".indexOf(base) >= 0 ? 8 : "bB".indexOf(base) >= 0 ? 2 : 10;
        if (radix != 10 && at + 2 < text.length() && Character.digit(text.charAt(at + 2), radix) >= 0) {
            at += 2;
            digits(radix);
        } else {
            radix = 10;
            fraction();
        }
        if (at < text.length() && isLetter(text.charAt(at))) throw error("trailing junk after numeric literal", start);
        String digits = text.substring(start, at).replace("_", "");
        String decimal = radix == 10 ? digits : new BigInteger(digits.substring(2), radix).toString();
        tokens.add(new Token(Kind.NUMBER, decimal, start, at));
    }

    /** Digits, a point and an exponent. */
    private void fraction() {
        digits(10);
        if (at < text.length() && text.charAt(at) == '.') {
            at++;
            digits(10);
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            int exponent = at++;
            if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) at++;
            if (at < text.length() && isDigit(text.charAt(at))) digits(10);
            else at = exponent;
        }
    }

    /** Digits, and single underscores between them. */
    private void digits(int radix) {
        while (at < text.length()) {
            boolean digit = Character.digit(text.charAt(at), radix) >= 0 && text.charAt(at) < 0x80;
            boolean between = text.charAt(at) == '_'
                    && at + 1 < text.length()
                    && Character.digit(text.charAt(at + 1), radix) >= 0;
            if (!digit && !between) return;
            at++;
        }
    }

    private void word() {
        int start = at;
        while (at < text.length() && (isLetter(text.charAt(at)) || isDigit(text.charAt(at)) || text.charAt(at) == '$'))
            at++;
        tokens.add(new Token(Kind.WORD, folded(text.substring(start, at)), start, at));
    }

    /** Letters of ASCII fold, others do not. */
    private static String folded(String word) {
        char[] folded = word.toCharArray();
        for (int i = 0; i < folded.length; i++)
            if (folded[i] >= 'A' && folded[i] <= 'Z') folded[i] = (char) (folded[i] - 'A' + 'a');
        return new String(folded);
    }

    private void parameter() {
        int start = at++;
        while (at < text.length() && isDigit(text.charAt(at))) at++;
        tokens.add(new Token(Kind.PARAMETER, text.substring(start + 1, at), start, at));
    }

    private void operator(char c) {
        int start = at;
        if (text.startsWith("::", at)) {
            // Another dialect's annotation of a type, which is what a cast does to a literal.
            at += text.startsWith(":::", at) ? 3 : 2;
            tokens.add(new Token(Kind.OPERATOR, "::", start, at));
            return;
        } else if (OPERATOR_CHARACTERS.indexOf(c) < 0) {
            if ("()[],;.:".indexOf(c) < 0) throw error("syntax error", start);
            at++;
        } else {
            while (at < text.length() && OPERATOR_CHARACTERS.indexOf(text.charAt(at)) >= 0) {
                if (at > start && (text.startsWith("--", at) || text.startsWith("/*", at))) break;
                at++;
            }
            // A sign after an operator belongs to the operand, unless the operator has a character that says otherwise.
            while (at - start > 1 && "+-".indexOf(text.charAt(at - 1)) >= 0 && !keepsSign(start)) at--;
        }
        String symbol = text.substring(start, at);
        tokens.add(new Token(Kind.OPERATOR, symbol.equals("!=") ? "<>" : symbol, start, at));
    }

    /** Whether a character of the operator says that a sign at its end is part of it. */
    private boolean keepsSign(int start) {
        for (int i = start; i < at; i++) if ("~!@#%^&|`?".indexOf(text.charAt(i)) >= 0) return true;
        return false;
    }
}
