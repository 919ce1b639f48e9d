package dev.coordtest.coordtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordtest.coordtest.CoordTest.Options;
import dev.coordtest.datadriven.Dialect;
import dev.coordtest.datadriven.TestFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The document that tells a run is true: its stanzas are run, and its journals are theirs. With {@code -Dlife.rewrite=true} they are written anew. */
class LifeOfAQueryTest {
    private static final Pattern BLOCK = Pattern.compile("```(ct|journal)\n(.*?)```", Pattern.DOTALL);

    @Test
    void theDocumentTellsWhatHappens() throws IOException {
        Path path = Places.root().resolve("docs/life-of-a-query.md");
        String told = Files.readString(path);
        String happened = run(told);
        if (Boolean.getBoolean("life.rewrite")) Files.writeString(path, happened);
        else assertThat(happened).isEqualTo(told);
        assertThat(happened).contains("session→coord   Execute{", "compute→withheld   Frontiers{");
    }

    /** The document with the journals that its stanzas have. */
    private static String run(String document) {
        List<String> journal = new ArrayList<>();
        StringBuilder happened = new StringBuilder();
        try (CoordTest test = new CoordTest(Options.DEFAULT).journalInBrief(journal::add)) {
            Matcher block = BLOCK.matcher(document);
            while (block.find()) {
                String content = block.group(2);
                if (block.group(1).equals("ct")) {
                    journal.clear();
                    assertThat(TestFile.parse("life-of-a-query.md", content, Dialect.RUST_0_6)
                                    .run(test::run)
                                    .report())
                            .isEmpty();
                } else {
                    content = String.join("\n", journal) + "\n";
                }
                block.appendReplacement(
                        happened, Matcher.quoteReplacement("```" + block.group(1) + "\n" + content + "```"));
            }
            block.appendTail(happened);
            assertThat(test.finish()).isNull();
        }
        return happened.toString();
    }
}
