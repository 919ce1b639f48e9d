package dev.coordtest.datadriven;

import java.util.List;

/**
 * One test case: a directive line, its input, and what its output should be.
 *
 * @param position of the directive's name
 * @param lines the directive line as it stands in the file; several if it continues, in Go
 * @param arguments in the order of the file
 * @param input the raw input lines, each with its newline; Go trims the whole at both ends
 * @param inputLine the line on which the input begins, or would
 * @param form how the expected block is written
 * @param separatorLine the line of the first {@code ----}; with {@link Form#MISSING}, the line after the last
 * @param expected what a passing run puts out
 * @param expectedLine the line on which the expected text begins, or would
 * @param endLine the line that ends the block, normally blank; after the last block, one more than the file has
 */
public record Directive(
        Position position,
        List<String> lines,
        String name,
        List<Argument> arguments,
        String input,
        int inputLine,
        Form form,
        int separatorLine,
        String expected,
        int expectedLine,
        int endLine)
        implements Stanza {
    /** How an expected block is written. */
    public enum Form {
        /** The file ends before a {@code ----}; nothing is expected. */
        MISSING,
        /** One {@code ----}; a blank line ends the block. */
        SINGLE,
        /** Two {@code ----} lines before and after; the block may hold blank lines. */
        DOUBLE
    }

    public Directive {
        lines = List.copyOf(lines);
        arguments = List.copyOf(arguments);
    }

    /** The first line of the stanza. */
    @Override
    public int line() {
        return position.line();
    }

    /** A reader of the arguments that notices those nobody asked for. Each call gives a new one. */
    public Arguments read() {
        return new Arguments(this);
    }

    /** An error at the directive's name, to be thrown by a handler. */
    public ParseError error(String problem) {
        return new ParseError(position, problem, lines.getFirst());
    }

    /** An error at the beginning of a line of the input, to be thrown by a handler; {@code line} counts the input's lines from 1. */
    public ParseError inputError(int line, String problem) {
        String text = inputText(line);
        int blanks = text.length() - text.stripLeading().length();
        return inputError(line, 1 + text.codePointCount(0, blanks), problem);
    }

    /** As {@link #inputError(int, String)}; {@code column} counts the line's characters from 1. */
    public ParseError inputError(int line, int column, String problem) {
        return new ParseError(new Position(position.file(), inputLine + line - 1, column), problem, inputText(line));
    }

    /** A line of the input; what ends it, if there are not so many. */
    private String inputText(int line) {
        return input.lines().skip(line - 1L).findFirst().orElse(form == Form.MISSING ? "" : "----");
    }

    ParseError error(Argument argument, String problem) {
        return new ParseError(
                new Position(position.file(), argument.line(), argument.column()),
                problem,
                lines.get(argument.line() - position.line()));
    }
}
