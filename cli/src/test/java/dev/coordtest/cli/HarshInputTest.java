package dev.coordtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that nobody wrote as tests, and tests that nobody should write: each is told what is wrong with it. */
class HarshInputTest {
    private static final int MEGABYTE = 1 << 20;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @Test
    void aDirectoryIsItsFilesAndAnEmptyOneIsNothing() throws IOException {
        assertThat(Said.of("run", directory.toString()).exit()).isEqualTo(5);
        Files.createDirectories(directory.resolve("a.ct/b"));
        Files.writeString(directory.resolve("a.ct/b/c.ct"), "inc-timestamp\n1\n----\n");
        Said said = Said.of("run", directory.resolve("a.ct").toString());
        assertThat(said.exit()).isZero();
        assertThat(said.out()).startsWith("PASS " + directory + "/a.ct/b/c.ct  (1 stanzas)\n");
    }

    @Test
    void aBinaryFileIsNoTest() throws IOException {
        byte[] bytes = new byte[1000];
        for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) (i * 37);
        refused(Files.write(directory.resolve("f.ct"), bytes), 4, ":1:");
    }

    @Test
    void invalidUtf8IsShownAtItsPlace() throws IOException {
        byte[] text = "sql\nSELECT 'a\u00e9';\n----\n".getBytes(StandardCharsets.ISO_8859_1);
        refused(Files.write(directory.resolve("f.ct"), text), 4, ":2:10:");
    }

    @Test
    void aDeviceIsNoTest() {
        Said said = Said.of("run", "/dev/null");
        assertThat(said.exit()).isIn(4, 5);
        assertThat(said.out() + said.err()).isNotEmpty();
    }

    @Test
    void aLineOfAHundredMegabytesIsReadAndItsErrorIsShort() throws IOException {
        Path file = directory.resolve("f.ct");
        byte[] part = new byte[MEGABYTE];
        Arrays.fill(part, (byte) 'x');
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write("sql\nSELECT ".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 100; i++) out.write(part);
            out.write("\n----\n".getBytes(StandardCharsets.UTF_8));
        }
        Said said = Said.of("run", file.toString());
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.out()).contains("ERROR ").hasSizeLessThan(10_000);
    }

    @Test
    void aFileWithoutItsSeparatorSaysSo() throws IOException {
        Said said = Said.of(
                "run",
                Files.writeString(directory.resolve("f.ct"), "sql\nSELECT 1;\n").toString());
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.out()).contains("the file ends without a ---- line");
    }

    @Test
    void deepSqlIsAnsweredOrRefused() throws IOException {
        int deep = 10_000;
        String sql = "SELECT " + "(".repeat(deep) + "1" + ")".repeat(deep) + ";";
        Path file = Files.writeString(directory.resolve("f.ct"), "sql\n" + sql + "\n----\n");
        Said said = Said.of("run", file.toString());
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.out()).contains("ERROR 54001: ").hasSizeLessThan(100_000);
    }

    private static void refused(Path file, int exit, String place) {
        Said said = Said.of("run", file.toString());
        assertThat(said.exit()).as(said.out()).isEqualTo(exit);
        assertThat(said.out()).startsWith("FAIL " + file + "\n" + file + place);
    }
}
