package dev.coordtest.datadriven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a rewrite promises, on random files of the odd pieces from which trouble comes. */
class RewriterTest {
    private static final int FILES = 20_000;
    private static final List<String> LINES =
            List.of("", "", "# c", "one", "two a=1 b=(x, y)", "  three", "----", "----", "text", " ", "---- ", "\t#");
    private static final List<String> OUTPUT_LINES = List.of("", "a", "b", "----", " ", "# d", "one", "\t");
    private static final List<String> SAFE_LINES = List.of("a", "b c", "  d", "{", "e,");

    @TempDir
    Path temporary = Path.of("");

    @Test
    void rewritingTwiceIsRewritingOnceAndChangesNothingButExpectedBlocks() {
        int rewritten = 0;
        for (long seed = 0; seed < FILES; seed++) {
            var random = new SplittableRandom(seed);
            Dialect dialect = Dialect.values()[random.nextInt(3)];
            String text = lines(random, LINES, 24);
            try {
                TestFile before = TestFile.parse("F", text, dialect);
                List<String> outputs = before.directives().stream()
                        .map(_ -> lines(random, OUTPUT_LINES, 5))
                        .toList();
                String once = Rewriter.rewrite(before, outputs);
                TestFile after = TestFile.parse("F", once, dialect);
                assertThat(withoutExpected(after)).as("seed %d", seed).isEqualTo(withoutExpected(before));
                assertThat(after.directives())
                        .as("seed %d", seed)
                        .extracting(Directive::expected)
                        .isEqualTo(outputs);
                assertThat(Rewriter.rewrite(after, outputs)).as("seed %d", seed).isEqualTo(once);
                rewritten++;
            } catch (ParseError e) {
                assertThat(e.position().line()).as("seed %d", seed).isPositive();
            }
        }
        assertThat(rewritten).isGreaterThan(FILES / 4);
    }

    @Test
    void aPlainFileIsRewrittenAsTheOriginalsDo() {
        for (long seed = 0; seed < FILES; seed++) {
            var random = new SplittableRandom(seed);
            Dialect dialect = Dialect.values()[random.nextInt(3)];
            TestFile file = TestFile.parse("F", plainFile(random), dialect);
            List<String> outputs = file.directives().stream()
                    .map(_ -> lines(random, SAFE_LINES, 4))
                    .toList();
            assertThat(Rewriter.rewrite(file, outputs)).as("seed %d", seed).isEqualTo(Rewriter.faithful(file, outputs));
        }
    }

    @Test
    void aFileIsWrittenOnlyWhenItChangesAndKeepsItsPermissions() throws IOException {
        Path file = Files.writeString(temporary.resolve("a.test"), "old");
        Path link = Files.createSymbolicLink(temporary.resolve("link.test"), file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(Rewriter.save(link, "new")).isTrue();
        assertThat(Rewriter.save(link, "new")).isFalse();
        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
        try (var listing = Files.list(temporary)) {
            assertThat(listing).containsExactlyInAnyOrder(file, link);
        }
    }

    @Test
    void lineEndsBecomeLinefeedsOnlyWhenAnOutputChanges() {
        var file = TestFile.parse("F", "one\r\n----\r\na\r\n", Dialect.RUST_0_6);
        assertThat(Rewriter.rewrite(file, List.of("a\n"))).isEqualTo("one\r\n----\r\na\r\n");
        assertThat(Rewriter.rewrite(file, List.of("b\n"))).isEqualTo("one\n----\nb\n");
    }

    @Test
    void anOutputThatIsNotUnicodeIsRefused() {
        var file = TestFile.parse("F", "one\n----\n", Dialect.RUST_0_6);
        assertThatThrownBy(() -> Rewriter.rewrite(file, List.of("\ud800\n")))
                .hasMessage("F:1:1: the output cannot be written so that it reads back: it is not Unicode text");
    }

    private static String lines(SplittableRandom random, List<String> from, int most) {
        var text = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--)
            text.append(from.get(random.nextInt(from.size()))).append('\n');
        return text.toString();
    }

    private static String plainFile(SplittableRandom random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(5); i >= 0; i--) {
            text.append("# comment\n\n".repeat(random.nextInt(2)));
            text.append("one a=1\n").append(lines(random, SAFE_LINES, 3)).append("----\n");
            text.append(lines(random, SAFE_LINES, 3)).append(i > 0 ? "\n" : "");
        }
        return text.toString();
    }

    private static List<Object> withoutExpected(TestFile file) {
        var kept = new ArrayList<Object>();
        for (Stanza stanza : file.stanzas())
            switch (stanza) {
                case Stanza.Comment comment -> kept.add(comment.text());
                case Stanza.Subtest subtest -> kept.add(subtest.name());
                case Directive it -> kept.add(List.of(it.lines(), it.name(), it.input()));
            }
        return kept;
    }
}
