package dev.coordtest.datadriven;

import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;

/** Writes a file as the dialect's own implementation rewrites it. */
final class FaithfulWriter {
    private static final Pattern BLANK_LINE = Pattern.compile("(?m)^[\t ]*\n", Pattern.UNIX_LINES);

    private final TestFile file;
    private final Iterator<String> outputs;
    private final StringBuilder out = new StringBuilder();

    FaithfulWriter(TestFile file, List<String> outputs) {
        this.file = file;
        this.outputs = outputs.iterator();
    }

    String write() {
        for (Stanza stanza : file.stanzas()) {
            int first = stanza.line() - 1;
            switch (stanza) {
                case Stanza.Comment _ -> file.lines().appendTo(out, first, first + 1);
                case Stanza.Subtest subtest -> file.lines().appendTo(out, first, first + subtest.lines());
                case Directive directive -> directive(directive);
            }
        }
        boolean blankEnd = out.length() > 2 && out.lastIndexOf("\n\n") == out.length() - 2;
        if (file.dialect() == Dialect.GO && blankEnd) out.setLength(out.length() - 1);
        return out.toString();
    }

    private void directive(Directive directive) {
        file.lines().appendTo(out, directive.line() - 1, directive.separatorLine() - 1);
        String output = outputs.next();
        switch (file.dialect()) {
            case GO -> go(file.dialect().comparable(output));
            case RUST_0_6 -> rust06(output);
            case RUST_0_9 -> rust09(output);
        }
        // Go writes the line that ends a block with the block, Rust only if the file goes on after it.
        if (file.dialect() != Dialect.GO && directive.endLine() < file.lines().count()) out.append('\n');
    }

    private void go(String output) {
        if (BLANK_LINE.matcher(output).find()) doubled(output, "----\n----\n\n");
        else out.append("----\n").append(output).append('\n');
    }

    private void rust06(String output) {
        if (output.contains("\n\n")) doubled(output, "----\n----\n");
        else out.append("----\n").append(output);
    }

    private void rust09(String output) {
        if (!output.isEmpty() && !output.endsWith("\n")) doubled(output, "\n----\n---- (no newline)\n");
        else rust06(output.equals("\n") ? "" : output);
    }

    private void doubled(String output, String close) {
        out.append("----\n----\n").append(output).append(close);
    }
}
