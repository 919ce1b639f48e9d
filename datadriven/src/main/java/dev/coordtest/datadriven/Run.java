package dev.coordtest.datadriven;

import java.util.ArrayList;
import java.util.List;

/**
 * What became of a test file: one outcome per directive that ran. After the first that does not pass, the rest did not
 * run, unless asked to.
 */
public record Run(TestFile file, List<Outcome> outcomes) {
    /** Carries out directives. */
    @FunctionalInterface
    public interface Handler {
        /** The output of a directive. Throws a {@link ParseError} for one whose text it does not understand. */
        String run(Directive directive);
    }

    /** Whether the directives after one that does not pass run too. */
    public enum OnFailure {
        STOP,
        KEEP_GOING
    }

    /** Is told of each directive before and after it runs. */
    public interface Listener {
        /** Hears nothing. */
        Listener NONE = new Listener() {};

        default void started(Directive directive) {}

        default void finished(Outcome outcome) {}
    }

    public Run {
        outcomes = List.copyOf(outcomes);
    }

    static Run of(TestFile file, Handler handler, OnFailure onFailure, Listener listener) {
        var outcomes = new ArrayList<Outcome>();
        for (Directive directive : file.directives()) {
            listener.started(directive);
            Outcome outcome = run(file, directive, handler);
            outcomes.add(outcome);
            listener.finished(outcome);
            if (onFailure == OnFailure.STOP && !(outcome instanceof Outcome.Passed)) break;
        }
        return new Run(file, outcomes);
    }

    private static Outcome run(TestFile file, Directive directive, Handler handler) {
        String actual;
        try {
            actual = file.dialect().comparable(handler.run(directive));
        } catch (ParseError e) {
            return new Outcome.Refused(directive, e);
        }
        // A directive without a ---- has taken the rest of the file for its input. It must not pass unnoticed.
        return directive.form() != Directive.Form.MISSING && actual.equals(directive.expected())
                ? new Outcome.Passed(directive)
                : new Outcome.Differs(directive, actual);
    }

    /** Whether every directive ran and passed. */
    public boolean passed() {
        return outcomes.stream().allMatch(outcome -> outcome instanceof Outcome.Passed);
    }

    /** What went wrong, as a user reads it; empty if the run passed. */
    public String report() {
        var report = new StringBuilder();
        for (Outcome outcome : outcomes)
            switch (outcome) {
                case Outcome.Passed _ -> {}
                case Outcome.Differs differs -> {
                    ExpectedDiff diff = differs.diff();
                    report.append(file.name() + ":" + diff.line() + ": the output of \""
                                    + differs.directive().name() + "\" differs\n")
                            .append(diff.text());
                }
                case Outcome.Refused refused ->
                    report.append(refused.error().getMessage())
                            .append('\n')
                            .append(refused.error().excerpt());
            }
        return report.toString();
    }

    /**
     * The file's text with every output that differs in place of what was expected; see {@link Rewriter}. Needs a run
     * that kept going. Throws the error of the first directive that was refused, or whose output cannot be written.
     */
    public String rewritten() {
        var outputs = new ArrayList<String>();
        for (Outcome outcome : outcomes)
            outputs.add(
                    switch (outcome) {
                        case Outcome.Passed passed -> passed.directive().expected();
                        case Outcome.Differs differs -> differs.actual();
                        case Outcome.Refused refused -> throw refused.error();
                    });
        return Rewriter.rewrite(file, outputs);
    }
}
