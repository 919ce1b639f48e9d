package dev.coordtest.coordtest.fuzz;

/** The text of a test file that is being written; no output is expected yet. */
final class Stanzas {
    private final StringBuilder text = new StringBuilder();
    private int count;

    void add(String directive, String input) {
        if (count++ > 0) text.append('\n');
        text.append(directive).append('\n');
        if (!input.isEmpty()) text.append(input).append('\n');
        text.append("----\n");
    }

    int count() {
        return count;
    }

    String text() {
        return text.toString();
    }
}
