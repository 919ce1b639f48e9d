package dev.coordtest.sql.parse;

import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.sql.ast.Name;
import dev.coordtest.sql.ast.Unbuilt;
import dev.coordtest.sql.parse.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The tokens of a text and how far they have been read; what parsers of all kinds of things need. */
final class Tokens {
    /** Deeper than this nothing is parsed: the recursion behind it has to end before the stack does. */
    private static final int DEPTH_MAX = 200;

    /** More than this many operators of one level are not chained: the tree leans to the left, and others walk it by recursion. */
    private static final int CHAIN_MAX = 1_000;

    final String text;
    private final List<Token> tokens;
    private int at;
    private int depth;

    /** For each token that opens a parenthesis, the one that closes it, or the end. */
    private final int[] closing;

    private int countedTo;
    private int countedPoints;

    Tokens(String text) {
        checkCharacters(text);
        this.text = text;
        this.tokens = Lexer.tokens(text);
        this.closing = closing();
    }

    /** Refuses what no encoding of text can carry: the character 0, and half of a surrogate pair. */
    private static void checkCharacters(String text) {
        for (int i = 0; i < text.length(); i++) {
            int point = text.codePointAt(i);
            if (point == 0 || Character.getType(point) == Character.SURROGATE) {
                String bytes =
                        point == 0 ? "0x00" : "U+" + Integer.toHexString(point).toUpperCase(Locale.ROOT);
                throw new SqlException(SqlError.of(
                                SqlState.CHARACTER_NOT_IN_REPERTOIRE,
                                "invalid byte sequence for encoding \"UTF8\": " + bytes)
                        .at(text.codePointCount(0, i)));
            }
            if (Character.isSupplementaryCodePoint(point)) i++;
        }
    }

    private int[] closing() {
        int[] found = new int[tokens.size()];
        int[] open = new int[DEPTH_MAX];
        int depth = 0;
        for (int i = 0; i < found.length; i++) {
            found[i] = found.length - 1;
            Token token = tokens.get(i);
            if (token.isOperator(")") && depth > 0) {
                found[open[--depth]] = i;
            } else if (token.isOperator(";")) {
                depth = 0;
            } else if (token.isOperator("(")) {
                if (depth == DEPTH_MAX) throw tooDeep(text.codePointCount(0, token.start()));
                open[depth++] = i;
            }
        }
        return found;
    }

    /** The {@code nth} token after the parenthesis that closes the one {@code ahead} tokens from here. */
    Token afterClosing(int ahead, int nth) {
        return tokens.get(Math.min(closing[at + ahead] + nth, tokens.size() - 1));
    }

    private static SqlException tooDeep(int position) {
        return new SqlException(SqlError.of(SqlState.STATEMENT_TOO_COMPLEX, "stack depth limit exceeded")
                .at(position));
    }

    Token peek() {
        return tokens.get(at);
    }

    Token peek(int ahead) {
        return tokens.get(Math.min(at + ahead, tokens.size() - 1));
    }

    Token next() {
        Token token = tokens.get(at);
        if (token.kind() != Kind.END) at++;
        return token;
    }

    int mark() {
        return at;
    }

    void reset(int mark) {
        at = mark;
    }

    boolean atEnd() {
        return peek().kind() == Kind.END;
    }

    /** Where the next token stands, in code points. Counts on from where it was asked last, so that a long text costs what it is long. */
    int position() {
        int start = peek().start();
        countedPoints +=
                start >= countedTo ? text.codePointCount(countedTo, start) : -text.codePointCount(start, countedTo);
        countedTo = start;
        return countedPoints;
    }

    /** The text from a token that was peeked to the last one that was read. */
    String textSince(Token first) {
        return text.substring(first.start(), tokens.get(at - 1).end());
    }

    boolean isNext(String... words) {
        for (int i = 0; i < words.length; i++) if (!peek(i).isWord(words[i])) return false;
        return true;
    }

    /** Reads the words if they all come next. */
    boolean accept(String... words) {
        if (!isNext(words)) return false;
        at += words.length;
        return true;
    }

    boolean acceptOperator(String operator) {
        if (!peek().isOperator(operator)) return false;
        at++;
        return true;
    }

    void expect(String... words) {
        for (String word : words) if (!accept(word)) throw unexpected(word.toUpperCase(Locale.ROOT));
    }

    void expectOperator(String operator) {
        if (!acceptOperator(operator)) throw unexpected("\"" + operator + "\"");
    }

