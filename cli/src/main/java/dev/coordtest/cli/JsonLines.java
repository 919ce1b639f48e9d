package dev.coordtest.cli;

import java.io.PrintStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The run as one JSON object a line, so that part of an output is of use. Keys stay as they are within a version. */
final class JsonLines {
    private static final int VERSION = 1;

    private final PrintStream out;
    private final @Nullable Long seed;

    JsonLines(PrintStream out, @Nullable Long seed) {
        this.out = out;
        this.seed = seed;
    }

    void file(FileReport report) {
        event("file_started").text("file", report.file()).print();
        for (StanzaReport stanza : report.outcomes()) stanza(report.file(), stanza);
        Event event = event("file_finished")
                .text("file", report.file())
                .text("status", report.passed() ? "passed" : "failed")
                .number("stanzas", report.stanzas())
                .number("steps", report.deliveries())
                .number("ms", report.millis());
        if (!report.passed()) event.text("text", String.join("\n", report.text()));
        event.print();
    }

    private void stanza(String file, StanzaReport stanza) {
        Event event = event("stanza")
                .text("file", file)
                .number("line", stanza.line())
                .text("directive", stanza.word())
                .text("status", stanza.status().toString());
        stanza.facts().forEach(event::text);
        event.print();
    }

    void finished(Totals totals, ExitCode exit, long millis) {
        event("run_finished")
                .number("files", totals.files())
                .number("failed", totals.failed())
                .number("stanzas", totals.stanzas())
                .number("steps", totals.deliveries())
                .number("law_evaluations", totals.lawEvaluations())
                .number("exit", exit.code())
                .number("ms", millis)
                .print();
    }

    private Event event(String name) {
        Event event = new Event().number("version", VERSION).text("event", name);
        return seed == null ? event : event.number("seed", seed);
    }

    /** One line in the making. */
    private final class Event {
        private final StringBuilder json = new StringBuilder("{");

        Event text(String key, String value) {
            name(key).append('"').append(escaped(value)).append('"');
            return this;
        }

        Event number(String key, long value) {
            name(key).append(value);
            return this;
        }

        private StringBuilder name(String key) {
            if (json.length() > 1) json.append(',');
            return json.append('"').append(key).append("\":");
        }

        void print() {
            out.println(json.append('}'));
        }
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> escaped.append("\\\"");
                case '\\' -> escaped.append("\\\\");
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\t' -> escaped.append("\\t");
                default -> {
                    if (c < ' ' || Character.isSurrogate(c))
                        escaped.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    else escaped.append(c);
                }
            }
        }
        return escaped.toString();
    }
}
