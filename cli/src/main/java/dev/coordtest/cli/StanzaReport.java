package dev.coordtest.cli;

import dev.coordtest.coordtest.SltTest;
import dev.coordtest.coordtest.slt.Verdict;
import dev.coordtest.datadriven.Outcome;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What became of one stanza of a file, in either language.
 *
 * @param word that begins it
 * @param input the first line of its text
 * @param facts what more there is to say, by key
 */
record StanzaReport(int line, String word, String input, Status status, Map<String, String> facts) {
    enum Status {
        PASSED,
        FAILED,
        REFUSED,
        SKIPPED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static StanzaReport of(Outcome outcome) {
        Map<String, String> facts = new LinkedHashMap<>();
        Status status = switch (outcome) {
            case Outcome.Passed ignored -> Status.PASSED;
            case Outcome.Differs differs -> {
                facts.put("expected", differs.directive().expected());
                facts.put("actual", differs.actual());
                facts.put("diff", differs.diff().text());
                yield Status.FAILED;
            }
            case Outcome.Refused(var directive, var error) -> {
                facts.put("error", String.valueOf(error.getMessage()));
                yield Status.REFUSED;
            }
        };
        return new StanzaReport(
                outcome.directive().line(),
                outcome.directive().name(),
                first(outcome.directive().input()),
                status,
                facts);
    }

    static StanzaReport of(SltTest.Outcome outcome) {
        Map<String, String> facts = new LinkedHashMap<>();
        Verdict verdict = outcome.verdict();
        Status status =
                verdict.kind() == Verdict.Kind.SKIP ? Status.SKIPPED : verdict.passed() ? Status.PASSED : Status.FAILED;
        if (status == Status.FAILED) {
            facts.put("verdict", verdict.kind().toString());
            facts.put("diff", verdict.detail());
        }
        return new StanzaReport(
                outcome.record().place().line(),
                outcome.record().word(),
                first(outcome.record().sql()),
                status,
                facts);
    }

    private static String first(String text) {
        return text.lines().findFirst().orElse("");
    }

    boolean failed() {
        return status == Status.FAILED || status == Status.REFUSED;
    }
}
