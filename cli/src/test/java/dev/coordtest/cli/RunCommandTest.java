package dev.coordtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What {@code coordtest run} prints and returns. */
class RunCommandTest {
    private static final String GOOD = """
            sql
            CREATE TABLE t (i INT);
            ----
            CreatedTable {
                existed: false,
            }
            """;
    private static final String BAD = """
            sql
            CREATE TABLE t (i INT);
            ----
            CreatedTable {
                existed: false,
            }

            sql
            SELECT * FROM t;
            ----
            Rows(
                [1],
            )

            sql
            SHOW cluster;
            ----
            nothing
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private static final String RACE = """
            sql
            CREATE TABLE t (i INT);
            ----
            CreatedTable {
                existed: false,
            }

            async-sql session=writer
            INSERT INTO t VALUES (1);
            ----

            async-sql session=reader format=table
            SELECT * FROM t;
            ----

            await-sql session=reader
            ----
               i
            -----
               1
            (1 row)

            await-sql session=writer
            ----
            Inserted(
                1,
            )
            """;

    @Test
    void whatAnotherOrderPrintsIsShownWithTheOrderUnlessTheFileSaysThatItMayDiffer() throws IOException {
        Path file = write("race.ct", RACE);
        Said said = run("--explore=2000", file.toString());
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.timeless().replace(directory.toString(), "DIR"))
                .contains("""
                FAIL DIR/race.ct:16  await-sql prints 2 different things
                  in the order of the file:
                       i
                    -----
                       1
                    (1 row)
                  with
                """)
                .contains("(0 rows)")
                .contains("FAIL DIR/race.ct  ");
        Path marked = write(
                "marked.ct", RACE.replace("await-sql session=reader", "await-sql session=reader order-dependent"));
        Said fine = run("--explore=2000", marked.toString());
        assertThat(fine.exit()).isZero();
        assertThat(fine.out()).contains(" orders (").doesNotContain("FAIL");
    }

    @Test
    void aFailureTellsWhatDiffersAtWhatTimeAfterWhichMessagesAndHowToSeeItAgain() throws IOException {
        Path file = write("bad.ct", BAD);
        Said said = run("--set", "default_table_index=off", file.toString());
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err()).isEmpty();
        assertThat(said.timeless().replace(directory.toString(), "DIR")).isEqualTo("""
                FAIL DIR/bad.ct:8  sql
                     8 | sql
                     9 | SELECT * FROM t;
                    10 | ----
                    11 | Rows(
                -   12 |     [1],
                +      |     [],
                    13 | )

