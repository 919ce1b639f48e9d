package dev.coordtest.coordtest.shrink;

import dev.coordtest.datadriven.Dialect;
import dev.coordtest.datadriven.Directive;
import dev.coordtest.datadriven.ParseError;
import dev.coordtest.datadriven.TestFile;
import java.util.List;
import java.util.Optional;

/** One stanza of a file that is being shrunk: its line and its input. What it printed is not kept, as it changes with all that is cut. */
record Piece(String line, String input) {
    static List<Piece> of(TestFile file) {
        return file.directives().stream()
                .map(each -> new Piece(each.lines().getFirst(), each.input()))
                .toList();
    }

    String name() {
        int blank = line.indexOf(' ');
        return blank < 0 ? line : line.substring(0, blank);
    }

    Piece with(String changed) {
        return new Piece(line, changed.isEmpty() || changed.endsWith("\n") ? changed : changed + "\n");
    }

    /** A statement that is sent, as one whose answer is waited for. */
    Piece answered() {
        return new Piece(line.replaceFirst("async-sql", "sql"), input);
    }

    /** The file of these stanzas; none if the text is no test file, or another one: input may look like the end of a stanza. */
    static Optional<TestFile> file(String name, List<Piece> pieces) {
        StringBuilder text = new StringBuilder();
        for (Piece piece : pieces) {
            if (!text.isEmpty()) text.append('\n');
            text.append(piece.line).append('\n').append(piece.input).append("----\n");
        }
        try {
            TestFile file = TestFile.parse(name, text.toString(), Dialect.RUST_0_6);
            List<Directive> directives = file.directives();
            return directives.size() == pieces.size() ? Optional.of(file) : Optional.empty();
        } catch (ParseError e) {
            return Optional.empty();
        }
    }
}
