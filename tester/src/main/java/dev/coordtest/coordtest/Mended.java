package dev.coordtest.coordtest;

import dev.coordtest.datadriven.Dialect;
import dev.coordtest.datadriven.Directive;
import dev.coordtest.datadriven.ParseError;
import dev.coordtest.datadriven.TestFile;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A file without the lines of {@code deliver} that find nothing to deliver, because the messages came earlier, and without what answers are collected twice. */
final class Mended {
    private Mended() {}

    /** The file as it is if something else is wrong with it. */
    static TestFile of(TestFile file, String attempts) {
        TestFile mended = file;
        while (true) {
            ParseError refused = Replay.run(mended, attempts).refused();
            if (refused == null) return mended;
            Optional<TestFile> less = without(mended, refused.position().line());
            if (less.isEmpty()) return mended;
            mended = less.get();
        }
    }

    /** The file without a line of the input of a {@code deliver}, or without the whole of a stanza of one line that it has there. */
    private static Optional<TestFile> without(TestFile file, int line) {
        StringBuilder text = new StringBuilder();
        boolean found = false;
        for (Directive directive : file.directives()) {
            String input = directive.input();
            int first = directive.position().line() + directive.lines().size();
            List<String> lines = input.lines().toList();
            boolean isHere = directive.position().line() <= line && line < first + lines.size();
            if (isHere && directive.name().equals("await-sql")) {
                found = true;
                continue;
            }
            if (isHere && directive.name().equals("deliver") && line >= first) {
                found = true;
                if (lines.size() == 1) continue;
                int dropped = line - first;
                input = IntStream.range(0, lines.size())
                        .filter(i -> i != dropped)
                        .mapToObj(i -> lines.get(i) + "\n")
                        .collect(Collectors.joining());
            }
            text.append(directive.lines().getFirst()).append('\n').append(input).append("----\n\n");
        }
        return found ? Optional.of(TestFile.parse(file.name(), text.toString(), Dialect.RUST_0_6)) : Optional.empty();
    }
}