    SqlException unexpected() {
        return unexpected(null);
    }

    SqlException unexpected(@Nullable String wanted) {
        Token token = peek();
        String message = token.kind() == Kind.END
                ? "syntax error at end of input"
                : "syntax error at or near \"" + text.substring(token.start(), token.end()) + "\"";
        SqlError error = SqlError.of(SqlState.SYNTAX_ERROR, message).at(position());
        return new SqlException(wanted == null ? error : error.withHint("Expected " + wanted + "."));
    }

    static SqlException notSupported(String feature, int position) {
        return new SqlException(SqlError.notSupported(feature).at(position));
    }

    void enter() {
        if (++depth > DEPTH_MAX) {
            throw tooDeep(position());
        }
    }

    void checkChain(int length) {
        if (length >= CHAIN_MAX) {
            throw tooDeep(position());
        }
    }

    void leave() {
        depth--;
    }

    /** A name of one part. */
    String identifier() {
        Token token = peek();
        boolean isName = token.kind() == Kind.QUOTED || token.kind() == Kind.WORD && Keywords.canName(token.text());
        if (!isName) throw unexpected("a name");
        return next().text();
    }

    /** Any word, reserved or not, as after AS. */
    String label() {
        if (peek().kind() == Kind.WORD || peek().kind() == Kind.QUOTED) return next().text();
        throw unexpected("a name");
    }

    boolean isIdentifierNext() {
        Token token = peek();
        return token.kind() == Kind.QUOTED || token.kind() == Kind.WORD && Keywords.canName(token.text());
    }

    Name name() {
        int position = position();
        List<String> parts = new ArrayList<>(List.of(identifier()));
        while (acceptOperator(".")) parts.add(label());
        if (parts.size() > 3) {
            throw new SqlException(SqlError.of(
                            SqlState.SYNTAX_ERROR,
                            "improper qualified name (too many dotted names): " + String.join(".", parts))
                    .at(position));
        }
        return new Name(List.copyOf(parts), position);
    }

    List<Name> names() {
        List<Name> names = new ArrayList<>(List.of(name()));
        while (acceptOperator(",")) names.add(name());
        return names;
    }

    /** Names in parentheses, if a parenthesis comes next; else none. */
    List<String> optionalColumns() {
        if (!acceptOperator("(")) return List.of();
        List<String> columns = new ArrayList<>(List.of(identifier()));
        while (acceptOperator(",")) columns.add(identifier());
        expectOperator(")");
        return columns;
    }

    String string() {
        if (peek().kind() != Kind.STRING) throw unexpected("a string");
        return next().text();
    }

    /** An integer that fits an int; nothing is cut off of one that does not. */
    int smallInteger() {
        int position = position();
        long value = integer();
        if (value > Integer.MAX_VALUE) {
            throw new SqlException(SqlError.of(
                            SqlState.NUMERIC_VALUE_OUT_OF_RANGE,
                            "value \"" + value + "\" is out of range for type integer")
                    .at(position));
        }
        return (int) value;
    }

    /** Several things with commas between. */
    <T> List<T> commas(Supplier<T> one) {
        List<T> all = new ArrayList<>(List.of(one.get()));
        while (acceptOperator(",")) all.add(one.get());
        return all;
    }

    /** The first of the words that comes next, read; null if none does. */
    @Nullable
    String acceptAny(String... words) {
        for (String word : words) if (accept(word)) return word;
        return null;
    }

    /** Like {@link #acceptAny}, but one of them has to come. */
    String expectAny(String... words) {
        String word = acceptAny(words);
        if (word == null) throw unexpected(String.join(" or ", words).toUpperCase(Locale.ROOT));
        return word;
    }

    /** {@code 'a', 'b'} or {@code a b} to the end of what is open here, each token in a form that reads back as itself. */
    Unbuilt unbuilt(String name, int mark) {
        reset(mark);
        int position = position();
        StringBuilder kept = new StringBuilder();
        for (int open = 0; !atEnd() && !(open == 0 && (peek().isOperator(")") || peek().isOperator(";"))); ) {
            Token token = next();
            if (token.isOperator("(")) open++;
            if (token.isOperator(")")) open--;
            kept.append(kept.isEmpty() ? "" : " ").append(token.written());
        }
        return new Unbuilt(name, kept.toString(), position);
    }

    long integer() {
        if (peek().kind() != Kind.NUMBER || !peek().text().matches("[0-9]{1,18}")) throw unexpected("an integer");
        return Long.parseLong(next().text());
    }
}
