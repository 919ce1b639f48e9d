package dev.coordtest.storage;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealFilesTest extends FilesContract {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @Override
    Files files() {
        return new RealFiles();
    }

    @Override
    String directory() {
        return directory.toString();
    }

    @Test
    void aDeviceIsNoFile() {
        assertThatThrownBy(() -> files().size("/dev/null")).hasMessage("Not a regular file");
    }
}
