package dev.coordtest.cli;

import dev.coordtest.coordtest.Explorer;
import dev.coordtest.coordtest.slt.SltFile;
import dev.coordtest.datadriven.Dialect;
import dev.coordtest.datadriven.Directive;
import dev.coordtest.datadriven.TestFile;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Whether what a file prints depends on the order of deliveries where it does not say so: a stanza may with the argument {@code order-dependent}. */
final class OrderCheck {
    private static final List<String> STEERS = List.of("hold", "release", "deliver", "step");

    private final SortedMap<String, String> settings;
    private final long max;
    private final PrintStream lines;

    /** @param max runs of each file */
    OrderCheck(Map<String, String> settings, long max, PrintStream lines) {
        this.settings = new TreeMap<>(settings);
        this.max = max;
        this.lines = lines;
    }

    /** Runs a file in all orders; tells what it prints in one and not in another, and what breaks. */
    ExitCode check(Selection selection) {
        if (SltFile.isOne(selection.file())) return ExitCode.PASSED;
        TestFile whole = TestFile.read(selection.file(), Dialect.RUST_0_6);
        TestFile file = selection.line() == 0 ? whole : whole.until(selection.line());
        if (file.directives().stream().anyMatch(directive -> STEERS.contains(directive.name()))) return ExitCode.PASSED;
        Explorer.Report report =
                new Explorer(file, new Explorer.Options(settings, 0, 1, true, max, false, true)).explore();
        ExitCode exit = ExitCode.PASSED;
        Explorer.Failure failure = report.failure();
        if (failure != null) {
            lines.println("FAIL " + file.name() + "  in another order: " + failure.what());
            lines.println("reproduce:  coordtest explore " + file.name());
            exit = ExitCode.FAILED;
        }
        for (Directive directive : file.directives()) {
            var outputs = report.printed().getOrDefault(directive.line(), new TreeMap<>());
            boolean isMarked = directive.arguments().stream()
                    .anyMatch(argument -> argument.name().equals("order-dependent"));
            if (outputs.size() < 2 || isMarked) continue;
            exit = ExitCode.FAILED;
            differs(file, directive, outputs);
        }
        lines.println((exit == ExitCode.PASSED ? "PASS " : "FAIL ")
                + file.name()
                + String.format(Locale.ROOT, "  %,d orders", report.orders())
                + (report.isComplete() ? " (all)" : " (not all)"));
        return exit;
    }

    /** Shows what is printed in the file's own order, and in the nearest one where it is something else. */
    private void differs(TestFile file, Directive directive, SortedMap<String, List<String>> outputs) {
        lines.println("FAIL " + file.name() + ":" + directive.line() + "  " + directive.name() + " prints "
                + outputs.size() + " different things");
        outputs.entrySet().stream()
                .sorted(Map.Entry.comparingByValue((a, b) -> Integer.compare(a.size(), b.size())))
                .limit(2)
                .forEach(each -> {
                    lines.println(each.getValue().isEmpty() ? "  in the order of the file:" : "  with");
                    each.getValue().forEach(place -> lines.println("    " + place));
                    lines.println(each.getKey().stripTrailing().indent(4).stripTrailing());
                });
        lines.println("  (order-dependent says that this is meant)");
    }
}
