package dev.coordtest.datadriven;

import dev.coordtest.datadriven.Directive.Form;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Puts new outputs in place of the expected ones.
 *
 * <p>The original implementations of the format print each output as it comes. Some outputs then read back as another
 * text, or as directives, and the file is damaged for good. This one replaces nothing but expected blocks, keeps the
 * block of an output that has not changed as it is written, and reads back what it writes: it takes the first of one
 * {@code ----}, two, and, where the dialect has it, {@code ---- (no newline)} that reads back as the same output, and
 * refuses an output for which there is none. For outputs that the originals write safely the result is theirs, byte
 * for byte; {@link #faithful} gives theirs in every case, damage included, to compare with or to hand files over.
 *
 * <p>A rewrite changes line ends to LF, unless there is nothing to change in the file.
 */
public final class Rewriter {
    private Rewriter() {}

    /**
     * The text of the file with the given outputs, one per directive, as its expected blocks.
     *
     * @throws ParseError at the first directive whose output cannot be written so that it reads back, or whose old
     *     block seems to hold the next directive or a comment, which would be lost
     */
    public static String rewrite(TestFile file, List<String> outputs) {
        var directives = directives(file, outputs);
        Lines lines = file.lines();
        var text = new StringBuilder();
        boolean changed = false;
        int copied = 0;
        for (int i = 0; i < directives.size(); i++) {
            Directive directive = directives.get(i);
            String output = file.dialect().comparable(outputs.get(i));
            if (directive.form() != Form.MISSING && output.equals(directive.expected())) continue;
            changed = true;
            refuseLoss(file, directive, output);
            int separator = directive.separatorLine() - 1;
            int end = Math.min(directive.endLine() - 1, lines.count());
            lines.appendTo(text, copied, separator);
            text.append(block(file.dialect(), directive, output));
            copied = end;
            // The originals too make an empty line of a blank one that ends a block.
            if (end < lines.count() && lines.isBlank(end)) {
                text.append('\n');
                copied++;
            }
        }
        if (!changed) return file.text();
        lines.appendTo(text, copied, lines.count());
        String rewritten = text.toString();
        checkReadsBack(file, outputs, rewritten);
        return rewritten;
    }

    /** What the dialect's own implementation would make of the file, even where it could not be read back. */
    public static String faithful(TestFile file, List<String> outputs) {
        directives(file, outputs);
        return new FaithfulWriter(file, outputs).write();
    }

    /**
     * Makes the file hold the text, by way of a second file that is moved into its place. Returns whether it did not
     * hold it before; if it did, it is not touched.
     */
    public static boolean save(Path path, String text) {
        return Disk.save(path, text);
    }

    private static List<Directive> directives(TestFile file, List<String> outputs) {
        var directives = file.directives();
        if (directives.size() != outputs.size())
            throw new IllegalArgumentException(
                    directives.size() + " directives need as many outputs, not " + outputs.size());
        return directives;
    }

    private static String block(Dialect dialect, Directive directive, String output) {
        boolean encodable = StandardCharsets.UTF_8.newEncoder().canEncode(output);
        for (BlockForm form : BlockForm.values()) {
            String block = form.write(output);
            if (encodable && readsBack(dialect, block).equals(Optional.of(output))) return block;
        }
        throw directive.error("the output cannot be written so that it reads back: " + reason(output, encodable));
    }

    /** The expected text that a reader finds in the block, if it finds one directive and nothing else. */
    private static Optional<String> readsBack(Dialect dialect, String block) {
        try {
            var stanzas = TestFile.parse("", "x\n" + block + "\n", dialect).stanzas();
            return stanzas.size() == 1 && stanzas.getFirst() instanceof Directive directive
                    ? Optional.of(directive.expected())
                    : Optional.empty();
        } catch (ParseError e) {
            return Optional.empty();
        }
    }

    private static String reason(String output, boolean encodable) {
        if (!encodable) return "it is not Unicode text";
        if (output.indexOf('\0') >= 0) return "it holds a NUL character";
        if (output.indexOf('\r') >= 0) return "it has a line that ends in a carriage return";
        if (!output.endsWith("\n")) return "it does not end in a newline";
        return "it holds ---- lines that would end the expected block";
    }

    /** A directive or a comment right below an expected block is part of it; a rewrite would delete it unseen. */
    private static void refuseLoss(TestFile file, Directive directive, String output) {
        if (directive.form() != Form.SINGLE) return;
        Lines lines = file.lines();
        int end = Math.min(directive.endLine() - 1, lines.count());
        long separatorsKept = output.lines().filter("----"::equals).count();
        for (int line = directive.expectedLine() - 1; line < end; line++)
            if (lines.isSeparator(line) && --separatorsKept < 0)
                throw loss(
                        directive,
                        line,
                        "a ---- line within an expected block would be lost; is a blank line missing before the"
                                + " directive above it?");
        if (end > directive.expectedLine() - 1
                && lines.get(end - 1).startsWith("#")
                && output.lines().noneMatch(lines.get(end - 1)::equals))
            throw loss(
                    directive,
                    end - 1,
                    "a line that looks like a comment is part of an expected block and would be lost; put a blank line"
                            + " before it");
    }

    private static ParseError loss(Directive directive, int line, String problem) {
        return new ParseError(new Position(directive.position().file(), line + 1, 1), problem);
    }

    private static void checkReadsBack(TestFile file, List<String> outputs, String rewritten) {
        var before = file.directives();
        List<Directive> after;
        try {
            after = TestFile.parse(file.name(), rewritten, file.dialect()).directives();
        } catch (ParseError e) {
            throw new ParseError(e.position(), "the rewritten file cannot be read back: " + e.problem());
        }
        for (int i = 0; i < before.size(); i++) {
            Directive old = before.get(i);
            boolean same = i < after.size()
                    && old.lines().equals(after.get(i).lines())
                    && old.input().equals(after.get(i).input())
                    && file.dialect()
                            .comparable(outputs.get(i))
                            .equals(after.get(i).expected());
            if (!same) throw old.error("the rewritten file would not read back as the same directive");
        }
        if (after.size() > before.size())
            throw before.getLast().error("the rewritten file would read back with further directives");
    }

    /** The ways to write an expected block, the plainest first. */
    private enum BlockForm {
        SINGLE("----\n", ""),
        DOUBLE("----\n----\n", "----\n----\n"),
        NO_NEWLINE("----\n----\n", "\n----\n---- (no newline)\n");

        private final String open;
        private final String close;

        BlockForm(String open, String close) {
            this.open = open;
            this.close = close;
        }

        String write(String output) {
            return open + output + close;
        }
    }
}
