package dev.coordtest.sql.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.sql.Shape;
import dev.coordtest.sql.render.Renderer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * The statements of the sqllogictest files that lie beside the project: how many are read, and that what is read is rendered as text which reads back the
 * same. Half of the files were written for another database, in a dialect of its own ({@code a::: int}, {@code t@index}, {@code INTERLEAVE}); those
 * statements are no part of ours.
 */
class CorpusTest {
    /** What only that other dialect has. */
    private static final String FOREIGN =
            "(?s).*(:::|@\\w|@\\{|\\[(INSERT|UPSERT|UPDATE|DELETE|SHOW)|\\bb'|\\bFAMILY\\b"
                    + "|\\bINDEX \\w* ?\\(|\\bINTERLEAVE\\b|,\\s*\\)|(IS|NOT) NAN|MERGE JOIN|UPSERT|\\(col1 ASC\\)|ORDER BY INDEX"
                    + "|ANY \\([0-9][^()]*,|ANY ROW|(?i:index\\s*\\()).*";

    private record Record(Path file, int line, boolean fails, String text) {
        String where() {
            return file.getFileName() + ":" + line + ": " + text.strip();
        }
    }

    @Test
    void statementsOfTheEnforcedFilesAreRead() {
        assertThat(share(records("slt-enforced"))).isGreaterThanOrEqualTo(0.99);
    }

    @Test
    void statementsOfTheOtherFilesAreRead() {
        assertThat(share(records("slt-not-enforced"))).isGreaterThanOrEqualTo(0.99);
    }

    private static double share(List<Record> records) {
        int read = 0;
        int byName = 0;
        int foreign = 0;
        List<String> unread = new ArrayList<>();
        for (Record record : records) {
            if (record.fails()) continue;
            try {
                Parser.parse(record.text());
                read++;
            } catch (SqlException e) {
                if (e.error().state() == SqlState.FEATURE_NOT_SUPPORTED) byName++;
                else if (record.text().matches(FOREIGN)) foreign++;
                else unread.add(record.where() + "\n  " + e.error().message());
            }
        }
        int ours = read + byName + unread.size();
        System.out.printf(
                java.util.Locale.ROOT,
                "statements that must succeed: %d read, %d refused by name, %d not read, %d of another dialect%n",
                read,
                byName,
                unread.size(),
                foreign);
        unread.forEach(System.out::println);
        return (double) (read + byName) / ours;
    }

    @Test
    void whatIsReadIsRenderedAsTextThatReadsBackTheSame() {
        int statements = 0;
        for (String directory : List.of("slt-enforced", "slt-not-enforced")) {
            for (Record record : records(directory)) {
                List<ParsedStatement> parsed = parsed(record.text());
                if (parsed == null) continue;
                for (ParsedStatement statement : parsed) {
                    for (Renderer.Names names : Renderer.Names.values()) {
                        String text = Renderer.render(statement.statement(), names);
                        assertThat(Shape.of(Parser.parse(text).getFirst().statement()))
                                .as("%s\n  rendered: %s", record.where(), text)
                                .isEqualTo(Shape.of(statement.statement()));
                    }
                    statements++;
                }
            }
        }
        assertThat(statements).isGreaterThan(8_000);
    }

    private static @Nullable List<ParsedStatement> parsed(String text) {
        try {
            return Parser.parse(text);
        } catch (SqlException e) {
            return null; // How many these are is the other tests' business.
        }
    }

    // ---- reading the files

    private static List<Record> records(String directory) {
        List<Record> records = new ArrayList<>();
        try (Stream<Path> files = Files.walk(corpus(directory))) {
            files.filter(file -> file.toString().endsWith(".slt")).sorted().forEach(file -> addRecords(file, records));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return records;
    }

    /** Where the files are not, the test is skipped and says so. */
    private static Path corpus(String name) {
        Path here = Path.of("").toAbsolutePath();
        for (Path at = here; at != null && at.getFileName() != null; at = at.getParent()) {
            Path corpus = at.resolveSibling("shared").resolve("corpus").resolve(name);
            if (Files.exists(corpus)) return corpus;
        }
        String missing = "SKIPPED: ../shared/corpus/" + name + " is not here; the parser was not tried on it";
        System.err.println(missing);
        return Assumptions.abort(missing);
    }

    private static void addRecords(Path file, List<Record> records) {
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            List<String> words = List.of(lines.get(i).strip().split("\\s+"));
            if (!List.of("statement", "query", "simple").contains(words.get(0))) continue;
            boolean fails = words.size() > 1 && words.get(1).equals("error");
            int end = i + 1;
            while (end < lines.size()
                    && !lines.get(end).isBlank()
                    && !lines.get(end).equals("----")) end++;
            records.add(new Record(file, i + 1, fails, String.join("\n", lines.subList(i + 1, end))));
            i = end;
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
