package dev.coordtest.datadriven;

/** What became of one directive. */
public sealed interface Outcome {
    Directive directive();

    /** The output is the expected text. */
    record Passed(Directive directive) implements Outcome {}

    /** The output is another than the expected text, or the file has no {@code ----} to say what is expected. */
    record Differs(Directive directive, String actual) implements Outcome {
        /** The difference, with the line numbers of the file. */
        public ExpectedDiff diff() {
            return ExpectedDiff.of(directive, actual);
        }
    }

    /** The directive could not be understood: its own text is at fault. */
    record Refused(Directive directive, ParseError error) implements Outcome {}
}
