package dev.coordtest.sql.parse;

import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.sql.parse.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
        else if (c == '"') quotedIdentifier();
        else if (Character.isDigit(c) || c == '.' && Character.isDigit(following)) number();
        else if (Character.isLetter(c) || c == '_') word();
        else if (c == '$' && Character.isDigit(following)) parameter();
        else operator(c);
        return true;
    }

    private void skipBlanks() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
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
                if (at < text.length() && text.charAt(at) == '\'') at++;
                else break;
            } else if (escapes && c == '\\' && at < text.length()) {
                c = escape(text.charAt(at++));
            } else if (c == 0) {
                throw error("invalid byte sequence for encoding \"UTF8\": 0x00", at - 1);
            }
            content.append(c);
        }
        tokens.add(new Token(Kind.STRING, content.toString(), start, at));
    }

    private char escape(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> {
                int end = Math.min(at + 4, text.length());
                String digits = text.substring(at, end);
                if (!digits.matches("[0-9a-fA-F]{4}")) throw error("invalid Unicode escape", at - 2);
                at = end;
                yield (char) Integer.parseInt(digits, 16);
            }
            default -> c;
        };
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
        digits();
        if (at < text.length() && text.charAt(at) == '.') {
            at++;
            digits();
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            int exponent = at++;
            if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) at++;
            if (at < text.length() && Character.isDigit(text.charAt(at))) digits();
            else at = exponent;
        }
        if (at < text.length() && (Character.isLetter(text.charAt(at)) || text.charAt(at) == '_')) {
            throw error("trailing junk after numeric literal", start);
        }
        tokens.add(new Token(Kind.NUMBER, text.substring(start, at), start, at));
    }

    private void digits() {
        while (at < text.length() && Character.isDigit(text.charAt(at))) at++;
    }

    private void word() {
        int start = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || "_$".indexOf(text.charAt(at)) >= 0))
            at++;
        tokens.add(new Token(Kind.WORD, text.substring(start, at).toLowerCase(Locale.ROOT), start, at));
    }

    private void parameter() {
        int start = at++;
        digits();
        tokens.add(new Token(Kind.PARAMETER, text.substring(start + 1, at), start, at));
    }

    private void operator(char c) {
        int start = at;
        if (text.startsWith("::", at)) {
            at += 2;
        } else if (OPERATOR_CHARACTERS.indexOf(c) < 0) {
            if ("()[],;.:".indexOf(c) < 0) throw error("syntax error", start);
            at++;
        } else {
            while (at < text.length() && OPERATOR_CHARACTERS.indexOf(text.charAt(at)) >= 0) {
                if (at > start && (text.startsWith("--", at) || text.startsWith("/*", at))) break;
                at++;
            }
            // A sign after an operator belongs to the operand, unless the operator has a character that says otherwise.
            while (at - start > 1
                    && "+-".indexOf(text.charAt(at - 1)) >= 0
                    && !text.substring(start, at).matches(".*[~!@#%^&|`?].*")) at--;
        }
        String symbol = text.substring(start, at);
        tokens.add(new Token(Kind.OPERATOR, symbol.equals("!=") ? "<>" : symbol, start, at));
    }
}
