package dev.coordtest.cli;

import java.io.Console;

/** Colours lines for a terminal: verdicts, and what a difference takes away and adds. */
final class Paint {
    /** When to colour. */
    enum When {
        auto,
        always,
        never
    }

    private static final String GREEN = "\u001b[32m";
    private static final String RED = "\u001b[31m";
    private static final String BOLD = "\u001b[1m";
    private static final String PLAIN = "\u001b[0m";

    private final boolean on;

    Paint(boolean on) {
        this.on = on;
    }

    /** Follows NO_COLOR (no-color.org) and the terminal, unless told. */
    static Paint of(When when) {
        return switch (when) {
            case always -> new Paint(true);
            case never -> new Paint(false);
            case auto -> {
                String no = System.getenv("NO_COLOR");
                boolean dumb = "dumb".equals(System.getenv("TERM"));
                yield new Paint(isTerminal() && !dumb && (no == null || no.isEmpty()));
            }
        };
    }

    /** There is no console where input or output is redirected, or one that is no terminal: which, differs between JDKs. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    String line(String line) {
        if (!on) return line;
        if (line.startsWith("PASS ")) return GREEN + "PASS" + PLAIN + line.substring(4);
        if (line.startsWith("FAIL ")) return RED + BOLD + "FAIL" + PLAIN + line.substring(4);
        if (line.matches("-[ 0-9]{5} \\|.*")) return RED + line + PLAIN;
        if (line.matches("\\+[ 0-9]{5} \\|.*")) return GREEN + line + PLAIN;
        return line;
    }
}
