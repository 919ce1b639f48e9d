package dev.coordtest.datadriven;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Parses a Rust directive line.
 *
 * <pre>
 * line  = word argument*
 * argument = word [ "=" ( word | "(" [ word ("," word)* [","] ] ")" ) ]
 * </pre>
 *
 * White space may stand around every sign. Word characters are ASCII letters and digits, {@code -}, {@code _} and
 * {@code .}; from 0.7 on, all Unicode letters and digits.
 */
final class RustLine {
    private final String file;
    private final int line;
    private final String whole;
    private final String code;
    private final Dialect dialect;
    private int at;
    private String name = "";
    private final Columns columns = new Columns();

    /** {@code code} is the part of the {@code whole} line before a comment. */
    RustLine(String file, int line, String whole, String code, Dialect dialect) {
        this.file = file;
        this.line = line;
        this.whole = whole;
        this.code = code;
        this.dialect = dialect;
    }

    /** Reads the directive's name, and says where it stands. */
    Position directive() {
        skipWhiteSpace();
        var position = position();
        name = word("directive");
        return position;
    }

    String name() {
        return name;
    }

    List<Argument> arguments() {
        var arguments = new ArrayList<Argument>();
        Set<String> names = new LinkedHashSet<>();
        while (at < code.length()) {
            Position start = position();
            Argument argument = argument(start.column());
            if (!names.add(argument.name()))
                throw error(
                        start,
                        "argument " + argument.name() + " is given twice",
                        "duplicate argument: " + argument.name());
            arguments.add(argument);
        }
        return arguments;
    }

    private Argument argument(int column) {
        String key = word("argument name");
        var values = new ArrayList<String>();
        if (take('=')) {
            if (take('(')) list(values);
            else values.add(word("argument value"));
        }
        return new Argument(key, values, line, column);
    }

    private void list(List<String> values) {
        while (!take(')')) {
            values.add(word("argument value"));
            if (take(',')) continue;
            if (at == code.length()) {
                String signs = dialect == Dialect.RUST_0_6 ? "',' or ')'" : "',' or ''";
                throw error("\",\" or \")\", but the line ends", signs + ", but directive line ended");
            }
            if (code.charAt(at) != ')')
                throw error(
                        "\",\" or \")\", found " + Visible.quoted(code.codePointAt(at)),
                        "',' or ')', got '" + Character.toString(code.codePointAt(at)) + "'");
        }
    }

    private String word(String what) {
        int start = at;
        while (at < code.length() && isWord(code.codePointAt(at))) at += Character.charCount(code.codePointAt(at));
        if (at == start) throw missing(what);
        String word = code.substring(start, at);
        skipWhiteSpace();
        return word;
    }

    private ParseError missing(String what) {
        String expected = what.equals("directive") ? "a directive" : "an " + what;
        if (at == code.length()) return error(expected + ", but the line ends", what + " but directive line ended");
        int found = code.codePointAt(at);
        String hint = "=(),".indexOf(found) < 0 ? "; a word is made of letters, digits, \"-\", \"_\" and \".\"" : "";
        return error(expected + ", found " + Visible.quoted(found) + hint, what + ", got " + Character.toString(found));
    }

    private boolean isWord(int c) {
        if (c == '-' || c == '_' || c == '.' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z')
            return true;
        return dialect != Dialect.RUST_0_6
                && c > 0x7f
                && (Character.isAlphabetic(c)
                        || switch (Character.getType(c)) {
                            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER ->
                                true;
                            default -> false;
                        });
    }

    private boolean take(char sign) {
        if (at == code.length() || code.charAt(at) != sign) return false;
        at++;
        skipWhiteSpace();
        return true;
    }

    /** Within a line only ASCII white space separates. */
    private void skipWhiteSpace() {
        while (at < code.length() && " \t\f\r".indexOf(code.charAt(at)) >= 0) at++;
    }

    private Position position() {
        return new Position(file, line, columns.at(whole, at));
    }

    private ParseError error(String expected, String original) {
        return error(position(), "expected " + expected, "expected " + original);
    }

    private ParseError error(Position position, String problem, String original) {
        return new ParseError(
                position,
                problem,
                whole,
                dialect == Dialect.RUST_0_6
                        ? file + ":" + line + ": " + original
                        : RustText.error(file, line, original));
    }
}
