package dev.coordtest.coordtest.fuzz;

import dev.coordtest.coordtest.Walk;
import dev.coordtest.datadriven.Directive;
import dev.coordtest.datadriven.TestFile;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Pattern;

/**
 * Says of which statements the outcome does not depend on the order of deliveries: in a strict serializable file in which nobody makes up uppers, those of clients that wait for each answer,
 * over tables alone. What others see depends on how far reports have come, or on which of two clients was first.
 */
final class OrderFree {
    /** The signature of a file that prints this in one order and that in another. */
    static final String SIGNATURE = "order";

    /** What answers with times, looks at files or is told how far things have come. */
    private static final Pattern OF_TIME = Pattern.compile(
            "\\bas of\\b|\\btail\\b|\\bfetch\\b|explain|now\\(|mz_logical|create (materialized )?source|transaction_isolation");

    private OrderFree() {}

    /** Whether every reader of a file is strict, so that none may ever go back. */
    static boolean isMonotone(TestFile file, SortedMap<String, String> settings) {
        String given = settings.get("transaction_isolation");
        if (file.text().contains("SET transaction_isolation")) return false;
        if (given != null) return given.replace('-', ' ').replace('_', ' ').equals("strict serializable");
        return file.text().contains("transaction_isolation = strict serializable");
    }

    /** How two runs differ in what may not; none if they do not. */
    static Optional<Walk.Breach> difference(
            TestFile file,
            SortedMap<String, String> settings,
            SortedMap<Integer, String> first,
            SortedMap<Integer, String> other) {
        if (!isMonotone(file, settings)) return Optional.empty();
        List<Directive> directives = file.directives();
        for (Directive directive : directives) {
            switch (directive.name()) {
                case "async-sql", "update-upper", "close-upper", "set-upper-filter", "create-file" -> {
                    return Optional.empty();
                }
                default -> {}
            }
        }
        for (Directive directive : directives) {
            if (!directive.name().equals("sql")
                    || OF_TIME.matcher(directive.input().toLowerCase(Locale.ROOT))
                            .find()) continue;
            String mine = first.get(directive.line());
            String others = other.get(directive.line());
            if (mine == null || others == null || mine.equals(others)) continue;
            String what = "line " + directive.line() + " prints what depends on the order of deliveries\nin one   "
                    + mine.strip() + "\nin another " + others.strip();
            return Optional.of(new Walk.Breach(SIGNATURE, what, List.of(), List.of()));
        }
        return Optional.empty();
    }
}
