package dev.coordtest.cli;

import dev.coordtest.coordtest.law.Law;
import java.util.List;
import java.util.Map;

/**
 * What became of one file: what is printed of it, and the same as data.
 *
 * @param text whole lines
 * @param outcomes those of the stanzas that ran, in the order of the file; none if the file could not be read, or ran with many seeds
 * @param stanzas how many stanzas ran
 */
record FileReport(
        String file,
        ExitCode exit,
        List<String> text,
        List<StanzaReport> outcomes,
        long stanzas,
        long deliveries,
        Map<Law, Long> laws,
        long millis) {
    FileReport {
        text = List.copyOf(text);
        outcomes = List.copyOf(outcomes);
    }

    boolean passed() {
        return exit == ExitCode.PASSED;
    }
}
