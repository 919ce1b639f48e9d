package dev.coordtest.cli;

import dev.coordtest.coordtest.CoordTest;
import dev.coordtest.datadriven.Outcome;
import dev.coordtest.datadriven.ParseError;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** How a failure is told: what differs, why the read had that time, the last messages, and the command that shows it again. */
final class Failures {
    private static final int WIDTH = 200;

    private final SortedMap<String, String> settings;

    Failures(SortedMap<String, String> settings) {
        this.settings = settings;
    }

    List<String> text(String file, CoordTest.Result result, @Nullable Long seed) {
        List<String> lines = new ArrayList<>();
        int line = 0;
        for (Outcome outcome : result.run().outcomes()) {
            if (!(outcome instanceof Outcome.Passed)) line = outcome.directive().line();
            lines.addAll(outcome(file, outcome));
        }
        String problem = result.problem();
        if (problem != null)
            lines.addAll(("FAIL " + file + "  " + problem).lines().toList());
        section("why this timestamp: a read here and now", result.why(), lines);
        section("last messages", result.lastDeliveries(), lines);
        lines.add(reproduce(file, line, seed));
        return lines;
    }

    /** The command that shows it again; {@code line} 0 is the file as a whole. */
    String reproduce(String file, int line, @Nullable Long seed) {
        return "reproduce:  coordtest run " + word(line == 0 ? file : file + ":" + line)
                + (seed == null ? "" : " --seed " + seed)
                + settingsText();
    }

    private static List<String> outcome(String file, Outcome outcome) {
        List<String> lines = new ArrayList<>();
        String head = "FAIL " + file + ":" + outcome.directive().line() + "  "
                + outcome.directive().name();
        switch (outcome) {
            case Outcome.Passed ignored -> {}
            case Outcome.Differs differs -> {
                lines.add(head);
                lines.addAll(differs.diff().text().stripTrailing().lines().toList());
                lines.add("");
            }
            case Outcome.Refused(var directive, var error) -> {
                lines.add(head);
                lines.addAll(parseError(error));
            }
        }
        return lines;
    }

    static List<String> parseError(ParseError error) {
        List<String> lines = new ArrayList<>(error.getMessage().lines().toList());
        lines.addAll(error.excerpt().stripTrailing().lines().toList());
        return lines;
    }

    static void section(String title, List<String> content, List<String> lines) {
        if (content.isEmpty()) return;
        lines.add(title);
        for (String line : content) lines.add("  " + (line.length() <= WIDTH ? line : line.substring(0, WIDTH) + "…"));
    }

    private String settingsText() {
        StringBuilder text = new StringBuilder();
        settings.forEach((key, value) -> text.append(" --set ").append(word(key + "=" + value)));
        return text.toString();
    }

    /** As a shell reads it back. */
    private static String word(String text) {
        return text.matches("[A-Za-z0-9_./:=,@%+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
