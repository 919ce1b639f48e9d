package dev.coordtest.datadriven;

/** One part of a test file, in file order. The blank line that ends an expected block belongs to its directive. */
public sealed interface Stanza permits Stanza.Comment, Stanza.Subtest, Directive {
    /** The stanza's first line, counted from 1. */
    int line();

    /** A line between directives that is blank or a comment. */
    record Comment(int line, String text) implements Stanza {}

    /**
     * The start or the end of a named group of directives, which only Go has. A nested name begins with its parent's
     * and a slash.
     *
     * @param lines how many lines it takes: it may continue as a directive does
     */
    record Subtest(int line, int lines, String name, boolean end) implements Stanza {}
}
