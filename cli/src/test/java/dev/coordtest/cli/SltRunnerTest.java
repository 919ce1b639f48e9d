package dev.coordtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code coordtest run} prints and returns for sqllogictest files. */
class SltRunnerTest {
    private static final String GOOD = """
            statement ok
            CREATE TABLE t (i INT)

            query I
            SELECT count(*) FROM t
            ----
            0
            """;
    private static final String BAD = """
            statement ok
            CREATE TABLE t (i INT)

            query I rowsort
            SELECT * FROM t
            ----
            1

            statement ok
            INSERT INTO u VALUES (1)

            query I
            SELECT 1
            ----
            1
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @Test
    void filesOfBothLanguagesRunSideBySide() throws IOException {
        write("a.ct", "sql\nCREATE TABLE t (i INT);\n----\nCreatedTable {\n    existed: false,\n}\n");
        write("b.slt", GOOD);
        Said said = Said.of("run", directory.toString());
        assertThat(said.exit()).isZero();
        assertThat(said.out())
                .contains("PASS " + directory + "/a.ct  (1 stanzas)\n")
                .contains("PASS " + directory + "/b.slt  (2 records)\n2 files, 3 stanzas,");
    }

    @Test
    void failuresAreToldUpToAStatementThatShouldHaveWorked() throws IOException {
        Path file = write("bad.slt", BAD);
        Said said = Said.of("run", file.toString());
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.out().replace(file.toString(), "bad.slt"))
                .startsWith("""
                        FAIL bad.slt:4  query: wrong-output
                          SELECT * FROM t
                        - 1

                        FAIL bad.slt:9  statement: unexpected-error
                          INSERT INTO u VALUES (1)
                        db error: ERROR: relation "u" does not exist
                        HINT: Perhaps you meant "t". [42P01]

                        the 1 records after it did not run
                        last messages
                        """)
                .contains("reproduce:  coordtest run bad.slt:9\n1 files, 3 stanzas,");
        assertThat(Said.of("run", "--keep-going", file.toString()).out()).contains(" 4 stanzas,");
        assertThat(Said.of("run", file + ":1").exit()).isZero();
    }

    @Test
    void rewriteChangesOutputsAndStillTellsWhatNoOutputMends() throws IOException {
        Path file = write("bad.slt", BAD);
        Said said = Said.of("run", "--rewrite", file.toString());
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.out()).startsWith("rewrote " + file + "\nFAIL " + file + ":9  statement: unexpected-error\n");
        assertThat(file).content().isEqualTo(BAD.replaceFirst("----\n1\n", "----\n"));
    }

    @Test
    void recordsAreEventsOfTheirOwn() throws IOException {
        Path file = write("bad.slt", BAD + "\nquery error boo\nINSERT INTO t VALUES (1)\n");
        assertThat(Said.of("run", "--keep-going", "--json", "-", file.toString())
                        .out()
                        .replace(file.toString(), "bad.slt"))
                .contains("\"file\":\"bad.slt\",\"line\":1,\"directive\":\"statement\",\"status\":\"passed\"}")
                .contains(
                        "\"line\":4,\"directive\":\"query\",\"status\":\"failed\",\"verdict\":\"wrong-output\",\"diff\":\"- 1\"}")
                .contains("\"directive\":\"query error\",\"status\":\"skipped\"}");
    }

    @Test
    void aFileThatCannotBeReadIsAnErrorOfUseWithItsPlace() throws IOException {
        Path file = write("odd.slt", "statement ok\nSELECT 1\n\nquestion I\n");
        Said said = Said.of("run", file.toString());
        assertThat(said.exit()).isEqualTo(ExitCode.USAGE.code());
        assertThat(said.out()).contains(file + ":4: expected the start of a record, found: question I\n");
    }

    @Test
    void seedsTwoJvmsAndListsTakeThemToo() throws IOException {
        Path file = write("b.slt", GOOD);
        assertThat(Said.of("run", "--stress", "3", file.toString()).out())
                .contains("PASS " + file + "  (3 seeds from 1)\n");
        assertThat(Said.of("run", "--verify-determinism", file.toString()).out())
                .contains("two JVMs agree on every journal: 1 files");
        assertThat(Said.of("list", file.toString()).out()).isEqualTo(file + ":1  statement\n" + file + ":4  query\n");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }
}
