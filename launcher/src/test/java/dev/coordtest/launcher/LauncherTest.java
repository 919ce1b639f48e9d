package dev.coordtest.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./coordtest} as somebody types it: a process of its own, from the packaged jars. */
class LauncherTest {
    private static final String VERDICT =
            "PASS %s  \\(%d stanzas\\)\n1 files, %d stanzas, \\d+ steps: 1 passed, 0 failed "
                    + "\\(\\d+\\.\\d\\d s\\) · laws \\d+ evaluations\n";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    /** Whatever has to be built is built here, so that the tests see what later starts print. */
    @BeforeAll
    static void build() throws IOException, InterruptedException {
        Started version = Started.in(Started.root(), Map.of(), "version");
        assertThat(version.exit()).as(version.err()).isZero();
        assertThat(version.out()).matches("coordtest \\d+\\.\\d+\\.\\d+\n");
    }

    @Test
    void aFileWithACsvSourceAndAnAvroSinkRunsAndOnlyTheVerdictIsPrinted() throws IOException, InterruptedException {
        Path csv = Files.writeString(folder.resolve("people.csv"), "name,age\nAnn,31\nBob,27\n");
        Path file = Files.writeString(folder.resolve("people.ct"), """
                sql
                CREATE MATERIALIZED SOURCE people FROM FILE '%s' FORMAT CSV WITH HEADER;
                ----
                CreatedSource {
                    existed: false,
                }

                sql
                CREATE MATERIALIZED VIEW ages AS SELECT name, age::int AS age FROM people;
                ----
                CreatedView {
                    existed: false,
                }

                wait-sql
                SELECT count(*) = 2 FROM ages;
                ----

                sql
                CREATE SINK s FROM ages INTO AVRO OCF '%s';
                ----
                CreatedSink {
                    existed: false,
                }
                """.formatted(csv, folder.resolve("ages.ocf")));
        Started run = Started.in(folder, Map.of(), "run", file.toString());
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).matches(VERDICT.formatted(Pattern.quote(file.toString()), 4, 4));
        assertThat(run.exit()).isZero();
        assertThat(sunk()).hasSize(2).allMatch(record -> record.contains("\"before\": null"));
        assertThat(sunk().getFirst()).contains("{\"name\": \"Ann\", \"age\": 31}");
        assertThat(sunk().getLast()).contains("{\"name\": \"Bob\", \"age\": 27}");
    }

    /** What an Avro reader makes of the one sink file in the folder. */
    private List<String> sunk() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(path -> path.toString().endsWith(".ocf")).toList();
        }
        assertThat(files).hasSize(1);
        List<String> records = new ArrayList<>();
        try (var reader = new DataFileReader<GenericRecord>(files.getFirst().toFile(), new GenericDatumReader<>())) {
            reader.forEach(record -> records.add(record.toString()));
        }
        return records;
    }

    @Test
    void theExitCodeIsTheTesters() throws IOException, InterruptedException {
        Path bad = Files.writeString(folder.resolve("bad.ct"), "sql\nSELECT 1;\n----\nRows(\n    [2],\n)\n");
        assertThat(Started.in(folder, Map.of(), "run", "bad.ct").exit()).isEqualTo(1);
        assertThat(Started.in(folder, Map.of(), "run", "--stress=2", "bad.ct").exit())
                .isEqualTo(1);
        Files.writeString(bad, "sql x=(\nSELECT 1;\n----\n");
        assertThat(Started.in(folder, Map.of(), "run", "bad.ct").exit()).isEqualTo(4);
        assertThat(Started.in(folder, Map.of(), "run", "-f", "x", "bad.ct").exit())
                .isEqualTo(5);
    }

    @Test
    void aJdkThatIsTooOldIsNotTaken() throws IOException, InterruptedException {
        Path old = Files.createDirectories(folder.resolve("old/bin"));
        Files.writeString(folder.resolve("old/release"), "JAVA_VERSION=\"17.0.9\"\n");
        assertThat(Files.createFile(old.resolve("javac")).toFile().setExecutable(true))
                .isTrue();
        Map<String, String> environment = Map.of("JAVA_HOME", old.getParent().toString());
        assertThat(Started.in(folder, environment, "version").exit()).isZero();
    }

    /** The file of the README, filled in and run as it says. */
    @Test
    void theTourOfTheReadmeWorks() throws IOException, InterruptedException {
        String readme = Files.readString(Started.root().resolve("README.md"));
        Matcher block = Pattern.compile("Put this into `hello.ct`:\n\n```\n(.*?)```\n", Pattern.DOTALL)
                .matcher(readme);
        assertThat(block.find()).isTrue();
        Path hello = Files.writeString(folder.resolve("hello.ct"), block.group(1));
        Started rewrite = Started.in(folder, Map.of(), "run", "--rewrite", "hello.ct");
        assertThat(rewrite.out()).startsWith("rewrote hello.ct\n");
        assertThat(Files.readString(hello)).endsWith("""
                ----
                 fruit |   n
                -------+-----
                 apple |   2
                 pear  |   1
                (2 rows)
                """);
        Started run = Started.in(folder, Map.of(), "run", "hello.ct");
        assertThat(run.out()).matches(VERDICT.formatted("hello.ct", 7, 7));
        assertThat(Started.in(folder, Map.of(), "run", "--seed", "7", "hello.ct")
                        .exit())
                .isZero();
    }
}
