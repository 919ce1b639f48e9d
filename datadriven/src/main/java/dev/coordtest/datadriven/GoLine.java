package dev.coordtest.datadriven;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Parses a Go directive line. The name and the values end at a blank only, so they may hold anything else; a value
 * that begins with {@code (} is a list, in which parentheses nest. There is no quoting. A line that ends in {@code \}
 * continues on the next.
 */
final class GoLine {
    private final String file;
    private final int firstLine;
    private final StringBuilder joined = new StringBuilder();
    private final List<Part> parts = new ArrayList<>();
    private String text = "";
    private int trimmed;
    private int at;
    private int part;
    private final Columns columns = new Columns();

    /** One physical line: its text but for the {@code cut} first characters begins at {@code offset} of the joined. */
    private record Part(int offset, int line, String text, int cut) {}

    GoLine(String file, int line, String text) {
        this.file = file;
        this.firstLine = line;
        add(line, text);
    }

    boolean continues() {
        return !joined.isEmpty() && joined.charAt(joined.length() - 1) == '\\';
    }

    void join(int line, String text) {
        joined.setCharAt(joined.length() - 1, ' ');
        add(line, text);
    }

    /** The directive's name; empty if the line is blank. Call it once, after the last {@link #join}. */
    String name() {
        String whole = joined.toString();
        text = WhiteSpace.trim(whole);
        trimmed = WhiteSpace.start(whole);
        return until(" ");
    }

    /** Where the name stands. */
    Position position() {
        return position(0);
    }

    List<Argument> arguments() {
        var arguments = new ArrayList<Argument>();
        while (true) {
            while (at < text.length() && WhiteSpace.is(text.charAt(at))) at++;
            if (at == text.length()) return arguments;
            Position position = position(at);
            String key = until(" =");
            if (key.isEmpty()) throw error("an argument name, found " + Visible.quoted(text.codePointAt(at)));
            arguments.add(new Argument(key, values(), position.line(), position.column()));
        }
    }

    private List<String> values() {
        if (at == text.length() || text.charAt(at) == ' ') return List.of();
        at++;
        if (at < text.length() && text.charAt(at) == '(') return list();
        return List.of(until(" "));
    }

    private List<String> list() {
        int open = at++;
        int depth = 1;
        int start = at;
        var values = new ArrayList<String>();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '(') depth++;
            if (c == ')') depth--;
            if (depth == 0 || c == ',' && depth == 1) values.add(text.substring(start, at - 1));
            if (depth == 0) return values;
            if (c == ',' && depth == 1) {
                while (at < text.length() && text.charAt(at) == ' ') at++;
                start = at;
            }
        }
        at = open;
        throw error("\")\" to close the list that begins here");
    }

    private String until(String ends) {
        int start = at;
        while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) at++;
        return text.substring(start, at);
    }

    private void add(int line, String text) {
        parts.add(new Part(joined.length(), line, text, WhiteSpace.start(text)));
        joined.append(WhiteSpace.trim(text));
    }

    /** The place of a character of the trimmed text. Places are asked for in order, but for an error. */
    private Position position(int offset) {
        int inJoined = offset + trimmed;
        while (parts.get(part).offset() > inJoined) part--;
        while (part + 1 < parts.size() && parts.get(part + 1).offset() <= inJoined) part++;
        Part there = parts.get(part);
        int inLine =
                Math.min(there.cut() + inJoined - there.offset(), there.text().length());
        return new Position(file, there.line(), columns.at(there.text(), inLine));
    }

    private ParseError error(String expected) {
        Position position = position(at);
        int column = text.substring(0, at).getBytes(StandardCharsets.UTF_8).length + 1;
        return new ParseError(
                position,
                "expected " + expected,
                parts.get(position.line() - firstLine).text(),
                file + ":" + firstLine + ": cannot parse directive at column " + column + ": " + text);
    }
}