                why this timestamp: a read here and now
                  reads at 2: oracle
                  isolation serializable, oracle 2
                  materialize.public.t: since 0, known upper 3
                last messages
                  now=0  session→coord   Open{c2}
                  now=0  session→coord   Execute{c2, Select of u1, catalog r1}
                  now=0  coord→compute   CreateDataflow{temp-view-t1, as of 2, u1 → t2}
                  now=0  coord→compute   Peek{p1, t2, time 2}
                  now=0  coord→compute   AllowCompaction{drop t2}
                  now=0  compute→coord   PeekDone{p1, 0 rows}
                  now=0  coord→session   Rows{c2, 0 rows}
                  now=0  session→coord   EndTransaction{c2, commit}
                  now=0  coord→session   TransactionEnded{c2}
                  now=0  session→coord   Close{c2}
                reproduce:  coordtest run DIR/bad.ct:8 --set default_table_index=off
                1 files, 2 stanzas, 23 steps: 0 passed, 1 failed (… s) · laws … evaluations
                """);
    }

    @Test
    void withKeepGoingEveryFailureOfAFileIsShown() throws IOException {
        Said said = run("--keep-going", write("bad.ct", BAD).toString());
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.out())
                .contains("bad.ct:8  sql\n")
                .contains("bad.ct:15  sql\n")
                .contains(" 3 stanzas,");
    }

    @Test
    void withFailFastNothingIsRunAfterAFailure() throws IOException {
        write("a.ct", BAD);
        write("b.ct", GOOD);
        assertThat(run(directory.toString()).out()).contains("PASS " + directory + "/b.ct  (1 stanzas)\n2 files,");
        assertThat(run("--fail-fast", directory.toString()).out())
                .contains("\n1 files,")
                .doesNotContain("b.ct");
    }

    @Test
    void aLineEndsTheRunAfterTheStanzaOnIt() throws IOException {
        Path file = write("bad.ct", BAD);
        assertThat(run(file + ":1").exit()).isZero();
        assertThat(run(file + ":8").exit()).isEqualTo(1);
    }

    @Test
    void rewriteWritesWhatIsPrintedNowAndSaysWhatItWrote() throws IOException {
        Path file = write("bad.ct", BAD);
        Said said = run("--rewrite", file.toString());
        assertThat(said.exit()).isZero();
        assertThat(said.out()).startsWith("rewrote " + file + "\n1 files, 3 stanzas,");
        assertThat(Files.readString(file)).contains("Rows(\n    [],\n)\n").doesNotContain("nothing");
        assertThat(run(file.toString()).exit()).isZero();
        assertThat(run("--rewrite", file.toString()).out()).doesNotContain("rewrote");
    }

    @Test
    void aFilterChoosesFilesAndNoneIsAnError() throws IOException {
        write("a.ct", BAD);
        write("b.ct", GOOD);
        assertThat(run("-f", "b.ct", directory.toString()).exit()).isZero();
        Said none = run("-f", "c.ct", directory.toString());
        assertThat(none.exit()).isEqualTo(5);
        assertThat(none.err()).isEqualTo("no test file selected\n");
        assertThat(none.out()).isEmpty();
    }

    @Test
    void manyJobsPrintWhatOneDoes() {
        String scenarios = root().resolve("tester/src/test/testdata/scenarios").toString();
        Said one = run(scenarios);
        assertThat(one.exit()).isZero();
        assertThat(run("--jobs=4", scenarios).timeless()).isEqualTo(one.timeless());
    }

    @Test
    void aSeedIsNamedInTheSummary() throws IOException {
        assertThat(run("--seed=7", write("good.ct", GOOD).toString()).out()).endsWith("evaluations · seed 7\n");
    }

    @Test
    void jsonHasALineForEachStanzaAndNothingElse() throws IOException {
        Path file = write("bad.ct", BAD);
        Said said = run("--json=-", file.toString());
        assertThat(said.exit()).isEqualTo(1);
        List<String> lines = said.out().lines().toList();
        String head = "{\"version\":1,\"event\":";
        assertThat(lines).hasSize(5).allMatch(line -> line.startsWith(head) && line.endsWith("}"));
        String name = ",\"file\":\"" + file + "\"";
        assertThat(lines.get(0)).isEqualTo(head + "\"file_started\"" + name + "}");
        assertThat(lines.get(1))
                .isEqualTo(head + "\"stanza\"" + name + ",\"line\":1,\"directive\":\"sql\",\"status\":\"passed\"}");
        assertThat(lines.get(2))
                .contains(
                        ",\"line\":8,\"directive\":\"sql\",\"status\":\"failed\",\"expected\":\"Rows(\\n    [1],\\n)\\n\""
                                + ",\"actual\":\"Rows(\\n    [],\\n)\\n\",\"diff\":");
        assertThat(lines.get(4)).contains("\"run_finished\",\"files\":1,\"failed\":1,\"stanzas\":2,");
    }

    @Test
    void jsonGoesToAFileBesideTheLines() throws IOException {
        Path json = directory.resolve("out.json");
        Said said = run("--json=" + json, write("good.ct", GOOD).toString());
        assertThat(said.out()).startsWith("PASS ");
        assertThat(Files.readAllLines(json)).hasSize(4);
    }

    @Test
    void junitXmlHasACaseForEachStanza() throws Exception {
        Path xml = directory.resolve("out.xml");
        assertThat(run("--junit=" + xml, write("bad.ct", BAD).toString()).exit())
                .isEqualTo(1);
        Document read =
                DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(xml.toFile());
        Element suite = (Element) read.getElementsByTagName("testsuite").item(0);
        assertThat(suite.getAttribute("tests")).isEqualTo("2");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        Element second = (Element) read.getElementsByTagName("testcase").item(1);
        assertThat(second.getAttribute("name")).isEqualTo("L8 sql SELECT * FROM t;");
        assertThat(second.getAttribute("line")).isEqualTo("8");
        assertThat(second.getTextContent()).contains("-   12 |     [1],\n");
    }

    @Test
    void coloursAreForTerminalsUnlessAsked() throws IOException {
        String file = write("bad.ct", BAD).toString();
        assertThat(run(file).out()).doesNotContain("\u001b[");
        assertThat(run("--color=always", file).out())
                .startsWith("\u001b[31m\u001b[1mFAIL\u001b[0m ")
                .contains("\n\u001b[31m-   12 |     [1],\u001b[0m\n\u001b[32m+      |     [],\u001b[0m\n");
    }

    @Test
    void whatIsAskedWronglyIsAUsageErrorThatNamesWhatThereIs() {
        String examples = root().resolve("examples").toString();
        wrong("Missing required parameter: 'PATH[:LINE]'", "run");
        wrong("Unknown option: '--jbos=2'", "run", "--jbos=2", examples);
        wrong("--jobs: expected a number from 1 on, not 0", "run", "--jobs=0", examples);
        wrong("default_table_index", "run", "--set", "default_table_indx=off", examples);
        wrong("Invalid value for option '--color'", "run", "--color=red", examples);
        wrong("no/such", "run", "no/such.ct");
        wrong("Unmatched argument", "rnu");
    }

    private static void wrong(String message, String... arguments) {
        Said said = Said.of(arguments);
        assertThat(said.exit()).as(said.err()).isEqualTo(4);
        assertThat(said.err()).contains(message);
        assertThat(said.out()).isEmpty();
    }

    @Test
    void otherCommandsListAndExplain() throws IOException {
        assertThat(Said.of("version").out()).matches("coordtest \\d+\\.\\d+\\.\\d+\n");
        assertThat(Said.of("list", write("bad.ct", BAD).toString()).out().replace(directory.toString(), "DIR"))
                .isEqualTo("DIR/bad.ct:1  sql\nDIR/bad.ct:8  sql\nDIR/bad.ct:15  sql\n");
        assertThat(Said.of("help", "run").out()).contains("--verify-determinism");
        assertThat(Said.of("completion").out()).contains("--stress");
    }

    private static Said run(String... arguments) {
        String[] whole = new String[arguments.length + 1];
        whole[0] = "run";
        System.arraycopy(arguments, 0, whole, 1, arguments.length);
        return Said.of(whole);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private static Path root() {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(root.resolve("coordtest"))) root = root.getParent();
        return root;
    }
}
