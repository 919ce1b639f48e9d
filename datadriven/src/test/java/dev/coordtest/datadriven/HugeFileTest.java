package dev.coordtest.datadriven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sizes at which anything but linear time would never end. */
class HugeFileTest {
    private static final int HUGE = 8 << 20;

    @TempDir
    Path temporary = Path.of("");

    @Test
    void aHugeLineIsInputAsAnyOther() throws IOException {
        Path path = Files.writeString(temporary.resolve("f"), "echo\n" + "x".repeat(HUGE) + "\n----\n");
        var run = TestFile.read(path, Dialect.RUST_0_6).run(Directive::input);
        assertThat(run.passed()).isFalse();
        assertThat(run.report()).hasSizeLessThan(4000).contains("xxx… (8388608 characters)");
    }

    @Test
    void aHugeDirectiveLineIsRefusedBriefly() {
        assertThatThrownBy(() -> TestFile.parse("F", "echo " + "a=".repeat(HUGE / 2), Dialect.RUST_0_6))
                .hasMessage("F:1:9: expected an argument name, found \"=\"");
        var many = new StringBuilder("echo");
        for (int i = 0; i < HUGE / 16; i++) many.append(" argument").append(i);
        assertThat(TestFile.parse("F", many.toString(), Dialect.RUST_0_6)
                        .directives()
                        .getFirst()
                        .arguments())
                .hasSize(HUGE / 16);
        assertThat(TestFile.parse("F", "echo a=(" + "b,".repeat(HUGE / 2) + ")", Dialect.RUST_0_6)
                        .directives())
                .hasSize(1);
    }

    @Test
    void goRefusesALineItWouldStopAtAndReadsManyThatContinue() {
        assertThatThrownBy(() -> TestFile.parse("F", "echo\n" + "x".repeat(65_536) + "\n----\n", Dialect.GO))
                .hasMessage("F:2:1: expected a line of at most 65535 bytes, as the go dialect requires, found 65536");
        assertThat(TestFile.parse("F", "echo \\\n" + " a=b \\\n".repeat(HUGE / 8), Dialect.GO)
                        .directives())
                .hasSize(1);
    }

    @Test
    void manyLinesThatAllDifferAreShownInPart() {
        var file = TestFile.parse(
                "F", "echo\n" + "a\n".repeat(HUGE / 16) + "----\n" + "b\n".repeat(HUGE / 16), Dialect.RUST_0_6);
        assertThat(file.run(Directive::input).report().lines())
                .hasSizeLessThan(80)
                .last()
                .isEqualTo("       … and more: 524288 lines differ in all");
    }

    @Test
    void whatIsNotAFileIsNotRead() {
        assertThatThrownBy(() -> TestFile.read(temporary, Dialect.RUST_0_6))
                .hasMessage(temporary + ": expected a test file, found a directory");
        assertThatThrownBy(() -> TestFile.read(Path.of("/dev/zero"), Dialect.RUST_0_6))
                .hasMessage("/dev/zero: expected a test file, found something that is not a file");
        assertThatThrownBy(() -> TestFile.read(temporary.resolve("none"), Dialect.RUST_0_6))
                .hasMessage(temporary.resolve("none") + ": no such file");
        assertThatThrownBy(() -> TestFile.walk(temporary.resolve("none")))
                .hasMessage(temporary.resolve("none") + ": no such file or directory");
    }

    @Test
    void aLinkBackToADirectoryAboveIsNotFollowed() throws IOException {
        Path below = Files.createDirectories(temporary.resolve("a/b"));
        Path file = Files.writeString(below.resolve("c.test"), "");
        Files.createSymbolicLink(below.resolve("back"), temporary);
        assertThat(TestFile.walk(temporary)).containsExactly(file);
    }
}
