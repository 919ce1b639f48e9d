package dev.coordtest.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

/** What the files of the machine and those in memory have in common. */
abstract class FilesContract {
    abstract Files files();

    /** A directory for files, without a slash at its end. */
    abstract String directory();

    @Test
    void whatIsAppendedIsRead() throws IOException {
        Files files = files();
        String path = directory() + "/f";
        assertThat(files.exists(path)).isFalse();
        files.create(path);
        files.append(path, "ab".getBytes(UTF_8));
        files.append(path, "cde".getBytes(UTF_8));
        assertThat(files.exists(path)).isTrue();
        assertThat(files.size(path)).isEqualTo(5);
        byte[] into = new byte[10];
        assertThat(files.read(path, 1, into, 3)).isEqualTo(3);
        assertThat(new String(into, 0, 3, UTF_8)).isEqualTo("bcd");
        assertThat(files.read(path, 4, into, 10)).isEqualTo(1);
        assertThat(files.read(path, 5, into, 10)).isZero();
        assertThat(files.read(path, 50, into, 10)).isZero();
        files.create(path);
        assertThat(files.size(path)).isZero();
    }

    @Test
    void aFileIsCutAndWrittenOnFromThere() throws IOException {
        Files files = files();
        String path = directory() + "/f";
        files.create(path);
        files.append(path, "abc".getBytes(UTF_8));
        try (OutputStream out = files.reopen(path, 2)) {
            out.write("xy".getBytes(UTF_8));
        }
        byte[] into = new byte[10];
        assertThat(files.read(path, 0, into, 10)).isEqualTo(4);
        assertThat(new String(into, 0, 4, UTF_8)).isEqualTo("abxy");
        assertThatThrownBy(() -> files.reopen(path, 5)).hasMessage("File too short");
        assertThatThrownBy(() -> files.reopen(directory() + "/none", 0)).hasMessage("No such file or directory");
    }

    @Test
    void aDirectoryIsNoFile() throws IOException {
        Files files = files();
        files.create(directory() + "/f");
        assertThat(files.isDirectory(directory())).isTrue();
        assertThat(files.isDirectory(directory() + "/f")).isFalse();
        assertThatThrownBy(() -> files.size(directory()))
                .isInstanceOf(IOException.class)
                .hasMessage("Is a directory");
    }

    @Test
    void whatIsNotThereCannotBeRead() {
        Files files = files();
        String path = directory() + "/none";
        byte[] into = new byte[1];
        for (String missing : new String[] {path, "a\0b", ""}) {
            assertThat(files.exists(missing)).isFalse();
            assertThatThrownBy(() -> files.size(missing)).hasMessage("No such file or directory");
            assertThatThrownBy(() -> files.read(missing, 0, into, 1)).hasMessage("No such file or directory");
            assertThatThrownBy(() -> files.append(missing, into)).hasMessage("No such file or directory");
            assertThatThrownBy(() -> files.delete(missing)).hasMessage("No such file or directory");
        }
    }

    @Test
    void whatIsNotThereGetsNoFile() {
        Files files = files();
        String path = directory() + "/none/f";
        assertThatThrownBy(() -> files.create(path)).hasMessage("No such file or directory");
        assertThatThrownBy(() -> files.createNew(path)).hasMessage("No such file or directory");
        assertThat(files.isDirectory(directory() + "/none")).isFalse();
    }

    @Test
    void aNewFileIsMadeOnceAndReadableWhenFlushed() throws IOException {
        Files files = files();
        String path = directory() + "/new";
        try (OutputStream out = files.createNew(path)) {
            out.write("ab".getBytes(UTF_8));
            out.flush();
            assertThat(files.size(path)).isEqualTo(2);
            out.write('c');
        }
        assertThat(files.size(path)).isEqualTo(3);
        assertThatThrownBy(() -> files.createNew(path))
                .isInstanceOf(IOException.class)
                .hasMessage("File exists");
        files.delete(path);
        assertThat(files.exists(path)).isFalse();
    }
}
